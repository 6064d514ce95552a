"""How it works, the rules, and the statements: written from the ruleset and from what is so."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from letting.public.journey import journey
from letting.public.queue_words import queue_facts, scheme_facts
from letting.public.requirement_words import requirements
from tenants import clock
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Delivery, Heartbeat, Message, Ruleset

TICK_IS_LATE = timedelta(minutes=3)
MAIL_IS_LATE = timedelta(minutes=15)


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """Show the journey of each way of letting, and how the queues work."""
    rules = rules_today(local_day(clock.now()))
    schemes = [
        {"slug": slug, "scheme": scheme, "queue": rules.queues[scheme.queue], "steps": journey(scheme, rules)}
        for slug, scheme in rules.schemes.items()
    ]
    queues = [{"rules": queue, "facts": queue_facts(slug, rules)} for slug, queue in rules.queues.items()]
    first = next(iter(rules.schemes.values()))
    asked = requirements(first.requirements, rules, None, None)
    return render(
        request, "public/how.html", {"rules": rules, "schemes": schemes, "queues": queues, "requirements": asked}
    )


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show every number of the ruleset in force; what the landlord has not published is marked."""
    ruleset = Ruleset.in_force(local_day(clock.now()))
    rules = ruleset.rules
    queues = [{"rules": queue, "facts": queue_facts(slug, rules)} for slug, queue in rules.queues.items()]
    schemes = [
        {
            "slug": slug, "scheme": scheme, "facts": scheme_facts(slug, rules),
            "requirements": requirements(scheme.requirements, rules, None, None),
        }
        for slug, scheme in rules.schemes.items()
    ]  # fmt: skip
    amounts = sorted(rules.normal_amounts.items(), reverse=True)
    context = {"ruleset": ruleset, "rules": rules, "queues": queues, "schemes": schemes, "amounts": amounts}
    return render(request, "public/rules.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "public/accessibility.html", {"facts": rules_today(local_day(clock.now())).landlord})


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
