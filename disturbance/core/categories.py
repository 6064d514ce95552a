"""The codes of a case: what disturbs, what is dangerous, how urgent it is, and how it can end."""

from enum import IntEnum, StrEnum


class Category(StrEnum):
    """What disturbs."""

    MUSIC = "music"
    PARTY = "party"
    QUARREL = "quarrel"
    KNOCKING = "knocking"
    ANIMAL = "animal"
    STAIRWELL = "stairwell"
    YARD = "yard"
    DAMAGE = "damage"
    THREAT = "threat"
    OTHER = "other"


class Danger(StrEnum):
    """What staff must know before they go there; with the first three 112 is called first."""

    VIOLENCE = "violence"
    WEAPON = "weapon"
    FIRE = "fire"
    THREATS = "threats"
    DRUNK = "drunk"
    DOG = "dog"


class Priority(IntEnum):
    """How urgent it is; the lowest number first."""

    NOW = 1
    SOON = 2
    LATER = 3


class Ending(StrEnum):
    """How a case ended."""

    QUIET = "quiet"  # heard, and stopped
    NOT_HEARD = "not_heard"
    STILL_ON = "still_on"  # heard, and not stopped
    POLICE = "police"
    NO_CALL_OUT = "no_call_out"  # the landlord's instructions say that nobody is sent for this
    STOPPED_BEFORE = "stopped_before"  # the caller said so before anybody came
    NO_PATROL = "no_patrol"
    JOINED = "joined"  # another case is about the same


CATEGORIES = frozenset(map(str, Category))
POLICE_FIRST = frozenset({Danger.VIOLENCE, Danger.WEAPON, Danger.FIRE})
_URGENT = frozenset({Category.THREAT, Category.QUARREL})


def priority_of(category: Category, dangers: frozenset[Danger]) -> Priority:
    """Suggest how urgent a case is; the operator decides (NIGHT-1)."""
    if dangers & POLICE_FIRST or category is Category.THREAT:
        return Priority.NOW
    return Priority.SOON if dangers or category in _URGENT else Priority.LATER
