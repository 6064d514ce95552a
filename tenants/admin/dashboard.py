"""The start page: what waits for staff today. Each app adds its own part."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tenants import clock
from tenants.admin.base import Rights
from tenants.admin.rights import Act, may
from tenants.core.calendar import local_day
from tenants.models import Delivery, Message
from tenants.outbox import declared
from tenants.reading import read_together
from tenants.words import moment


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits: a link, a hint, and a status in words."""

    title: str
    url: str
    hint: str = ""
    status: str = ""
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A group of things that wait, the most urgent group first. `empty` says that there is nothing."""

    title: str
    icon: str
    rows: list[Row]
    urgent: bool = False
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its word."""

    number: int
    word: str
    url: str = ""


@dataclass(slots=True)
class Board:
    """What the start page shows."""

    request: HttpRequest
    now: datetime
    today: date
    groups: list[Waiting] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """A group that is made of rows: which rows (None: none for whoever asks), and what is shown of them."""

    asked: Callable[[Board], QuerySet[Any] | None]
    shown: Callable[[Board, list[Any]], Waiting]


# Each app's part: adds groups and figures, in as few queries as it can.
parts: list[Callable[[Board], None]] = []
rows_of: list[Part] = []  # read together, in one statement
SHOWN = 10


def dashboard(request: HttpRequest) -> dict[str, Any]:
    """Return the start page's context."""
    now = clock.now()
    board = Board(request, now, local_day(now))
    for part in parts:
        part(board)
    _read_along(board)
    groups = sorted((group for group in board.groups if group.rows), key=lambda group: not group.urgent)
    urgent = sum(len(group.rows) for group in groups if group.urgent)
    return {
        "title": _("Att göra"), "groups": groups, "figures": board.figures, "urgent": urgent, "today": board.today,
        "may": Rights(request),
    }  # fmt: skip


def _read_along(board: Board) -> None:
    asked = [(part, rows) for part in rows_of if (rows := part.asked(board)) is not None]
    if asked:
        found = read_together(*(rows for _part, rows in asked))
        board.groups += [part.shown(board, some) for (part, _rows), some in zip(asked, found, strict=True)]


def _failed(board: Board) -> QuerySet[Message] | None:
    """Mails that did not arrive: they wait for a new try or a better address."""
    if not may(board.request, Act.SEE_MESSAGES):
        return None
    return Message.objects.filter(delivery=Delivery.FAILED).order_by("-pk")[:SHOWN]


def _failed_messages(board: Board, rows: list[Message]) -> Waiting:
    kinds = declared()
    shown = [
        Row(
            title=str(kinds.get(row.kind, row.kind)),
            url=reverse("admin:tenants_message_change", args=[row.pk]),
            hint=moment(row.created_at),
            status=_("Misslyckades"),
            kind="bad",
        )
        for row in rows
    ]
    more = reverse("admin:tenants_message_changelist") + "?delivery__exact=failed"
    return Waiting(_("Meddelanden som inte kom fram"), "mail", shown, urgent=True, more_url=more)


rows_of.append(Part(_failed, _failed_messages))
