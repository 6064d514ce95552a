"""What someone looks for among what is free. One judge for the list, its counts, the feed and the alerts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A free flat or space, as far as one can choose by it. Sizes are in m², rents in kronor a month."""

    pk: int
    kind: str
    street: str
    area: str
    rooms: int
    size: float
    rent: int
    move_in: date | None
    last_day: date
    published_at: datetime
    scheme: str
    lift: bool = False
    balcony: bool = False
    accessible: bool = False
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is left empty may be anything."""

    kind: str = ""
    area: tuple[str, ...] = ()
    rooms_from: int | None = None
    rooms_to: int | None = None
    size_from: int | None = None
    size_to: int | None = None
    rent_to: int | None = None
    move_from: date | None = None
    move_to: date | None = None
    lift: bool = False
    balcony: bool = False
    accessible: bool = False
    scheme: str = ""

    @property
    def asked(self) -> tuple[str, ...]:
        """Return the names of what is asked for."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name) not in UNSAID)

    def without(self, name: str) -> "Wanted":
        """Return the same with one thing no longer asked for."""
        return replace(self, **{name: getattr(ANYTHING, name)})

    def as_data(self) -> dict[str, Any]:
        """Return what is asked for as JSON keeps it, the same for the same wish."""
        return {name: _plain(getattr(self, name)) for name in self.asked}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Wanted":
        """Read what `as_data` wrote."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: _read(name, value) for name, value in data.items() if name in known})

    def as_query(self) -> list[tuple[str, str]]:
        """Return what is asked for as the pairs of an address."""
        return [
            (name, "on" if one is True else str(one))
            for name, value in self.as_data().items()
            for one in (value if isinstance(value, list) else [value])
        ]


UNSAID: tuple[Any, ...] = (None, "", (), False)
ANYTHING = Wanted()

# A day to move in that is not set yet rules nothing out.
ASKS: Mapping[str, Callable[[Any, Vacancy], bool]] = MappingProxyType(
    {
        "kind": lambda kind, one: one.kind == kind,
        "area": lambda areas, one: one.area in areas,
        "rooms_from": lambda rooms, one: one.rooms >= rooms,
        "rooms_to": lambda rooms, one: one.rooms <= rooms,
        "size_from": lambda size, one: one.size >= size,
        "size_to": lambda size, one: one.size <= size,
        "rent_to": lambda rent, one: one.rent <= rent,
        "move_from": lambda day, one: one.move_in is None or one.move_in >= day,
        "move_to": lambda day, one: one.move_in is None or one.move_in <= day,
        "lift": lambda _, one: one.lift,
        "balcony": lambda _, one: one.balcony,
        "accessible": lambda _, one: one.accessible,
        "scheme": lambda scheme, one: one.scheme == scheme,
    }
)


def fits(wanted: Wanted, one: Vacancy) -> bool:
    """Say whether a vacancy is what someone looks for."""
    return all(ASKS[name](getattr(wanted, name), one) for name in wanted.asked)


@dataclass(frozen=True, slots=True)
class Found:
    """What a wish finds. `nearly` holds, for each name, what would be found were that one thing not asked for."""

    vacancies: tuple[Vacancy, ...]
    nearly: Mapping[str, tuple[Vacancy, ...]] = field(default_factory=dict)

    def count(self, name: str, value: Any) -> int:
        """Return how many another choice of one thing would leave, all else as it is."""
        judge = ASKS[name]
        return sum(judge(value, one) for one in self.nearly[name])


def find(wanted: Wanted, vacancies: Iterable[Vacancy]) -> Found:
    """Return what is looked for, and what each single asked thing keeps out: each vacancy is judged once."""
    asked = wanted.asked
    found: list[Vacancy] = []
    kept_out: dict[str, list[Vacancy]] = {name: [] for name in asked}
    for one in vacancies:
        against = [name for name in asked if not ASKS[name](getattr(wanted, name), one)]
        if not against:
            found.append(one)
        elif len(against) == 1:
            kept_out[against[0]].append(one)
    hits = tuple(found)
    return Found(hits, {name: (*hits, *kept_out.get(name, ())) for name in ASKS})


def loosened(wanted: Wanted, found: Found) -> list[tuple[str, int]]:
    """Return what to ask no more for when too little is found, and how many that leaves; the most first."""
    gains = [(name, len(found.nearly[name])) for name in wanted.asked]
    return sorted((gain for gain in gains if gain[1] > len(found.vacancies)), key=lambda gain: -gain[1])


# Each sort is a total order: the last part of its key is the vacancy's own number.
ORDERS: Mapping[str, Callable[[Vacancy, Mapping[int, int]], tuple[Any, ...]]] = MappingProxyType(
    {
        "newest": lambda one, _: (-one.published_at.timestamp(), -one.pk),
        "last_day": lambda one, _: (one.last_day, one.pk),
        "rent": lambda one, _: (one.rent, one.pk),
        "size": lambda one, _: (-one.size, one.pk),
        "move_in": lambda one, _: (one.move_in or date.max, one.pk),
        "points": lambda one, points: (points.get(one.pk, -1), one.last_day, one.pk),
    }
)


def in_order(vacancies: Iterable[Vacancy], sort: str, points: Mapping[int, int] | None = None) -> list[Vacancy]:
    """Return vacancies sorted; by points, those come first where fewer wait than would be asked."""
    key = ORDERS[sort]
    return sorted(vacancies, key=lambda one: key(one, points or {}))


@dataclass(frozen=True, slots=True)
class Watch:
    """A search that someone has saved. What was published before `since` she has seen."""

    pk: int
    person: int
    name: str
    wanted: Wanted
    since: datetime


def news(
    watches: Iterable[Watch], vacancies: Sequence[Vacancy], told: frozenset[tuple[int, int]]
) -> dict[int, list[tuple[Watch, list[Vacancy]]]]:
    """Return, for each person, what is new to each of her searches; `told` are (search, vacancy) told of before."""
    found: dict[int, list[tuple[Watch, list[Vacancy]]]] = {}
    for watch in watches:
        hits = [
            one
            for one in vacancies
            if one.published_at >= watch.since and (watch.pk, one.pk) not in told and fits(watch.wanted, one)
        ]
        if hits:
            found.setdefault(watch.person, []).append((watch, hits))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    if name == "area":
        return tuple(value)
    return date.fromisoformat(value) if name in {"move_from", "move_to"} else value
