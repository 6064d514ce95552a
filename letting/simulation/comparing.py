"""One story played under several landlords' rules: what came of each home, and where the outcomes part."""

from collections.abc import Iterator, Sequence
from typing import Any

from letting.simulation.player import Played
from letting.simulation.printing import line_of

HEAD = ("listing", "landlord", "goes to", "advertised until", "offered", "signed")
NONE = "–"

Side = tuple[str, Played]


def comparison(sides: Sequence[Side]) -> Iterator[str]:
    """Yield a table with a row per listing and landlord, then the lines that some of the outcomes lack, in order."""
    rows = [_row(key, name, played) for key in sides[0][1].final["listings"] for name, played in sides]
    yield from _table([HEAD, *rows])
    parting = list(_parting(sides))
    yield ""
    if not parting:
        yield "The outcomes are the same."
        return
    yield f"They part at {parting[0][0]}:"
    wide = max(len(names) for _, names, _ in parting)
    for at, names, line in parting:
        yield f"{at}  {names:<{wide}}  {line}"


def _row(key: str, name: str, played: Played) -> tuple[str, ...]:
    mine = [event for event in played.events if event.get("listing") == key]
    last_days = [event["last_day"] for event in mine if event["event"] in ("listing.published", "listing.readvertised")]
    rounds = [_moment(event) for event in mine if event["event"] == "round.opened"]
    signed = [_moment(event) for event in mine if event["event"] == "lease.signed"]
    listing = played.final["listings"][key]
    more = f" and {len(rounds) - 1} more" if len(rounds) > 1 else ""
    return (
        key,
        name,
        listing["tenant"] or f"nobody ({listing['state']})",
        last_days[-1] if last_days else NONE,
        rounds[0] + more if rounds else NONE,
        signed[0] if signed else NONE,
    )


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    for row in rows:
        yield "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()


def _parting(sides: Sequence[Side]) -> Iterator[tuple[str, str, str]]:
    """Yield what happened under some of the rules but not all, with whose they are, in order of time."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for place, (name, played) in enumerate(sides):
        for event in played.events:
            found.setdefault((_moment(event, seconds=True), line_of(event)), {})[place] = name
    for (at, line), names in sorted(found.items(), key=lambda item: item[0][0]):
        if len(names) < len(sides):
            yield at, ", ".join(names.values()), line


def _moment(event: dict[str, Any], *, seconds: bool = False) -> str:
    day, _, time = str(event["at"]).partition("T")
    return f"{day} {time[: 8 if seconds else 5]}"
