"""How tests read the pages about the rules: a card by its heading, the figures of a part, a ruleset with one change."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from contextlib import suppress
from datetime import date
from html.parser import HTMLParser
from typing import Any

from pydantic import ValidationError

from tenants.core.calendar import Period, Unit
from tenants.rulesets import Rules
from tenants.rulesets.base import Part, Words
from tenants.rulesets.shape import Choice, Entry, Group, Many, Scalar, Shape, Table, Variants, group_of

PERIODS = (Period.parse("9 months"), Period.parse("11 days"))
SLUG = object()  # another of the names that the ruleset has
Way = tuple[Any, ...]
Change = tuple[str, Rules]


class Cards(HTMLParser):
    """Gathers the words of a page under the ids of the headings that its sections are named by."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[tuple[str, str]] = []
        self.said: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "section":
            self.inside.append((tag, dict(attrs).get("aria-labelledby") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "section" and self.inside:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        for _tag, name in self.inside:
            self.said.setdefault(name, []).append(data)


def cards_of(html: str) -> dict[str, str]:
    """Return the words of a page's sections by the ids of their headings."""
    page = Cards()
    page.feed(html)
    return {name: tidy(" ".join(said)) for name, said in page.said.items()}


def tidy(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def figures_in(text: str) -> set[int]:
    """Return the whole numbers of a text; "5 000" and "5,000" are one."""
    return {int(re.sub(r"\D", "", found)) for found in re.findall(r"\d{1,3}(?:[ ,]\d{3})+|\d+", text)}


def figures_of(value: Any) -> set[int]:
    """Return every figure of a part of the rules: numbers, and the lengths of periods."""
    match value:
        case bool() | None | str():
            return set()
        case Period():
            in_years = value.unit is Unit.MONTHS and value.length > 12 and value.length % 12 == 0
            return {value.length // 12 if in_years else value.length}
        case int() | float():
            return {int(value)}
        case Part():
            return figures_of(list(dict(value).values()))
        case dict():
            return figures_of(list(value.values()))
        case list() | tuple():
            return {figure for one in value for figure in figures_of(one)}
        case _:
            return set()


def keys() -> dict[str, Entry]:
    """Return every key of the schema that has a value of its own, once for each part, as "QueueRules.register_age"."""
    found: dict[str, Entry] = {}
    seen: set[str] = set()

    def walk(shape: Shape) -> None:
        match shape:
            case Group():
                for entry in shape.entries:
                    name = f"{shape.part.__name__}.{entry.key}"
                    if name in seen:
                        continue
                    seen.add(name)
                    if entry.optional or not _only_holds_parts(entry.shape):
                        found[name] = entry
                    if not _is_words(entry.shape):
                        walk(entry.shape)
            case Many():
                walk(shape.item)
            case Table():
                walk(shape.value)
            case Variants():
                for group in shape.groups.values():
                    walk(group)
            case _:
                pass

    walk(group_of(Rules))
    return found


def _is_words(shape: Shape) -> bool:
    return isinstance(shape, Group) and shape.part is Words


def _only_holds_parts(shape: Shape) -> bool:
    match shape:
        case Group():
            return not _is_words(shape)
        case Many(item) | Table(value=item):
            return isinstance(item, Variants) or _only_holds_parts(item)
        case _:
            return False


def changes(rules: Rules, done: Container[str]) -> Iterator[Change]:
    """Return the ruleset with one key changed, for every key and a few other values; what makes no ruleset is left out.

    A change is named after the key that it changes, as in `keys`. Keys that are `done` by then are left out.
    """
    data = rules.model_dump()
    slugs = [*rules.queues, *rules.requirements]
    for name, way, changed in _changes(group_of(Rules), data, ()):
        for value in slugs if changed is SLUG else [changed]:
            if name not in done:
                with suppress(ValidationError):
                    yield name, Rules.model_validate(_with(data, way, value))


def _changes(shape: Shape, value: Any, way: Way) -> Iterator[tuple[str, Way, Any]]:
    match shape:
        case Group() if isinstance(value, dict):
            for entry in shape.entries:
                name, here = f"{shape.part.__name__}.{entry.key}", (*way, entry.key)
                if _is_words(entry.shape):
                    words = value[entry.key] or {"sv": "Något", "en": "Something"}
                    yield name, here, {language: f"{said}x" for language, said in words.items()}
                    continue
                yield from ((name, here, other) for other in _others(entry.shape, value[entry.key]))
                if entry.optional and value[entry.key] is not None:
                    yield name, here, None
                yield from _changes(entry.shape, value[entry.key], here)
        case Many() if value:
            for place, item in enumerate(value):
                yield from _changes(shape.item, item, (*way, place))
        case Table() if value:
            for key, item in value.items():
                yield from _changes(shape.value, item, (*way, key))
        case Variants() if value:
            yield from _changes(shape.groups[value[shape.tag]], value, way)
        case _:
            return


def _others(shape: Shape, value: Any) -> Iterator[Any]:
    """Return other values than the one that is there, of the same shape."""
    match shape:
        case Choice(values):
            yield from (other for other in values if other != value)
        case Many(item):
            if value:
                yield value[:-1]
            yield from ((*(value or ()), one) for one in _others(item, None) if one not in (value or ()))
        case Table(key, item):
            if value:
                yield dict(list(value.items())[:-1])
            yield from _more(key, item, value or {})
        case Scalar() if shape.is_slug:
            yield SLUG
        case Scalar(kind):
            yield from _scalars(kind, value)
        case Group(part) if value is None:
            yield from _made(part)
        case _:
            return


def _scalars(kind: str, value: Any) -> Iterator[Any]:
    match kind:
        case "flag":
            yield not value
        case "whole" | "number":
            yield from ((value or 6) + step for step in (1, -1))
        case "period":
            yield from (period for period in PERIODS if period != value)
        case "line":
            yield "https://exempel.example/" if value is None else f"{value}x"
        case "day":
            yield date(2026, 8, 14)
        case "hour":
            yield (value.replace(hour=value.hour + 1)) if value else None
        case _:
            return


def _more(key: Shape, item: Shape, value: dict[Any, Any]) -> Iterator[dict[Any, Any]]:
    """Return a table with one more row, where the keys are a few that can be chosen."""
    if not isinstance(key, Choice):
        return
    for name in key.values:
        if name not in value:
            made = next(iter(_made(item.part)), None) if isinstance(item, Group) else next(_others(item, None), None)
            if made is not None:
                yield {**value, name: made}


def _made(part: type[Part]) -> Iterator[dict[str, Any]]:
    """Return a part made of the least that it needs."""
    needed = {entry.key: next(_others(entry.shape, None), None) for entry in group_of(part).entries if entry.required}
    if None not in needed.values():
        yield needed


def _with(data: Any, way: Way, value: Any) -> Any:
    if not way:
        return value
    first, rest = way[0], way[1:]
    if isinstance(data, dict):
        return {key: _with(item, rest, value) if key == first else item for key, item in data.items()}
    return tuple(_with(item, rest, value) if place == first else item for place, item in enumerate(data))
