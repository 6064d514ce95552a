"""Which patrol is sent: the free ones by their distance, the nearest first; the operator decides (NIGHT-3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt

EARTH = 6371.0  # km
STALE = timedelta(minutes=15)  # a place older than this says where they were, not where they are

Place = tuple[float, float]  # latitude and longitude, degrees


@dataclass(frozen=True, slots=True)
class Crew:
    """A patrol on duty, as far as choosing goes: where it is known to have been, and on how many cases it is."""

    pk: int
    callsign: str
    place: Place | None
    placed_at: datetime | None
    cases: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A patrol that may be sent, and what speaks for it: km, minutes since its place was known, cases it is on."""

    crew: Crew
    km: float | None
    minutes: int | None

    @property
    def is_free(self) -> bool:
        """Say whether it is on no case."""
        return self.crew.cases == 0

    @property
    def is_stale(self) -> bool:
        """Say whether nobody knows where it is now."""
        return self.minutes is None or self.minutes > STALE.total_seconds() / 60


def distance(one: Place, other: Place) -> float:
    """Return the distance between two places as the crow flies, in km."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, place)) for place in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, half)))


def nearest(crews: Iterable[Crew], place: Place | None, now: datetime) -> list[Choice]:
    """Return the patrols on duty: the free before the busy, those whose place is known now before the others, then by
    distance, then by call sign.
    """
    choices = [Choice(crew, _km(crew, place), _minutes(crew, now)) for crew in crews]
    return sorted(
        choices,
        key=lambda one: (not one.is_free, one.is_stale, one.km is None, one.km or 0.0, one.crew.callsign),
    )


def _km(crew: Crew, place: Place | None) -> float | None:
    return None if crew.place is None or place is None else distance(crew.place, place)


def _minutes(crew: Crew, now: datetime) -> int | None:
    return None if crew.placed_at is None else max(0, int((now - crew.placed_at).total_seconds() // 60))
