"""What lettings have come to, as figures: gathered rows, chosen and put together again by what one asks. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TypeVar

from letting.core.spread import Spread, spread
from letting.core.states import OfferState
from tenants.core.calendar import ONE_DAY

_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True, slots=True)
class Lettings:
    """The lettings of a year that are alike: their points, days from advert to lease, and days that they stood empty.

    `queued` are the points of those whom the order of the queue led to; `cost` is the rent of the empty days, kronor;
    `answers` what became of the offers that led to no lease.
    """

    year: int
    scheme: str
    kind: str
    area: str
    rooms: int
    number: int
    queued: list[int]
    to_lease: list[int]
    empty: list[int]
    cost: int
    answers: Mapping[OfferState, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: these ways of letting, a kind, a year; None and "" ask for all."""

    schemes: Collection[str] | None = None
    kind: str = ""
    year: int | None = None

    def holds(self, row: Lettings, *, any_year: bool = False) -> bool:
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
    return spread(chain.from_iterable(row.queued for row in rows))


def days_to_lease(rows: Iterable[Lettings]) -> Spread | None:
    """Return the spread of the days from advert to signed lease."""
    return spread(chain.from_iterable(row.to_lease for row in rows))


def spread_of_empty(rows: Iterable[Lettings]) -> Spread | None:
    """Return the spread of the days that homes stood empty."""
    return spread(chain.from_iterable(row.empty for row in rows))


def by_state(rows: Iterable[Lettings]) -> Counter[OfferState]:
    """Return how many offers came to each state, those that were signed among them."""
    found: Counter[OfferState] = Counter()
    for row in rows:
        found.update(row.answers)
        found[OfferState.SIGNED] += row.number
    return found


def days_empty(starts_on: date, *, moved_out: date | None, move_in: date | None, published_on: date) -> int:
    """Return how many days a home stood empty before its lease began.

    It is free from the day after the lease before it ended; where the portal knows none, from the advert's day of
    moving in, and where that is not told either, from the day it was advertised.
    """
    free_from = moved_out + ONE_DAY if moved_out else move_in or published_on
    return max((starts_on - free_from).days, 0)
