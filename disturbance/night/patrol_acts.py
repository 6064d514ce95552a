"""What a patrol does from its telephone: on and off duty, all is well, where it is, and a press of a button."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from disturbance.night.acting import UNPROCESSABLE, NightRequest, me, number_in, see_other, tell
from disturbance.night.doors import PATROL, staff
from disturbance.night.patrol import case_of, duty, show_case
from disturbance.night.phone_form import PressForm
from disturbance.services.crews import patrol_of, place, put_on_duty, take_off_duty
from disturbance.services.phone import take
from disturbance.services.safety import check_in
from tenants import clock
from tenants.outcome import Refused

NO_CONTENT = 204


@staff(PATROL)
@require_POST
def go_on_duty(request: NightRequest) -> HttpResponse:
    """Go on duty together with another."""
    worker, other = me(request), number_in(request.POST.get("other"))
    outcome = put_on_duty(request.POST.get("callsign", "")[:20], worker.pk, other, now=clock.now())
    if tell(request, outcome, _("Ni är i tjänst.")):
        return see_other(reverse("night:patrol"))
    return render(request, "night/patrol.html", duty(worker) | {"typed": request.POST}, status=UNPROCESSABLE)


@staff(PATROL)
@require_POST
def go_off_duty(request: NightRequest) -> HttpResponse:
    """Go off duty: where the two are is forgotten."""
    mine = patrol_of(me(request))
    if mine is not None:
        tell(request, take_off_duty(mine.pk, now=clock.now()), _("Ni är ur tjänst. Läget är glömt."))
    return see_other(reverse("night:patrol"))


@staff(PATROL)
@require_POST
def all_well(request: NightRequest) -> HttpResponse:
    """Say that all is well; a page that stays where it is only wants to know whether it was heard."""
    outcome = check_in(by=me(request), now=clock.now())
    if request.headers.get("Accept") == "application/json":
        return HttpResponse(status=UNPROCESSABLE if isinstance(outcome, Refused) else NO_CONTENT)
    tell(request, outcome, _("Noterat: allt väl."))
    back = number_in(request.POST.get("case"))
    return see_other(reverse("night:patrol_case", args=[back]) if back else reverse("night:patrol"))


@staff(PATROL)
@require_POST
def keep_place(request: NightRequest) -> HttpResponse:
    """Keep where the telephone is, while its patrol is on duty."""
    latitude, longitude = _degrees(request, "latitude"), _degrees(request, "longitude")
    outcome = place(latitude, longitude, by=me(request), now=clock.now())
    return HttpResponse(status=UNPROCESSABLE if isinstance(outcome, Refused) else NO_CONTENT)


@staff(PATROL)
@require_POST
def press(request: NightRequest, case: int) -> HttpResponse:
    """Enter what a button says, without a script."""
    row, now, button = case_of(request, case), clock.now(), request.POST.get("press", "")
    text = request.POST.get(f"text-{button.partition(':')[0]}", "")
    form = PressForm(request.POST.dict() | {"case": row.pk, "text": text})
    sent = form.sent(request.FILES.get("photo") if button == "note" else None, now)
    outcome = sent if isinstance(sent, Refused) else take([sent], by=me(request), now=now)[0]
    if tell(request, outcome, _("Sparat.")):
        return see_other(reverse("night:patrol_case", args=[row.pk]))
    return show_case(request, row, UNPROCESSABLE, **_kept(request))


@staff(PATROL)
@require_safe
def offline(request: NightRequest) -> HttpResponse:
    """Send the script that keeps the patrol's pages on the telephone: those below its own address."""
    return render(request, "night/patrol_offline.js", content_type="text/javascript")


def _kept(request: NightRequest) -> dict[str, Any]:
    names = {"text-note": "note", "text-spoke": "spoke", "text-close": "close", "ago": "ago", "ending": "ending"}
    return {name: request.POST.get(sent, "") for sent, name in names.items()}


def _degrees(request: NightRequest, name: str) -> float:
    try:
        return float(request.POST.get(name, ""))
    except ValueError:
        raise Http404 from None


__all__ = ["all_well", "go_off_duty", "go_on_duty", "keep_place", "offline", "press"]
