"""What lettings have come to, as figures: gathered rows, chosen and put together again by what one asks. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from letting.core.spread import Spread, spread

_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True)
class Lettings:
    """The lettings of a year that are alike: their points, days from advert to lease, and days that they stood empty.

    `points` are those of the signers whom the queue's order led to; `cost` is the rent of the empty days, in kronor.
    """

    year: int
    scheme: str
    kind: str
    area: str
    rooms: int
    number: int
    points: list[int]
    to_lease: list[int]
    empty: list[int]
    cost: int


@dataclass(frozen=True, slots=True)
class Answers:
    """How many offers of a year, in a way of letting and for a kind, came to one state."""

    year: int
    scheme: str
    kind: str
    state: str
    number: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: these ways of letting, a kind, a year; None and "" ask for all."""

    schemes: Collection[str] | None = None
    kind: str = ""
    year: int | None = None

    def holds(self, row: Lettings | Answers, *, any_year: bool = False) -> bool:
        """Say whether a row is among what is asked for."""
        return (
            (self.schemes is None or row.scheme in self.schemes)
            and self.kind in ("", row.kind)
            and (any_year or self.year in (None, row.year))
        )


def grouped(rows: Iterable[Lettings], key: Callable[[Lettings], _Key]) -> Mapping[_Key, list[Lettings]]:
    """Return rows by a key, the keys in order."""
    found: defaultdict[_Key, list[Lettings]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return {one: found[one] for one in sorted(found)}


def points_of(rows: Iterable[Lettings]) -> Spread | None:
    """Return the spread of the queue time that was needed."""
    return spread(chain.from_iterable(row.points for row in rows))


def days_to_lease(rows: Iterable[Lettings]) -> Spread | None:
    """Return the spread of the days from advert to signed lease."""
    return spread(chain.from_iterable(row.to_lease for row in rows))


def days_empty(rows: Iterable[Lettings]) -> Spread | None:
    """Return the spread of the days that homes stood empty; a lease that began before the old one ended is 0 days."""
    return spread(max(days, 0) for row in rows for days in row.empty)


def by_state(rows: Iterable[Answers]) -> Counter[str]:
    """Return how many offers came to each state."""
    found: Counter[str] = Counter()
    for row in rows:
        found[row.state] += row.number
    return found
