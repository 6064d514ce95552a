"""Who did a thing, as the log keeps it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a member of staff, or the portal itself; no name, only what it was and which."""

    kind: str
    pk: int | None = None

    def __str__(self) -> str:
        return self.kind if self.pk is None else f"{self.kind}:{self.pk}"


PORTAL = Actor("portal")
VISITOR = Actor("visitor")  # somebody who has not said who she is
REPRESENTATIVE = "representative"
APPLICANTS = frozenset({"person", REPRESENTATIVE})  # a person, by herself or by someone who acts for her


def actor_named(text: str) -> Actor:
    """Return the actor that a row or an event names: "staff:7"."""
    kind, _colon, pk = text.partition(":")
    return Actor(kind, int(pk) if pk else None)


def person_actor(pk: int) -> Actor:
    """Return a person acting for herself."""
    return Actor("person", pk)


def representative_actor(mandate: int) -> Actor:
    """Return someone who acts for a person, by the mandate she gave: it names both."""
    return Actor(REPRESENTATIVE, mandate)


def staff_actor(pk: int) -> Actor:
    """Return a member of staff, by her membership."""
    return Actor("staff", pk)
