"""The board: every case that is not closed, the most urgent first, and the patrols.

It renews itself when the stream of events says that something has changed, and every five seconds where there is no
stream; a question that is answered "nothing new" costs three statements and no page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from disturbance.core.categories import POLICE_FIRST, Category, Priority
from disturbance.core.safety import minutes_overdue
from disturbance.models import Case, CaseState, NightRole, Patrol
from disturbance.night.acting import NOT_MODIFIED, NightRequest, customers, me, old_registers, tag_of
from disturbance.night.case import KINDS
from disturbance.night.doors import OPERATOR, PATROL, staff
from disturbance.night.showing import lasting, minutes
from disturbance.words import CATEGORIES, PRIORITIES
from tenants import clock

SLOW = {Priority.NOW: 5, Priority.SOON: 15, Priority.LATER: 45}  # minutes without a patrol, then it is told in red


@dataclass(frozen=True)
class Row:
    """A case on the board."""

    case: Case
    category: Any
    priority: Any
    lasted: tuple[str, str]
    slow: bool
    danger: bool
    kind: str


@dataclass(frozen=True)
class Crew:
    """A patrol on the board; `overdue` are the minutes since it should have said that all is well."""

    patrol: Patrol
    on: list[Case]
    overdue: int | None


@staff(OPERATOR, PATROL)
@require_safe
def board(request: NightRequest) -> HttpResponse:
    """Show what goes on; a patrol, that comes here when it has logged in, is led to its own pages."""
    if me(request).role == NightRole.PATROL:
        return HttpResponseRedirect(reverse("night:patrol"))
    return render(request, "night/board.html", {**_live(clock.now()), "old": old_registers(customers(request))})


@staff(OPERATOR)
@require_safe
def live(request: NightRequest) -> HttpResponse:
    """Send what the board shows now; nothing (304) to whoever has it already."""
    shown = _live(clock.now())
    if request.headers.get("If-None-Match", "").strip('"') == shown["tag"]:
        return HttpResponse(status=NOT_MODIFIED)
    return render(request, "night/live.html", shown)


def _live(now: datetime) -> dict[str, Any]:
    rows = Case.objects.exclude(state=CaseState.CLOSED).select_related("landlord", "patrol")
    cases = list(rows.order_by("priority", "opened_at", "pk"))
    crews = Patrol.objects.filter(off_at=None).select_related("first", "second").order_by("callsign")
    shown = [_row(case, now) for case in cases]
    on_duty = [_crew(patrol, cases, now) for patrol in crews]
    return {"rows": shown, "crews": on_duty, "tag": _tag(shown, on_duty)}


def _tag(rows: list[Row], crews: list[Crew]) -> str:
    said = [
        *((row.case.pk, row.case.state, row.case.priority, row.case.patrol_id, row.lasted) for row in rows),
        *((crew.patrol.pk, crew.overdue, [case.pk for case in crew.on]) for crew in crews),
    ]
    return tag_of(said)


def _row(case: Case, now: datetime) -> Row:
    waited, priority = minutes(case.opened_at, now), Priority(case.priority)
    return Row(
        case, CATEGORIES[Category(case.category)], PRIORITIES[priority], lasting(waited),
        case.state == CaseState.OPEN and waited >= SLOW[priority], bool(POLICE_FIRST & set(case.dangers)),
        KINDS[CaseState(case.state)],
    )  # fmt: skip


def _crew(patrol: Patrol, cases: list[Case], now: datetime) -> Crew:
    on = [case for case in cases if case.patrol_id == patrol.pk]
    return Crew(patrol, on, minutes_overdue(patrol.check_in_by, now))
