"""The start page: what waits for staff today. Each app adds its own part."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tenants import clock
from tenants.admin.base import Rights
from tenants.admin.rights import Act, may
from tenants.core.calendar import local_day
from tenants.models import Delivery, Message
from tenants.outbox import declared
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


# Each app's part: adds groups and figures, in as few queries as it can.
parts: list[Callable[[Board], None]] = []
SHOWN = 10


def dashboard(request: HttpRequest) -> dict[str, Any]:
    """Return the start page's context."""
    now = clock.now()
    board = Board(request, now, local_day(now))
    for part in parts:
        part(board)
    groups = [group for group in board.groups if group.rows]
    urgent = sum(len(group.rows) for group in groups if group.urgent)
    return {
        "title": _("Att göra"), "groups": groups, "figures": board.figures, "urgent": urgent, "today": board.today,
        "may": Rights(request),
    }  # fmt: skip


def failed_messages(board: Board) -> None:
    """Mails that did not arrive: they wait for a new try or a better address."""
    if not may(board.request, Act.SEE_MESSAGES):
        return
    rows = list(Message.objects.filter(delivery=Delivery.FAILED).select_related("person").order_by("-pk")[:SHOWN])
    kinds = declared()
    board.groups.append(
        Waiting(
            _("Meddelanden som inte kom fram"),
            "mail",
            [
                Row(
                    title=str(kinds.get(row.kind, row.kind)),
                    url=reverse("admin:tenants_message_change", args=[row.pk]),
                    hint=moment(row.created_at),
                    status=_("Misslyckades"),
                    kind="bad",
                )
                for row in rows
            ],
            urgent=True,
            more_url=reverse("admin:tenants_message_changelist") + "?delivery__exact=failed",
        )
    )


parts.append(failed_messages)
