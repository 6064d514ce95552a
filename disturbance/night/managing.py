"""The manager's pages: customers and what they want, staff, who works when, and the patrols."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disturbance.core.categories import Category
from disturbance.middleware import NightRequest
from disturbance.models import NightRole, NightWorker, Patrol, Shift
from disturbance.night.acting import UNPROCESSABLE, customers, me, number_in, see_other, tell
from disturbance.night.doors import MANAGER, OPERATOR, staff
from disturbance.night.inviting import invite
from disturbance.night.showing import only_for
from disturbance.services.crews import put_on_duty, take_off_duty
from disturbance.services.organisation import change_worker, employ, instruct, plan_shift
from disturbance.words import CATEGORIES
from tenants import clock
from tenants.core.calendar import at_hour, local_day
from tenants.host_mail import given_up
from tenants.outcome import Refused, refused

LATEST = 20
MANY = ["GET", "HEAD", "POST"]


@staff(MANAGER)
@require_safe
def customer_list(request: NightRequest) -> HttpResponse:
    """Show the customers."""
    rows = [(one, only_for(one)) for one in customers(request).values()]
    return render(request, "night/customers.html", {"rows": rows})


@staff(MANAGER)
@require_http_methods(MANY)
def customer_page(request: NightRequest, landlord: int) -> HttpResponse:
    """Show what a customer wants done; a POST keeps it."""
    customer = customers(request).get(landlord)
    if customer is None:
        raise Http404
    if request.method == "POST":
        chosen = [code for code in Category if code.value in request.POST.getlist("only_for")]
        text = request.POST.get("instructions", "")
        instruct(customer, text, chosen, by=me(request), now=clock.now())
        tell(request, None, _("Instruktionerna är sparade."))
        return see_other(reverse("night:customers"))
    categories = [(code.value, word, code.value in customer.call_out_only_for) for code, word in CATEGORIES.items()]
    return render(request, "night/customer.html", {"customer": customer, "categories": categories})


@staff(MANAGER)
@require_http_methods(MANY)
def staff_list(request: NightRequest) -> HttpResponse:
    """Show the staff; a POST lets one more work here."""
    status = 200
    if request.method == "POST":
        role = _role(request.POST.get("role"))
        outcome = employ(request.POST.get("name", "")[:100], request.POST.get("email", ""), role)
        if tell(request, outcome, _("Medarbetaren är tillagd. Ett mejl om hur hon loggar in är på väg till henne.")):
            if isinstance(outcome, NightWorker):
                invite(request, outcome)
            return see_other(reverse("night:staff"))
        status = UNPROCESSABLE
    rows = NightWorker.objects.select_related("user").order_by("left_on", "name")
    unreached = given_up(one.user.email for one in rows)
    there = {"workers": rows, "unreached": unreached, "roles": NightRole.choices, "typed": request.POST}
    return render(request, "night/staff.html", there, status=status)


@staff(MANAGER)
@require_http_methods(MANY)
def worker_page(request: NightRequest, worker: int) -> HttpResponse:
    """Show one of the staff; a POST changes what she is called and does, or that she has left."""
    row = NightWorker.objects.select_related("user").filter(pk=worker).first()
    if row is None:
        raise Http404
    status = 200
    if request.method == "POST":
        left = local_day(clock.now()) if request.POST.get("left") else None
        keeps = row.left_on if left and row.left_on else left
        name, role = request.POST.get("name", "")[:100], _role(request.POST.get("role"))
        outcome = change_worker(row.pk, name=name, role=role, left_on=keeps, by=me(request))
        if tell(request, outcome, _("Ändringen är sparad.")):
            return see_other(reverse("night:staff"))
        row.name, row.role, status = name, role, UNPROCESSABLE
    return render(request, "night/worker.html", {"worker": row, "roles": NightRole.choices}, status=status)


class ShiftForm(forms.Form):
    """When someone works."""

    day = forms.DateField(required=False)
    starts = forms.TimeField(required=False)
    ends = forms.TimeField(required=False)


@staff(MANAGER)
@require_POST
def invite_again(request: NightRequest, worker: int) -> HttpResponse:
    """Write once more to one of the staff how she logs in."""
    row = NightWorker.objects.select_related("user").filter(pk=worker, left_on=None).first()
    if row is None:
        raise Http404
    invite(request, row)
    tell(request, None, _("Ett mejl om hur hon loggar in är på väg till henne."))
    return see_other(reverse("night:staff"))


@staff(MANAGER)
@require_http_methods(MANY)
def shifts(request: NightRequest) -> HttpResponse:
    """Show who works when from now on; a POST plans one more shift."""
    status = 200
    if request.method == "POST":
        outcome = _plan(request)
        if tell(request, outcome, _("Passet är inlagt.")):
            return see_other(reverse("night:shifts"))
        status = UNPROCESSABLE
    coming = Shift.objects.filter(ends_at__gt=clock.now()).select_related("worker").order_by("starts_at", "pk")
    workers = NightWorker.objects.filter(left_on=None).order_by("name")
    there = {"shifts": coming[:100], "workers": workers, "typed": request.POST}
    return render(request, "night/shifts.html", there, status=status)


@staff(MANAGER)
@require_POST
def drop_shift(request: NightRequest, shift: int) -> HttpResponse:
    """Take a shift away that has not begun."""
    found = Shift.objects.filter(pk=shift, starts_at__gt=clock.now())
    if not found.exists():
        raise Http404
    found.delete()
    tell(request, None, _("Passet är borttaget."))
    return see_other(reverse("night:shifts"))


@staff(OPERATOR)
@require_http_methods(MANY)
def patrols(request: NightRequest) -> HttpResponse:
    """Show the patrols on duty; a POST puts one more on duty."""
    status = 200
    if request.method == "POST":
        first, second = number_in(request.POST.get("first")), number_in(request.POST.get("second"))
        outcome = put_on_duty(request.POST.get("callsign", "")[:20], first, second, now=clock.now())
        if tell(request, outcome, _("Patrullen är i tjänst.")):
            return see_other(reverse("night:patrols"))
        status = UNPROCESSABLE
    crews = Patrol.objects.select_related("first", "second")
    drive = NightWorker.objects.filter(left_on=None).exclude(role=NightRole.OPERATOR).order_by("name")
    there = {
        "on": crews.filter(off_at=None).order_by("callsign"),
        "off": crews.exclude(off_at=None).order_by("-off_at")[:LATEST],
        "workers": [(str(one.pk), one.name) for one in drive],
        "typed": request.POST,
    }
    return render(request, "night/patrols.html", there, status=status)


@staff(OPERATOR)
@require_POST
def patrol_off(request: NightRequest, patrol: int) -> HttpResponse:
    """Take a patrol off duty."""
    if not Patrol.objects.filter(pk=patrol).exists():
        raise Http404
    tell(request, take_off_duty(patrol, now=clock.now()), _("Patrullen är ur tjänst."))
    return see_other(reverse("night:patrols"))


def _role(sent: str | None) -> NightRole:
    return NightRole(sent) if sent in NightRole.values else NightRole.PATROL


def _plan(request: NightRequest) -> Shift | Refused:
    form = ShiftForm(request.POST)
    form.is_valid()
    said = form.cleaned_data
    day, starts, ends = said.get("day"), said.get("starts"), said.get("ends")
    if day is None or starts is None or ends is None:
        return refused("times_wrong")
    return plan_shift(number_in(request.POST.get("worker")), *_span(day, starts, ends))


def _span(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """Return from when to when, by the clock on the wall; what ends earlier in the day ends the next morning."""
    return at_hour(day, starts), at_hour(day if ends > starts else day + timedelta(days=1), ends)
