"""A ruleset in Swedish, for reading: section by section, value by value."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.admin.rule_vocabulary import KEYS, SECTIONS, UNITS, VALUES
from tenants.core.calendar import Period
from tenants.rulesets import Rules
from tenants.rulesets.base import Words


@dataclass(frozen=True, slots=True)
class Rule:
    """One key with its value in words; `assumed` where the landlord has not published it."""

    name: str
    value: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a ruleset, or one of its parts."""

    title: str
    rules: list[Rule]


def sections(rules: Rules) -> list[Section]:
    """Return a ruleset section by section, as it is read."""
    return [section for key, title in SECTIONS.items() for section in _section(rules, key, str(title))]


def _section(rules: Rules, key: str, title: str) -> Iterator[Section]:
    part = getattr(rules, key)
    if not part:
        return
    if isinstance(part, dict):
        for slug, one in part.items():
            named = getattr(one, "name", None)
            label = named.sv if isinstance(named, Words) else str(VALUES.get(slug, KEYS.get(slug, slug)))
            yield Section(f"{title}: {label}", list(_rules(one, f"{key}.{slug}", rules.assumed)))
    elif isinstance(part, tuple):
        yield Section(title, [Rule(str(n), words(one), assumed=key in rules.assumed) for n, one in enumerate(part, 1)])
    else:
        yield Section(title, list(_rules(part, key, rules.assumed)))


def _rules(part: Any, path: str, assumed: tuple[str, ...]) -> Iterator[Rule]:
    for key in type(part).model_fields:
        value = getattr(part, key)
        if value is None or value == ():
            continue
        full = f"{path}.{key}"
        marked = any(full == one or full.startswith(f"{one}.") for one in assumed)
        yield Rule(str(KEYS.get(key, key)), words(value), marked)


def words(value: Any) -> str:
    """Return a value of a ruleset in Swedish."""
    match value:
        case None | ():
            return "–"
        case bool():
            return str(_("ja") if value else _("nej"))
        case Words():
            return value.sv
        case Period():
            return f"{value.length} {UNITS[value.unit.value]}"
        case tuple() | list():
            return ", ".join(words(one) for one in value)
        case dict():
            return ", ".join(words(one) for one in value.values()) or "–"
        case str():
            return str(VALUES.get(str(value), value))
        case _:
            return _of_parts(value)


def _of_parts(value: Any) -> str:
    if hasattr(type(value), "model_fields"):
        told = ((KEYS.get(key, key), getattr(value, key)) for key in type(value).model_fields)
        return ", ".join(f"{str(name).lower()}: {words(one)}" for name, one in told if one is not None)
    return str(value)
