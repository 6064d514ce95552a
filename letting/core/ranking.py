"""In what order those who made an interest stand: one sort key per ranking method, each a total order. Pure."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from tenants.rulesets.scheme_rules import Ranking


@dataclass(frozen=True, slots=True)
class Entrant:
    """One who made an interest, with what she is ranked by. Points are those of the advert's last day (JOUR-22)."""

    interest: int
    points: int
    registered_at: datetime
    made_at: datetime


def draw(seed: str, interest: int) -> bytes:
    """Return an interest's lot in the draw of a stored seed: anyone with the seed can draw again (JOUR-6)."""
    return hashlib.sha256(f"{seed}:{interest}".encode()).digest()


Key = Callable[[Entrant], tuple[object, ...]]


def sort_key(ranking: Ranking, seed: str) -> Key:
    """Return a ranking's sort key; ties go to the earlier registration, the earlier interest, the draw (JOUR-6)."""

    def ties(entrant: Entrant) -> tuple[object, ...]:
        return entrant.registered_at, entrant.made_at, draw(seed, entrant.interest)

    match ranking:
        case Ranking.POINTS:
            return lambda entrant: (-entrant.points, *ties(entrant))
        case Ranking.REGISTRATION:
            return ties
        case Ranking.INTEREST:
            return lambda entrant: (entrant.made_at, *ties(entrant))
        case Ranking.LOTTERY:
            return lambda entrant: (draw(seed, entrant.interest),)


def rank(entrants: Sequence[Entrant], ranking: Ranking, seed: str) -> list[Entrant]:
    """Return the entrants, first in line first (JOUR-5)."""
    return sorted(entrants, key=sort_key(ranking, seed))


def ahead_first(ranked: Sequence[Entrant], ahead: Mapping[int, int]) -> list[Entrant]:
    """Put those ahead who go before the ranking, the lowest number first, each with a reason of its own.

    `ahead` maps interests to 1 (excepted by staff, CHECK-19) or 2 (priority, SCHEME-7); the others keep their order.
    """
    last = max(ahead.values(), default=0) + 1
    return sorted(ranked, key=lambda entrant: ahead.get(entrant.interest, last))


def ended_by_draw(ranked: Sequence[Entrant]) -> int:
    """Count neighbours in the ranking that only the draw parts (JOUR-6): when it is not 0 the seed is logged."""
    same = (
        (a.points, a.registered_at, a.made_at) == (b.points, b.registered_at, b.made_at) for a, b in pairwise(ranked)
    )
    return sum(same)
