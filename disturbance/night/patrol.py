"""The patrol's own pages, for one hand and a telephone in the dark: its cases, and one of them (NIGHT-4, 5)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from disturbance.core.categories import POLICE_FIRST, Category, Danger, Ending, Priority
from disturbance.core.steps import HeardFrom, Step
from disturbance.models import Case, CaseState, Entry, NightRole, NightWorker
from disturbance.night.acting import NOT_MODIFIED, NightRequest, customers, me, tag_of
from disturbance.night.case import lines_of
from disturbance.night.doors import PATROL, staff
from disturbance.night.phone_form import PATROLS_ENDINGS
from disturbance.night.phone_words import words
from disturbance.night.showing import lasting, minutes, only_for
from disturbance.services.crews import patrol_of
from disturbance.services.noting import note_reading_on_duty
from disturbance.words import CATEGORIES, DANGERS, ENDINGS, HEARD_FROM, PRIORITIES, STEPS
from tenants import clock

AGO = (0, 2, 5, 10, 15)  # minutes
ONE_PRESS = (Step.ON_THE_WAY, Step.ARRIVED, Step.CALLED, Step.LET_IN)
AFTERWARDS = (Step.QUIET, Step.POLICE, Step.LEFT)


@staff(PATROL)
@never_cache
@require_safe
def patrol(request: NightRequest) -> HttpResponse:
    """Show the patrol's cases, or how one goes on duty."""
    return render(request, "night/patrol.html", duty(me(request)) | {"typed": request.POST})


@staff(PATROL)
@require_safe
def patrol_live(request: NightRequest) -> HttpResponse:
    """Send the patrol's cases as they are now; nothing (304) to whoever has them already."""
    return _live(request, "night/patrol_live.html", duty(me(request)))


@staff(PATROL)
@never_cache
@require_safe
def patrol_case(request: NightRequest, case: int) -> HttpResponse:
    """Show one of the patrol's cases, with the buttons; that she read it is logged."""
    reads = request.method == "GET"
    row = case_of(request, case, lock=reads)
    if reads:
        note_reading_on_duty(row, by=me(request), now=clock.now())
    return show_case(request, row)


@staff(PATROL)
@require_safe
def patrol_case_live(request: NightRequest, case: int) -> HttpResponse:
    """Send what a case's page shows now; nothing (304) to whoever has it already."""
    return _live(request, "night/patrol_case_live.html", _about(case_of(request, case), clock.now()))


def case_of(request: NightRequest, pk: int, *, lock: bool = False) -> Case:
    """Return a case of the patrol that she is on duty with, locked for what is written to its log; others are 404."""
    worker = me(request)
    hers = Q(patrol__first=worker) | Q(patrol__second=worker)
    rows = Case.objects.filter(hers, pk=pk, patrol__off_at=None)
    rows = rows.select_related("landlord", "patrol__first", "patrol__second", "home", "caller_home")
    row = (rows.select_for_update(no_key=True, of=("self",)) if lock else rows).first()
    if row is None:
        raise Http404
    return row


def show_case(request: NightRequest, case: Case, status: int = 200, **kept: Any) -> HttpResponse:
    """Show a case to its patrol, with what was typed kept where it was refused."""
    steps = {
        "first": [(step.value, STEPS[step]) for step in ONE_PRESS],
        "last": [(step.value, STEPS[step]) for step in AFTERWARDS],
        "places": [
            (step, STEPS[step], [(f"{step}:{place}", HEARD_FROM[place]) for place in HeardFrom])
            for step in (Step.HEARD, Step.NOT_HEARD)
        ],
    }
    customer = customers(request).get(case.landlord.pk)
    return render(
        request,
        "night/patrol_case.html",
        {
            **_about(case, clock.now()),
            **steps,
            "mine": case.patrol,
            "ago": [(n * 60, str(n), str(n * 60) == kept.get("ago", "0")) for n in AGO],
            "endings": [(one.value, ENDINGS[one], one.value == kept.get("ending")) for one in PATROLS_ENDINGS],
            "key": uuid4(),
            "customer": customer,
            "only_for": only_for(customer),
            "kept": kept,
            "words": words(),
        },
        status=status,
    )


def duty(worker: NightWorker) -> dict[str, Any]:
    """Return what the patrol's first page shows: three statements on duty, two off it."""
    mine = patrol_of(worker)
    if mine is None:
        drive = NightWorker.objects.filter(left_on=None).exclude(role=NightRole.OPERATOR).exclude(pk=worker.pk)
        return {"mine": None, "others": [(str(one.pk), one.name) for one in drive.order_by("name")], "tag": "off"}
    rows = list(
        Case.objects.filter(patrol=mine).exclude(state=CaseState.CLOSED).select_related("landlord")
        .order_by("priority", "opened_at", "pk")
    )  # fmt: skip
    cases = [
        (one, CATEGORIES[Category(one.category)], PRIORITIES[Priority(one.priority)],
         bool(POLICE_FIRST & set(one.dangers)), " ".join(lasting(minutes(one.opened_at, clock.now()))))
        for one in rows
    ]  # fmt: skip
    said = [mine.check_in_by, *((one[0].pk, one[0].priority, one[4]) for one in cases)]
    return {
        "mine": mine,
        "cases": cases,
        "numbers": [one.number for one in rows],
        "tag": tag_of(said),
        "words": words(),
    }


def _about(case: Case, now: datetime) -> dict[str, Any]:
    lines = lines_of(case)
    said = [case.state, case.priority, case.patrol and case.patrol.check_in_by, [line.entry.pk for line in lines]]
    return {
        "case": case,
        "is_open": case.state != CaseState.CLOSED,
        "category": CATEGORIES[Category(case.category)],
        "priority": PRIORITIES[Priority(case.priority)],
        "dangers": [DANGERS[Danger(code)] for code in case.dangers],
        "police_first": bool(POLICE_FIRST & set(case.dangers)),
        "ending": ENDINGS[Ending(case.ending)] if case.ending else "",
        "done": sorted({_pressed(line.entry) for line in lines}),
        "told": [line for line in lines if line.entry.step in (Step.OPENED, Step.TOLD)],
        "lines": lines[::-1],
        "tag": tag_of(said),
    }


def _pressed(entry: Entry) -> str:
    """Return the button that an entry came from, as the telephone names it."""
    return f"{entry.step}:{entry.heard_from}" if entry.heard_from else entry.step


def _live(request: NightRequest, template: str, shown: dict[str, Any]) -> HttpResponse:
    if request.headers.get("If-None-Match", "").strip('"') == shown["tag"]:
        return HttpResponse(status=NOT_MODIFIED)
    return render(request, template, shown)
