"""What a story expects, held against what happened."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from tenants.core.calendar import STOCKHOLM


def unmet(expected: Iterable[Mapping[str, Any]], events: list[dict[str, Any]]) -> list[str]:
    """Return a sentence for each expectation that does not hold."""
    return [sentence for number, one in enumerate(expected, 1) if (sentence := _unmet(number, one, events))]


def _unmet(number: int, one: Mapping[str, Any], events: list[dict[str, Any]]) -> str | None:
    wanted = {name: _plain(value) for name, value in one.items() if name != "never"}
    found = [event for event in events if all(_same(name, event, value) for name, value in wanted.items())]
    said = ", ".join(f"{name} {value}" for name, value in wanted.items())
    if one.get("never", False):
        return f"expect[{number}]: was never to happen, and did: {said} (at {found[0]['at']})" if found else None
    if found:
        return None
    near = [event for event in events if event["event"] == wanted["event"]][:3]
    return f"expect[{number}]: did not happen: {said}" + (f"; there was {near}" if near else "")


def _same(name: str, event: Mapping[str, Any], value: Any) -> bool:
    return name in event and bool(event[name] == value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=STOCKHOLM)).astimezone(STOCKHOLM).isoformat()
    return value.isoformat() if isinstance(value, date) else value
