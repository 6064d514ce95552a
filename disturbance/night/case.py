"""One case as the operators see it: what was said and done, who can be sent, and how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from disturbance.core.categories import POLICE_FIRST, Category, Danger, Ending, Priority
from disturbance.core.nearest import Choice
from disturbance.core.steps import HeardFrom, Step
from disturbance.models import Case, CaseState, Entry, Patrol
from disturbance.night.acting import NOT_MODIFIED, NightRequest, customers, me, tag_of
from disturbance.night.doors import OPERATOR, staff
from disturbance.night.showing import lasting, minutes, only_for
from disturbance.services.dispatch import patrols_for
from disturbance.services.intake import open_at
from disturbance.services.noting import note_reading_on_duty
from disturbance.words import CATEGORIES, DANGERS, ENDINGS, HEARD_FROM, PRIORITIES, STEPS
from tenants import clock

BY_OPERATOR = (Step.TOLD, Step.NOTE)
_PHOTOS = ArrayAgg("photos", filter=Q(photos__isnull=False), order_by="photos", default=[])
KINDS = {CaseState.OPEN: "bad", CaseState.SENT: "info", CaseState.CLOSED: "plain"}


@dataclass(frozen=True)
class Line:
    """An entry of the timeline; `late` says that it reached us afterwards."""

    entry: Entry
    word: Any
    heard_from: Any
    corrected: bool
    late: bool
    key: UUID  # of a correction
    photos: list[int]


@staff(OPERATOR)
@require_safe
def case_page(request: NightRequest, case: int) -> HttpResponse:
    """Show a case; that she read it is logged."""
    reads = request.method == "GET"
    row = find_case(case, lock=reads)
    if reads:
        note_reading_on_duty(row, by=me(request), now=clock.now())
    return show(request, row)


def find_case(pk: int, *, lock: bool = False) -> Case:
    """Return a case of the service's customers, locked for what is written to its log; a foreign one is a 404."""
    rows = Case.objects.select_related("landlord", "patrol", "joined_to", "opened_by", "home").filter(pk=pk)
    row = (rows.select_for_update(no_key=True, of=("self",)) if lock else rows).first()
    if row is None:
        raise Http404
    return row


@staff(OPERATOR)
@require_safe
def case_live(request: NightRequest, case: int) -> HttpResponse:
    """Send what has happened on a case by now; nothing (304) to whoever has it already.

    What one can press is left as it was: a button changes its meaning under nobody's finger. `seen` is the patrol
    that the page was shown with.
    """
    row = find_case(case)
    happened = _happened(row, request.GET.get("seen", ""))
    if request.headers.get("If-None-Match", "").strip('"') == happened["tag"]:
        return HttpResponse(status=NOT_MODIFIED)
    closed = row.state == CaseState.CLOSED  # a page that was shown with it closed does not ask
    return render(request, "night/case_live.html", happened | {"case": row, "again": True, "closed_meanwhile": closed})


def show(request: NightRequest, case: Case, status: int = 200, **kept: Any) -> HttpResponse:
    """Show a case, with what was typed kept where an act was refused."""
    now, open_ = clock.now(), case.state != CaseState.CLOSED
    customer = customers(request).get(case.landlord.pk)
    found = [] if not open_ else [one for one in open_at(case.landlord.pk, case.street) if one.pk != case.pk]
    return render(
        request,
        "night/case.html",
        {
            "case": case,
            "is_open": open_,
            **_happened(case, _number(case.patrol)),
            "category": CATEGORIES[Category(case.category)],
            "priority": PRIORITIES[Priority(case.priority)],
            "dangers": [DANGERS[Danger(code)] for code in case.dangers],
            "police_first": bool(POLICE_FIRST & set(case.dangers)),
            "ending": ENDINGS[Ending(case.ending)] if case.ending else "",
            "choices": [(one, reason(one)) for one in patrols_for(case, now)] if open_ else [],
            "customer": customer,
            "only_for": only_for(customer),
            "calls_out": customer is None or customer.sends_for(case.category),
            "open_here": found,
            "steps": [(code.value, STEPS[code], kept.get("step", "told") == code) for code in BY_OPERATOR],
            "endings": [
                (code.value, word, kept.get("ending") == code)
                for code, word in ENDINGS.items()
                if code != Ending.JOINED
            ],
            "keys": [uuid4() for _one in range(2)],
            "lasted": " ".join(lasting(minutes(case.opened_at, case.closed_at or now))),
            "kept": kept,
        },
        status=status,
    )


def _happened(case: Case, seen: str) -> dict[str, Any]:
    lines = lines_of(case)
    said = [case.state, case.patrol_id, [line.entry.pk for line in lines], seen]
    return {
        "lines": lines,
        "state": (case.get_state_display(), KINDS[CaseState(case.state)]),
        "seen": seen,
        "sent_meanwhile": case.state != CaseState.CLOSED and seen != _number(case.patrol),
        "tag": tag_of(said),
    }


def _number(patrol: Patrol | None) -> str:
    return str(patrol.pk) if patrol else ""


def lines_of(case: Case) -> list[Line]:
    """Return a case's entries in the order in which they happened. One statement."""
    entries = case.entries.select_related("by", "along", "corrects").annotate(shown=_PHOTOS)
    rows = list(entries.order_by("happened_at", "pk"))
    corrected = {row.corrects_id for row in rows}
    return [
        Line(row, STEPS[Step(row.step)], HEARD_FROM[HeardFrom(row.heard_from)] if row.heard_from else "",
             row.pk in corrected, (row.recorded_at - row.happened_at).total_seconds() > 120, uuid4(), row.shown)
        for row in rows
    ]  # fmt: skip


def reason(choice: Choice) -> str:
    """Return why a patrol stands where it does among those that can be sent."""
    n, minutes_ago = choice.crew.cases, choice.minutes
    said = [_("ledig") if choice.is_free else ngettext("på %(n)s ärende", "på %(n)s ärenden", n) % {"n": n}]
    if choice.km is not None:
        said.append(_("%(km)s km bort") % {"km": formats.number_format(choice.km, 1)})
    if minutes_ago is None:
        said.append(_("läget okänt"))
    else:
        said.append(_("läget för %(time)s sedan") % {"time": " ".join(lasting(minutes_ago))})
    return ", ".join(said)
