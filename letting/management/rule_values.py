"""What each landlord's ruleset says of a rule: the keys that carry its id, with their values, as text for a table."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from letting.management.rule_catalogue import WORDS, Rule
from tenants.rulesets import Rules
from tenants.rulesets.base import Part, Words

IDS = re.compile(rf"(?:{'|'.join(WORDS)})-\d+(?: to \d+)?(?:, (?=[A-Z])|(?=:|$))")
ASSUMED, NONE = "*", "–"
NOTHING: tuple[Any, ...] = (None, (), {}, "")


@dataclass(frozen=True, slots=True)
class Carried:
    """A key of a ruleset with its value.

    `path` is where it stands, `pattern` the same for all of its kind, `part` what the part is called that it is of.
    """

    path: str
    pattern: str
    part: str
    value: Any
    ids: tuple[str, ...] = ()


def ids_in_description(text: str) -> tuple[str, ...]:
    """Return the ids that a key's description begins with."""
    found = []
    while match := IDS.match(text):
        found.append(match.group(0).rstrip(", "))
        text = text[match.end() :]
    return tuple(found)


def carried(rules: Rules) -> Iterator[Carried]:
    """Yield every key of a ruleset, parts and what is in them."""
    yield from _in_part(rules, (), (), "")


def _in_part(part: Part, path: tuple[str, ...], pattern: tuple[str, ...], name: str) -> Iterator[Carried]:
    for key, info in type(part).model_fields.items():
        value = getattr(part, key)
        here, alike = (*path, key), (*pattern, key)
        yield Carried(".".join(here), ".".join(alike), name, value, ids_in_description(info.description or ""))
        if isinstance(value, Part) and not isinstance(value, Words):
            yield from _in_part(value, here, alike, name)
        elif isinstance(value, dict):
            yield from _in_table(value, here, alike)


def _in_table(table: Mapping[Any, Any], path: tuple[str, ...], pattern: tuple[str, ...]) -> Iterator[Carried]:
    for slug, value in table.items():
        if isinstance(value, Part):
            here, alike = (*path, str(slug)), (*pattern, str(getattr(value, "kind", "*")))
            yield Carried(".".join(here), ".".join(alike), str(slug), value)
            yield from _in_part(value, here, alike, str(slug))


def of_rule(rule: str, entry: Rule, rules: Rules) -> list[Carried]:
    """Return the keys of a ruleset that carry a rule; of a part whose own keys carry it, those."""
    found = [one for one in carried(rules) if rule in one.ids or any(_meant(key, one) for key in entry.keys)]
    inner = [one.path for one in found]
    return [
        one
        for one in found
        if not isinstance(one.value, Part) or not any(path.startswith(f"{one.path}.") for path in inner)
    ]


def _meant(key: str, one: Carried) -> bool:
    pattern, wants, value = key.partition("=")
    if one.pattern != pattern:
        return False
    return not wants or value in (one.value if isinstance(one.value, tuple) else (str(one.value),))


def cell(rule: str, entry: Rule, rules: Rules) -> str:
    """Return what a landlord's rules say of a rule: each value once, with the parts that have it where they differ.

    What is assumed has a star. A key that no part has a value for is left out.
    """
    said: dict[str, dict[str, list[str]]] = {}
    for one in of_rule(rule, entry, rules):
        value = NONE if one.value in NOTHING else plain(one.value) + (ASSUMED if is_assumed(one.path, rules) else "")
        said.setdefault(one.pattern.rpartition(".")[2], {}).setdefault(value, []).append(one.part)
    told = {key: values for key, values in said.items() if list(values) != [NONE]}
    return "<br>".join(f"{key}: {_values(values)}" for key, values in told.items()) or NONE


def _values(values: Mapping[str, list[str]]) -> str:
    if len(values) == 1:
        return next(iter(values))
    return "; ".join(f"{value} ({', '.join(parts)})" for value, parts in values.items())


def is_assumed(path: str, rules: Rules) -> bool:
    """Say whether a ruleset marks a key, or the part that it is in, as not published by the landlord."""
    return any(path == marked or path.startswith(f"{marked}.") for marked in rules.assumed)


def plain(value: Any) -> str:
    """Return a value as text of one line; of a part that has nothing to say but that it is there, "asked for"."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Words():
            return value.en
        case Enum():
            return str(value.value)
        case float():
            return f"{value:g}"
        case Part():
            own = {key: found for key, found in value if key != "kind" and found and found not in NOTHING}
            return ", ".join(f"{key} {plain(found)}" for key, found in own.items()) or "asked for"
        case tuple():
            return ", ".join(f"[{plain(one)}]" if isinstance(one, Part) else plain(one) for one in value)
        case dict():
            return ", ".join(
                plain(key) if isinstance(found, Part) else f"{plain(key)} {plain(found)}"
                for key, found in value.items()
            )
        case _:
            return str(value)
