"""Where two rulesets part: key by key, from their values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tenants.rulesets import Rules
from tenants.rulesets.base import Part, Words


@dataclass(frozen=True, slots=True)
class Change:
    """A key whose value is another, or that only one of the two has; None for nothing."""

    path: tuple[str, ...]
    before: Any
    after: Any


def differences(before: Rules, after: Rules) -> list[Change]:
    """Return what is another, in the schema's order; what is marked as assumed is left to `marks`."""
    return [
        change
        for key in Rules.model_fields
        if key != "assumed"
        for change in _changes((key,), getattr(before, key), getattr(after, key))
    ]


def marks(before: Rules, after: Rules) -> tuple[list[str], list[str]]:
    """Return the keys that are assumed from now on, and those that are so no longer."""
    new = [key for key in after.assumed if key not in before.assumed]
    gone = [key for key in before.assumed if key not in after.assumed]
    return new, gone


def _changes(path: tuple[str, ...], before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, Words) or isinstance(after, Words):
        yield Change(path, before, after)
        return
    old, new = _entries(before), _entries(after)
    single = old is None and new is None
    if single or (None not in (before, after) and type(before) is not type(after)):
        yield Change(path, before, after)
    else:
        for key in dict.fromkeys([*(old or {}), *(new or {})]):
            yield from _changes((*path, key), (old or {}).get(key), (new or {}).get(key))


def _entries(value: Any) -> dict[str, Any] | None:
    """Return what a value is made of, key by key; None where it is one value."""
    if isinstance(value, Part):
        return {key: getattr(value, key) for key in type(value).model_fields}
    if isinstance(value, dict):
        return {str(key): one for key, one in value.items()}
    return None
