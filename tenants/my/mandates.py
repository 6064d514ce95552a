"""Ombud: whom one has asked to act for one, whom one acts for, and taking that on and putting it down."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenants import clock, representing
from tenants.core.calendar import local_day
from tenants.core.mandates import in_force
from tenants.mandates import LIVE, ask_to_represent, end_mandate, questions_for
from tenants.models import Mandate, MandateState
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, login_needed, own_page, see_other, told
from tenants.my.mandate_forms import AskForm
from tenants.my.mandate_words import REFUSALS, SIGNS, asked_as, consent, may_what, until
from tenants.outcome import Refused
from tenants.words import begun

MOST = 30


@require_safe
@own_page
def mandates(request: Visit) -> HttpResponse:
    """Show one's ombud, what one has been asked, and whom one can act for."""
    now, me = clock.now(), request.person
    rows = Mandate.objects.filter(Q(person=me.pk) | Q(agent=me.pk)).select_related("person", "agent").order_by("-pk")
    found = list(rows[:MOST])
    mine = [_card(row, request) for row in found if row.person_id == me.pk]
    context = {
        "mine": [card for card in mine if card["live"]],
        "over": [card for card in mine if not card["live"]],
        "others": [
            _card(row, request)
            for row in found
            if row.agent_id == me.pk and row.state == MandateState.ACCEPTED and not row.person.protected
            and in_force(row.ends_on, local_day(now))
        ],
        "questions": [_card(row, request) for row in questions_for(me, now).select_related("person", "agent")],
        "protected": me.protected,
    }  # fmt: skip
    return render(request, "my/mandates.html", context)


def _card(row: Mandate, request: Visit) -> dict[str, Any]:
    today = local_day(clock.now())
    return {
        "pk": row.pk,
        "who": asked_as(row) if row.person_id == request.person.pk else row.person.full_name,
        "may": may_what(row),
        "until": until(row, today),
        "label": begun(row.get_state_display()),
        "kind": SIGNS[MandateState(row.state)],
        "live": row.state in LIVE and not (row.state == MandateState.INVITED and today > row.answer_last_day),
        "invited": row.state == MandateState.INVITED,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def ask(request: Visit) -> HttpResponse:
    """Ask someone to be one's ombud: who, how far, how long, and the consent."""
    now, me = clock.now(), request.person
    posted = request.POST if request.method == "POST" else None
    form = AskForm(posted, today=local_day(now))
    if form.is_valid():
        terms = form.terms()
        wording = consent(name=me.full_name, landlord=request.landlord.name, **terms)
        outcome = ask_to_represent(
            me.pk, **form.asked(), **terms, wording=wording, by=actor_of(request), now=now
        )  # fmt: skip
        if not isinstance(outcome, Refused):
            messages.success(request, gettext("Frågan är ställd. Vi meddelar dig när du har fått svar."))
            return see_other("my:mandates")
        for code in outcome.codes:
            field = {"bad_end": "ends_on", "sign_needs_act": "may_sign", "yourself": "who"}.get(code)
            form.add_error(field, told([code], REFUSALS))
    return render(request, "my/mandate_ask.html", {"form": form}, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def end(request: Visit, pk: int) -> HttpResponse:
    """End it, from either side: a page that says what it means, then one button."""
    rows = Mandate.objects.filter(Q(person=request.person.pk) | Q(agent=request.person.pk))
    row = get_object_or_404(rows.select_related("person", "agent"), pk=pk)
    card = _card(row, request)
    if request.method != "POST":
        if row.state not in LIVE:
            return see_other("my:mandates")
        return render(request, "my/mandate_end.html", {"card": card, "given": row.person_id == request.person.pk})
    outcome = end_mandate(pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, REFUSALS))
    else:
        taken_back = gettext("Frågan är tillbakatagen. Du kan fråga någon annan.")
        messages.success(request, taken_back if card["invited"] else gettext("Uppdraget är avslutat från och med nu."))
    return see_other("my:mandates")


@require_POST
@own_page
def represent(request: Visit, pk: int) -> HttpResponse:
    """Act for another from here on."""
    row = get_object_or_404(Mandate, pk=pk, agent=request.person.pk)
    today = local_day(clock.now())
    if row.state != MandateState.ACCEPTED or row.person.protected or not in_force(row.ends_on, today):
        messages.error(request, told(["already_ended"], REFUSALS))
        return see_other("my:mandates")
    representing.begin(request, row, now=clock.now())
    return see_other("my:overview")


@require_POST
@login_needed
def stop_representing(request: HttpRequest) -> HttpResponse:
    """Act for oneself again."""
    representing.stop(request)
    messages.success(request, gettext("Du är på dina egna sidor nu."))
    return see_other("my:overview")
