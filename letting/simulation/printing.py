"""A played story as text: a timeline grouped by day."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from letting.simulation.player import Played

COLOURS = {"offer": "36", "award": "32", "lease": "32;1", "listing": "1", "action": "31", "interest": "", "check": "35"}


def timeline(title: str, played: Played, *, colour: bool) -> Iterator[str]:
    """Yield the lines of a story, a heading a day."""
    yield title
    for day, events in groupby(played.events, key=lambda event: event["at"][:10]):
        yield ""
        yield f"{datetime.fromisoformat(day):%A %d %B %Y}"
        for event in events:
            yield _paint(f"  {event['at'][11:19]}  {line_of(event)}", event["event"], colour=colour)
    yield ""
    for key, listing in played.final["listings"].items():
        yield f"{key}: {listing['state']}" + (f", {listing['tenant']}" if listing["tenant"] else "")


def line_of(event: dict[str, Any]) -> str:
    """Return an event as a line of text, without its time."""
    fields = [f"{name}={value}" for name, value in event.items() if name not in ("at", "event", "listing", "applicant")]
    about = " ".join(str(event[name]) for name in ("listing", "applicant") if name in event)
    return " ".join(part for part in (f"{event['event']:<20}", about, " ".join(fields)) if part)


def _paint(line: str, event: str, *, colour: bool) -> str:
    code = COLOURS.get(event.partition(".")[0], "")
    return f"\033[{code}m{line}\033[0m" if colour and code else line
