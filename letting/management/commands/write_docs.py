"""`manage.py write_docs`: write the pages of docs/ that come from code, so that they cannot grow stale."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from letting.core.states import LISTING_MOVES, OFFER_MOVES
from letting.management.rule_table import rule_table
from tenants import events, outbox

_State = TypeVar("_State", bound=StrEnum)
HEAD = "<!-- Written by `make docs` from the code: change that, not this. -->\n"


class Command(BaseCommand):
    help = "Write the pages of docs/ that come from code."

    def handle(self, *args: Any, **options: Any) -> None:
        docs = Path(settings.BASE_DIR) / "docs"
        with translation.override("sv"):
            _write(docs / "states.md", _states())
            _write(docs / "log-and-messages.md", _log_and_messages())
            _write(docs / "rules.md", rule_table(docs.parent))


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text(HEAD + "\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _states() -> Iterator[str]:
    yield "# States"
    yield ""
    yield "Who moves what stands in `letting/core/process.py`; what may move where in `letting/core/states.py`."
    yield ""
    yield "## A listing"
    yield ""
    yield from _diagram(LISTING_MOVES)
    yield ""
    yield "## An offer"
    yield ""
    yield from _diagram(OFFER_MOVES)


def _diagram(moves: Mapping[_State, Iterable[_State]]) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    first = next(iter(moves))
    yield f"    [*] --> {first.value}"
    for state, nexts in moves.items():
        for following in sorted(nexts):
            yield f"    {state.value} --> {following.value}"
        if not nexts:
            yield f"    {state.value} --> [*]"
    yield "```"


def _log_and_messages() -> Iterator[str]:
    yield "# The log and the messages"
    yield ""
    yield "## Events"
    yield ""
    yield "| kind | what staff read |"
    yield "| --- | --- |"
    for kind, sentence in sorted(events.declared().items()):
        yield f"| `{kind}` | {sentence} |"
    yield ""
    yield "## Messages"
    yield ""
    yield "Each kind has three templates in `templates/messages/`: subject, text and HTML."
    yield ""
    yield "| kind | called |"
    yield "| --- | --- |"
    for kind, name in sorted(outbox.declared().items()):
        yield f"| `{kind}` | {name} |"
