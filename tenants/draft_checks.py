"""A draft checked: each place by its part of the schema, the whole by the whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tenants.core.calendar import Period
from tenants.drafting import Data, Place, plain
from tenants.rulesets import Rules
from tenants.rulesets.base import Part
from tenants.rulesets.shape import Shape, Table, group_of, without_tags

Steps = tuple[int | str, ...]

LONGEST_PERIOD = 1_200  # of any unit: a hundred years of months
LONGEST_TEXT = 5_000
HIGHEST = 10**9


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a value: where, of what kind (pydantic's name for it), and pydantic's own words."""

    where: Steps
    kind: str
    text: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)


def check_place(place: Place, value: Any) -> tuple[Any, list[Problem]]:
    """Return what is at a place as TOML has it, and its problems, each with its way from the place on."""
    section = place.section
    entry = section.entries[0]
    if section.is_named and isinstance(entry.shape, Table):
        return _check(entry.shape.of, entry.shape.value, value)
    if section.is_part:
        return _check(entry.annotation, entry.shape, value)
    found: Data = {}
    problems: list[Problem] = []
    for one in section.entries:
        if one.key in value:
            found[one.key], wrong = _check(one.annotation, one.shape, value[one.key])
            problems += [Problem((one.key, *p.where), p.kind, p.text, p.context) for p in wrong]
    return found, problems


def check_whole(data: Data) -> tuple[Rules | None, list[Problem]]:
    """Return the rules that a draft comes to, or what stands in the way."""
    rules, problems = _parsed(Rules, group_of(Rules), data)
    return (None if problems else rules), problems


def _check(annotation: Any, shape: Shape, value: Any) -> tuple[Any, list[Problem]]:
    parsed, problems = _parsed(annotation, shape, value)
    return (None if problems else plain(parsed)), problems


def _parsed(annotation: Any, shape: Shape, value: Any) -> tuple[Any, list[Problem]]:
    try:
        parsed = TypeAdapter(annotation).validate_python(value)
    except ValidationError as error:
        return None, [
            Problem(without_tags(shape, one["loc"]), one["type"], one["msg"], one.get("ctx") or {})
            for one in error.errors(include_url=False, include_input=False)
        ]
    except (RecursionError, OverflowError):
        return None, [Problem((), "too_odd")]
    return parsed, list(_odd(parsed, ()))


def _odd(value: Any, where: Steps) -> Iterator[Problem]:
    """Yield what the schema allows and no landlord means: a period of a million years, a name as long as a book."""
    match value:
        case Period() if value.length > LONGEST_PERIOD:
            yield Problem(where, "period_too_long", context={"most": LONGEST_PERIOD})
        case bool() | Period():
            return
        case int() | float() if not abs(value) < HIGHEST:
            yield Problem(where, "less_than", context={"lt": HIGHEST})
        case str() if len(value) > LONGEST_TEXT:
            yield Problem(where, "string_too_long", context={"max_length": LONGEST_TEXT})
        case str() if any(ord(sign) < 32 and sign not in "\n\t" for sign in value):
            yield Problem(where, "control_sign")
        case Part():
            for key in type(value).model_fields:
                yield from _odd(getattr(value, key), (*where, key))
        case dict():
            for key, one in value.items():
                yield from _odd(key, (*where, str(key)))
                yield from _odd(one, (*where, str(key)))
        case tuple() | list():
            for number, one in enumerate(value):
                yield from _odd(one, (*where, number))
        case _:
            return
