"""What an operator does on a case: each act by a POST, told on the page that follows; refused, what was typed stays."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from disturbance.core.categories import Ending
from disturbance.core.steps import Step
from disturbance.models import Case, CaseState, Entry
from disturbance.night.acting import UNPROCESSABLE, NightRequest, key_in, me, number_in, see_other, tell
from disturbance.night.case import BY_OPERATOR, find_case, show
from disturbance.night.doors import OPERATOR, staff
from disturbance.services.dispatch import close, join
from disturbance.services.entries import Said, correct, enter
from disturbance.services.operating import send_instead
from tenants import clock
from tenants.outcome import Refused, refused


@staff(OPERATOR)
@require_POST
def send_patrol(request: NightRequest, case: int) -> HttpResponse:
    """Send the patrol that was chosen, where the page's own idea of who is on the case still holds."""
    row, patrol, seen = find_case(case), number_in(request.POST.get("patrol")), number_in(request.POST.get("seen"))
    outcome = send_instead(row.pk, patrol or 0, of=seen, by=me(request), now=clock.now())
    tell(request, outcome, _("Patrullen är skickad."))
    return _back(row)


@staff(OPERATOR)
@require_POST
def add_entry(request: NightRequest, case: int) -> HttpResponse:
    """Write down what the caller says now, or a note."""
    row, step, text = find_case(case), request.POST.get("step", ""), request.POST.get("text", "")
    if step not in BY_OPERATOR:
        raise Http404
    said = Said(key_in(request.POST.get("key")), Step(step), text=text)
    outcome = enter(row.pk, said, by=me(request), now=clock.now()) if text.strip() else refused("text_missing")
    return _answer(request, row, outcome, step=step, text=text)


@staff(OPERATOR)
@require_POST
def correct_entry(request: NightRequest, case: int) -> HttpResponse:
    """Correct an entry by a new one."""
    row, text = find_case(case), request.POST.get("text", "")
    wrong = Entry.objects.filter(pk=number_in(request.POST.get("entry")) or 0, case=row).first()
    if wrong is None:
        raise Http404
    outcome = correct(wrong.pk, text, key=key_in(request.POST.get("key")), by=me(request), now=clock.now())
    return _answer(request, row, outcome, correction=text, wrong=wrong.pk)


@staff(OPERATOR)
@require_POST
def close_case(request: NightRequest, case: int) -> HttpResponse:
    """Close a case, with how it ended."""
    row, text, ending = find_case(case), request.POST.get("text", ""), request.POST.get("ending", "")
    if ending not in set(map(str, Ending)):
        return _answer(request, row, refused("ending_wrong"), closing=text)
    key = key_in(request.POST.get("key"))
    outcome = close(row.pk, Ending(ending), text=text, key=key, by=me(request), now=clock.now())
    return _answer(request, row, outcome, _("Ärendet är avslutat."), closing=text, ending=ending)


@staff(OPERATOR)
@require_POST
def join_case(request: NightRequest, case: int) -> HttpResponse:
    """Join a case to another, by the other's number."""
    row, number = find_case(case), number_in(request.POST.get("number"))
    others = Case.objects.filter(number=number or 0, service=row.service_id, landlord=row.landlord_id)
    to = others.exclude(state=CaseState.CLOSED).first()
    outcome = join(row.pk, to.pk, by=me(request), now=clock.now()) if to is not None else refused("not_the_same")
    if isinstance(outcome, Refused) or to is None:
        return _answer(request, row, outcome)
    tell(request, outcome, _("Samtalet hör nu till ärende %(number)s.") % {"number": to.number})
    return _back(to)


def _answer(request: NightRequest, case: Case, outcome: object, done: str = "", **kept: str | int) -> HttpResponse:
    if tell(request, outcome, done):
        return _back(case)
    return show(request, find_case(case.pk), UNPROCESSABLE, **kept)


def _back(case: Case) -> HttpResponse:
    return see_other(reverse("night:case", args=[case.pk]))
