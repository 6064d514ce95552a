"""The choices of the filters, each with how many flats it would leave. Counted over what is read already."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from letting.core.finding import Found, Vacancy, loosened
from letting.public.filtering import SORTS, Filters
from letting.public.wish_words import phrase, phrases
from tenants.core.calendar import ONE_DAY, add_months
from tenants.rulesets import Rules

MOST_STEPS = 10
STEPS = (5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
SIZES, RENTS = 10, 500  # the smallest steps that are worth a choice
FLAGS = ("lift", "balcony", "accessible")


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: what the address says for it, its words, and how many flats it would leave."""

    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to choose by, with its choices and what is wrong with what was asked."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    errors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return the id of its field."""
        return f"f-{self.name}"


def facets(filters: Filters, found: Found, free: Sequence[Vacancy], rules: Rules) -> dict[str, Facet]:
    """Return every filter with its choices, by name; `free` is all there is to choose from."""
    offered: dict[str, Iterable[Any]] = {
        "kind": _present(filters, "kind", {one.kind for one in free}),
        "area": [value for value, _label in filters.offered("area")],
        "rooms_from": _up_to(max((one.rooms for one in free), default=0)),
        "rooms_to": _up_to(max((one.rooms for one in free), default=0)),
        "size_from": _steps((one.size for one in free), SIZES),
        "size_to": _steps((one.size for one in free), SIZES),
        "rent_to": _steps((one.rent for one in free), RENTS),
        "move_from": _months(free),
        "move_to": (add_months(day, 1) - ONE_DAY for day in _months(free)),
        "scheme": _present(filters, "scheme", {one.scheme for one in free}),
    }
    made = {name: _facet(name, values, filters, found, rules) for name, values in offered.items()}
    made |= {name: _flag(name, filters, found) for name in FLAGS}
    sorts = tuple(Choice(key, str(label), None, key == filters.ordering) for key, label in SORTS.items())
    made["sort"] = Facet("sort", str(filters["sort"].label), sorts, _errors(filters, "sort"))
    return made


def _facet(name: str, values: Iterable[Any], filters: Filters, found: Found, rules: Rules) -> Facet:
    several = name == "area"
    chosen = filters.cleaned_data.get(name)
    marked = set(chosen or ()) if several else {chosen}
    known = list(values)
    known += [one for one in marked if one not in known and one not in {None, ""}]  # typed by hand, and of sense
    if name not in {"kind", "scheme", "area"}:
        known.sort()
    options = [
        Choice(
            str(value), phrase(name, value, rules), found.count(name, (value,) if several else value), value in marked
        )
        for value in known
    ]
    if not several:
        options.insert(0, Choice("", _any(name, filters), len(found.nearly[name]), not chosen))
    if name in filters.errors and not several:  # what was typed stays, with what is wrong with it
        options.append(Choice(filters.data.get(name, ""), filters.data.get(name, ""), None, True))
    return Facet(name, str(filters[name].label), tuple(options), _errors(filters, name))


def _flag(name: str, filters: Filters, found: Found) -> Facet:
    choice = Choice("on", str(filters[name].label), found.count(name, True), bool(filters.cleaned_data.get(name)))
    return Facet(name, str(filters[name].label), (choice,))


def _any(name: str, filters: Filters) -> str:
    if name in {"kind", "scheme"}:
        return filters.offered(name)[0][1]
    return _("Alla")


def _errors(filters: Filters, name: str) -> tuple[str, ...]:
    return tuple(str(one) for one in filters.errors.get(name, ()))


def _present(filters: Filters, name: str, there: set[str]) -> list[str]:
    return [value for value, _label in filters.offered(name) if value and value in there]


def _up_to(most: int) -> Iterator[int]:
    return iter(range(1, most + 1))


def _steps(values: Iterable[float], smallest: int) -> list[int]:
    """Return at most a handful of round numbers between the least and the most."""
    known = sorted(values)
    if not known:
        return []
    low, high = known[0], known[-1]
    step = next((one for one in STEPS if one >= smallest and (high - low) / one <= MOST_STEPS), STEPS[-1])
    first = int(-(-low // step)) * step
    return list(range(first or step, int(-(-high // step)) * step + 1, step))


def _months(free: Sequence[Vacancy]) -> list[date]:
    return sorted({one.move_in.replace(day=1) for one in free if one.move_in})


Address = Callable[[str, Any], str]


@dataclass(frozen=True, slots=True)
class Chip:
    """Something asked for, and the address without it."""

    label: str
    url: str
    count: int | None = None


def chips(filters: Filters, rules: Rules, address: Address) -> list[Chip]:
    """Return a chip for each thing asked for, that takes it away."""
    return [Chip(text, address(name, value)) for name, value, text in phrases(filters.wanted, rules)]


def loosenings(filters: Filters, found: Found, address: Address) -> list[Chip]:
    """Return what to take away when nothing is found, with how many that leaves; the most first."""
    return [Chip(str(filters[name].label), address(name, None), n) for name, n in loosened(filters.wanted, found)]
