"""The demo at the night service: who to log in as, and the clock. Each is a 404 where demo mode is off."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib import messages
from django.contrib.auth import login
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from disturbance.core.nights import SEVEN
from disturbance.demo.crew import logins
from disturbance.demo.playing import live_through
from disturbance.middleware import NightRequest
from disturbance.models import NightWorker
from disturbance.night.acting import see_other
from tenants import clock
from tenants.core.calendar import at_hour, later, local_day
from tenants.demo import people
from tenants.demo.moving import next_stop
from tenants.demo.views import demo_only, next_page, tell


class Moves(StrEnum):
    """How far to move."""

    EVENT = "event"
    MORNING = "morning"
    HOUR = "hour"


@demo_only
@require_safe
def log_ins(request: NightRequest) -> HttpResponse:
    """List the staff of the demo's night service."""
    return render(request, "night/demo_logins.html", {"staff": logins()})


@demo_only
@require_POST
def log_in(request: NightRequest) -> HttpResponse:
    """Log in as one of the night service's staff; any other address is not found."""
    user = people.user_of(request.POST.get("key", ""))
    if user is None or not NightWorker.objects.filter(user=user).exists():
        raise Http404
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return see_other(reverse("night:board"))


@demo_only
@require_POST
def move_clock(request: NightRequest) -> HttpResponse:
    """Move the clock one step, once this request's transaction is made."""
    step = request.POST.get("step", "")
    if step not in set(Moves):
        raise Http404
    customers = tuple(request.night_customers)
    target = target_of(Moves(step), customers, clock.now())
    if target is None:
        messages.info(request, _("Inget är på gång."))
    else:
        service = request.night_service.pk
        transaction.on_commit(lambda: tell(request, live_through(service, customers, target)))
    return see_other(next_page(request, reverse("night:board")))


def target_of(step: Moves, customers: tuple[int, ...], now: datetime) -> datetime | None:
    """Return where a step leads at a night service; None where nothing is coming."""
    match step:
        case Moves.EVENT:
            return next_stop(customers)
        case Moves.HOUR:
            return later(now, timedelta(hours=1))
        case Moves.MORNING:
            today = local_day(now)
            morning = at_hour(today, SEVEN)
            return morning if now < morning else at_hour(today + timedelta(days=1), SEVEN)
