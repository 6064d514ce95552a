"""The statements: accessibility, personal data, and whether the service works."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants import clock
from tenants.barriers import AUTHORITY
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Delivery, Heartbeat, Message

TICK_IS_LATE = timedelta(minutes=3)
REVIEWED = date(2026, 11, 25)  # when what the accessibility statement says was last gone through
MAIL_IS_LATE = timedelta(minutes=15)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    facts = rules_today(local_day(clock.now())).landlord
    return render(request, "public/accessibility.html", {"facts": facts, "reviewed": REVIEWED, "authority": AUTHORITY})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show how personal data are handled."""
    return render(request, "public/privacy.html", {"facts": rules_today(local_day(clock.now())).landlord})


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Show whether time moves and mail flows: red when the last tick is older than three minutes."""
    now = clock.now()
    beat = Heartbeat.objects.filter(name="tick").first()
    waiting = Message.objects.filter(delivery__in=[Delivery.QUEUED, Delivery.SENDING]).order_by("created_at")
    oldest = waiting.values_list("created_at", flat=True).first()
    context = {
        "now": now,
        "beat": beat,
        "steps_run": beat is not None and now - beat.started_at <= TICK_IS_LATE,
        "oldest": oldest,
        "mail_flows": oldest is None or now - oldest <= MAIL_IS_LATE,
    }
    return render(request, "public/status.html", context)
