"""A draft of the rules as data: read and written as TOML, and cut into the places where one edits."""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any

import tomli_w

from tenants.core.calendar import Period
from tenants.rulesets import Rules
from tenants.rulesets.base import Part
from tenants.rulesets.shape import Choice, Entry, Group, Many, Raw, Scalar, Shape, Table, Variants, group_of

Data = dict[str, Any]

LARGEST = 200_000  # characters of a whole ruleset
GENERAL = "general"
UNTOLD = ("format", "assumed")  # the one has a single value, the other is told beside each value
FIXED = frozenset({("landlord", "slug")})  # never changed by anyone


class BadText(ValueError):
    """A text that is no TOML, or too long; its text is a code."""


@dataclass(frozen=True, slots=True)
class Section:
    """Keys of a ruleset that are told together: one part, parts under names, or values of their own."""

    key: str
    entries: tuple[Entry, ...]

    @property
    def is_named(self) -> bool:
        """Say whether it holds parts under names, each edited by itself."""
        shape = self.entries[0].shape
        return len(self.entries) == 1 and isinstance(shape, Table) and isinstance(shape.value, Group | Variants)

    @property
    def is_part(self) -> bool:
        """Say whether it is one part."""
        return len(self.entries) == 1 and isinstance(self.entries[0].shape, Group) and self.key == self.entries[0].key


@dataclass(frozen=True, slots=True)
class Place:
    """Where one edits: a section, or one of its named parts."""

    section: Section
    name: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """Return the keys that lead here; none where the section's keys stand at the top."""
        if self.section.is_named:
            return (self.section.key, self.name)
        return (self.section.key,) if self.section.is_part else ()

    @property
    def key(self) -> str:
        """Return what it is called in an address."""
        return f"{self.section.key}/{self.name}" if self.name else self.section.key


@lru_cache(maxsize=1)
def sections() -> tuple[Section, ...]:
    """Return the sections of a ruleset as the schema orders them; single values are told together, last."""
    apart, single = [], []
    for entry in group_of(Rules).entries:
        if entry.key in UNTOLD:
            continue
        inner = entry.shape.item if isinstance(entry.shape, Many) else entry.shape
        if isinstance(inner, Scalar | Choice | Raw):
            single.append(entry)
        else:
            apart.append(Section(entry.key, (entry,)))
    return (*apart, *((Section(GENERAL, tuple(single)),) if single else ()))


def section_of(key: str) -> Section | None:
    """Return a section by its key."""
    return next((section for section in sections() if section.key == key), None)


def places(data: Data) -> Iterator[Place]:
    """Yield the places that a draft has."""
    for section in sections():
        if section.is_named:
            yield from (Place(section, name) for name in data.get(section.key, {}))
        else:
            yield Place(section)


# ---- text


def read(text: str) -> Data:
    """Return a TOML text as data; raise BadText `too_large` or `not_toml`, the latter followed by the reason."""
    if len(text) > LARGEST:
        raise BadText("too_large")
    try:
        return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:  # a number of a thousand digits, brackets without end
        raise BadText(f"not_toml {error}") from error


def write(data: Data) -> str:
    """Return data as TOML: single values first, then part by part in the schema's order."""
    known = [key for key in Rules.model_fields if key in data]
    ordered = {key: data[key] for key in (*known, *(key for key in data if key not in known))}
    return tomli_w.dumps(ordered)


def plain(value: Any) -> Any:
    """Return a parsed value as TOML has it; what has no value is left out."""
    match value:
        case Part():
            return {key: plain(one) for key in type(value).model_fields if (one := getattr(value, key)) is not None}
        case Period():
            return str(value)
        case Enum():
            return value.value
        case Decimal():
            return float(value)
        case dict():
            return {str(plain(key)): plain(one) for key, one in value.items() if one is not None}
        case set() | frozenset():
            return sorted(plain(one) for one in value)
        case tuple() | list():
            return [plain(one) for one in value]
        case _:
            return value


def fingerprint(*values: Any) -> str:
    """Return a short mark of values: another one when anything in them has changed."""
    text = json.dumps(values, sort_keys=True, default=_as_text)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _as_text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)


# ---- places


def at(data: Data, place: Place) -> Any:
    """Return what a draft has at a place; None for nothing."""
    section = place.section
    if section.is_named:
        return data.get(section.key, {}).get(place.name)
    if section.is_part:
        return data.get(section.key)
    return {entry.key: data[entry.key] for entry in section.entries if entry.key in data}


def put(data: Data, place: Place, value: Any) -> Data:
    """Return a draft with another value at a place; None takes it away."""
    section, changed = place.section, dict(data)
    if section.is_named:
        parts = {**data.get(section.key, {}), place.name: value}
        changed[section.key] = {name: part for name, part in parts.items() if part is not None}
        return changed
    keys = [entry.key for entry in section.entries]
    kept = {key: one for key, one in changed.items() if key not in keys}
    return kept | ({section.key: value} if section.is_part and value is not None else {} if section.is_part else value)


def assumed_at(data: Data, place: Place) -> list[str]:
    """Return the keys at a place that the landlord has not published, as they stand in the draft's list."""
    mine = ".".join(place.path)
    heads = [entry.key for entry in place.section.entries] if not mine else [mine]
    marked = [str(key) for key in data.get("assumed", [])]
    return [key for key in marked if any(key == head or key.startswith(f"{head}.") for head in heads)]


def with_assumed(data: Data, place: Place, marked: list[str]) -> Data:
    """Return a draft with these keys of a place marked as assumed, and no others there; a key that is gone falls off.

    What was marked before keeps its place in the list.
    """
    mine = set(assumed_at(data, place))
    wanted = [key for key in marked if has_key(group_of(Rules), data, key.split("."))]
    kept = [key for key in data.get("assumed", []) if key not in mine or key in wanted]
    assumed = [*kept, *(key for key in wanted if key not in kept)]
    return {**{key: one for key, one in data.items() if key != "assumed"}, "assumed": assumed}


def has_key(shape: Shape, value: Any, steps: list[str]) -> bool:
    """Say whether a key is one of a value's, whether it has a value of its own or not."""
    if not steps:
        return True
    step, rest = steps[0], steps[1:]
    if not isinstance(value, dict):
        return False
    match shape:
        case Variants():
            group = shape.groups.get(value.get(shape.tag))
            return group is not None and has_key(group, value, steps)
        case Group():
            entry = shape.entry(step)
            return entry is not None and (not rest or has_key(entry.shape, value.get(step), rest))
        case Table():
            return step in value and has_key(shape.value, value[step], rest)
        case _:
            return False
