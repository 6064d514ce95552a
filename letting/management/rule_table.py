"""The page of rules: every rule of the catalogue with each landlord's value, and what shows it."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from letting.management.rule_catalogue import catalogue, sightings
from letting.management.rule_values import cell
from tenants.rulesets import parse, presets

HEADINGS = {
    "TIME": "Time",
    "JOUR": "The letting journey",
    "QUEUE": "Queues and points",
    "CHECK": "Requirements and checks",
    "SCHEME": "Ways of letting",
    "LEASE": "The lease's life",
    "NIGHT": "The night service",
}
SAME = "the same for all"


def rule_table(root: Path) -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# The rules"
    yield ""
    yield "Every rule that the portal obeys, by its id, with what each landlord that comes with the portal sets. A star"
    yield "marks what the landlord has not published and staff can change. `pytest -k queue_12` runs the tests that are"
    yield "named after a rule; `manage.py simulate` plays a story. The sentences stand in `docs/rule-catalogue.toml`."
    shown: dict[str, dict[str, None]] = {}
    for one in sightings(root):
        link = f"[{one.path.stem}](../{one.path.relative_to(root).as_posix()})"
        shown.setdefault(one.rule, {})[link] = None
    landlords = [parse(path.read_text(encoding="utf-8")) for path in presets().values()]
    for word, rows in groupby(catalogue(root).items(), key=lambda row: row[0].partition("-")[0]):
        yield ""
        yield f"## {HEADINGS[word]}"
        yield ""
        yield _row("id", "rule", *(rules.landlord.name for rules in landlords), "shown by")
        yield _row(*["---"] * (len(landlords) + 3))
        for rule, entry in rows:
            values = [SAME, *[""] * (len(landlords) - 1)] if entry.same else [cell(rule, entry, x) for x in landlords]
            yield _row(rule, entry.says, *values, ", ".join(shown.get(rule, ())))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"
