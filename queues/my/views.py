"""Köer: where one stands, and how to join, renew and come back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from queues.models import Consent, Registration
from queues.my.forms import RegisterForm
from queues.my.standings import cards, name_of, open_queues, registrations_of
from queues.my.words import HISTORY, happened, years
from queues.refusals import SENTENCES
from queues.services import registrations
from queues.services.wishes import choose_area
from tenants import clock
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Event
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.my.stopping import not_for_representatives
from tenants.outcome import Refused
from tenants.rulesets.queue_rules import QueueRules

SHOWN_EVENTS = 50


@require_safe
@my_page
def queues(request: Visit) -> HttpResponse:
    """Show the queues one stands in, the others one can join, and the history of the points."""
    today = local_day(clock.now())
    rules = rules_today(today)
    rows = registrations_of(request.person)
    names = {f"queues.registration:{row.pk}": row.queue.slug for row in rows}
    kinds = [kind for kind in (*HISTORY, "points.reset") if kind != "consent.given"]
    events = Event.objects.filter(person=request.person.pk, subject__in=names, kind__in=kinds)
    history = [
        {"at": event.occurred_at, "text": happened(event), "queue": name_of(rules.queues[slug])}
        for event in events.order_by("-pk")[:SHOWN_EVENTS]
        if (slug := names[event.subject]) in rules.queues
    ]
    others = [_joinable(slug, queue) for slug, queue in open_queues(rules, rows).items()]
    context = {"cards": cards(rows, rules, today), "others": others, "history": history}
    return render(request, "my/queues.html", context)


def _joinable(slug: str, rules: QueueRules) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": name_of(rules),
        "elsewhere": rules.elsewhere,
        "register_age": years(rules.register_age),
        "apply_age": years(rules.apply_age),
        "no_children": not rules.children_at_home,
        "residents_only": rules.residents_only,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def join(request: Visit, slug: str) -> HttpResponse:
    """Join a queue: its ages and consents, then one button (QUEUE-2, QUEUE-19)."""
    now = clock.now()
    rules = _rules(slug)
    live = Consent.objects.filter(person=request.person.pk, withdrawn_at=None).values_list("kind", flat=True)
    needed = [kind for kind in rules.consents if kind not in set(live)]
    if needed and request.mandate:  # a consent is given by oneself
        return not_for_representatives(request)
    posted = request.POST if request.method == "POST" else None
    form = RegisterForm(posted, kinds=needed, landlord=request.landlord.name)
    if form.is_valid():
        outcome = registrations.register(
            request.person.pk, slug, consents=form.wordings(), by=actor_of(request), now=now
        )
        if isinstance(outcome, Registration) or outcome.codes == ("already_registered",):
            if rules.area is not None:  # the queue and the choice of its area go together (QUEUE-15)
                choose_area(request.person.pk, rules.area, by=actor_of(request), now=now)
            return see_other("my:queue_joined", slug)
        for code in outcome.codes:
            form.add_error(None, told([code], SENTENCES))
    context = {"form": form, "queue": _joinable(slug, rules)}
    return render(request, "my/queue_join.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
@my_page
def joined(request: Visit, slug: str) -> HttpResponse:
    """Confirm that one stands in a queue, and say what comes next."""
    rules = _rules(slug)
    row = next((row for row in registrations_of(request.person) if row.queue.slug == slug), None)
    if row is None:
        return see_other("my:queue_join", slug)
    today = local_day(clock.now())
    shown = cards([row], rules_today(today), today)[0]
    return render(request, "my/queue_joined.html", {"card": shown, "queue": _joinable(slug, rules)})


@require_POST
@my_page
def renew(request: Visit, slug: str) -> HttpResponse:
    """Renew one's place, which keeps the points where the rules ask for it (QUEUE-7)."""
    _rules(slug)
    outcome = registrations.renew(request.person.pk, slug, by=actor_of(request), now=clock.now())
    return _told(request, outcome, gettext("Din plats i kön är förnyad."))


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def reactivate(request: Visit, slug: str) -> HttpResponse:
    """Come back to a queue after a lease: check the contact details, then one button (QUEUE-8, QUEUE-9)."""
    rules = _rules(slug)
    if request.method != "POST":
        return render(request, "my/queue_reactivate.html", {"queue": _joinable(slug, rules)})
    outcome = registrations.reactivate(request.person.pk, slug, by=actor_of(request), now=clock.now())
    if outcome is None and rules.area is not None:
        choose_area(request.person.pk, rules.area, by=actor_of(request), now=clock.now())
    return _told(request, outcome, gettext("Välkommen tillbaka. Din plats i kön är aktiv igen."))


def _told(request: Visit, outcome: None | Refused, done: str) -> HttpResponse:
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, SENTENCES))
    else:
        messages.success(request, done)
    return see_other("my:queues")


def _rules(slug: str) -> QueueRules:
    rules = rules_today(local_day(clock.now())).queues.get(slug)
    if rules is None or rules.elsewhere is not None:
        raise Http404
    return rules
