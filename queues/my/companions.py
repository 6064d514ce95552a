"""Medsökande: whom she has asked to stand with her, whom she stands with, and parting again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from queues.core.company import ANSWER_WITHIN, RELATIONS, roles_for
from queues.models import Companion, CompanionRole, CompanionState
from queues.my.company_forms import InviteForm
from queues.my.company_words import SLUGS, asking, hint, status
from queues.refusals import COMPANY
from queues.roles import TITLES
from queues.services.companions import end_companionship
from queues.services.invitations import invite
from tenants import clock
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.outcome import Refused
from tenants.rulesets import Rules
from tenants.words import period

LIVE = (CompanionState.INVITED, CompanionState.ACCEPTED)
SHOWN_ENDED = 10


@dataclass(frozen=True, slots=True)
class CompanionCard:
    """Someone who stands, or is asked to stand, with an applicant; as one of the two sees it."""

    pk: int
    role: str
    title: str
    who: str
    relation: str
    label: str
    kind: str
    hint: str
    live: bool
    invited: bool


def companions_card(row: Companion, today: date, *, to_applicant: bool) -> CompanionCard:
    """Return a companion as a card. The applicant knows the other by the address until there is a yes."""
    word, kind = status(row, today)
    out = row.state == CompanionState.INVITED and today > row.answer_last_day
    said_yes = row.state == CompanionState.ACCEPTED and row.other is not None
    other = row.other.full_name if said_yes and row.other else row.invited_email
    return CompanionCard(
        pk=row.pk,
        role=row.role,
        title=str(TITLES[row.role]),
        who=other if to_applicant else row.person.full_name,
        relation=row.relation,
        label=str(word),
        kind=kind,
        hint=hint(row, today),
        live=row.state in LIVE and not out,
        invited=row.state == CompanionState.INVITED,
    )


def mine(person_id: int, today: date) -> list[CompanionCard]:
    """Return those whom a person has asked, the latest first: one query."""
    rows = Companion.objects.filter(person=person_id).select_related("other").order_by("-pk")
    return [companions_card(row, today, to_applicant=True) for row in rows[: SHOWN_ENDED + len(TITLES)]]


def roles_left(rules: Rules, born: date, cards: list[CompanionCard], today: date) -> list[dict[str, Any]]:
    """Return the roles in which she can ask someone now, with what each means."""
    taken = {card.role for card in cards if card.live}
    slugs = {role: slug for slug, role in SLUGS.items()}
    return [
        {"slug": slugs[CompanionRole(role)], "title": str(TITLES[role]), "text": asking(role, rules)}
        for role in roles_for(rules, born=born, day=today)
        if role not in taken
    ]


@require_safe
@my_page
def companions(request: Visit) -> HttpResponse:
    """Show whom one has asked, whom one stands with, and in which roles one can ask."""
    today = local_day(clock.now())
    cards = mine(request.person.pk, today)
    beside = Companion.objects.filter(other=request.person.pk, state=CompanionState.ACCEPTED)
    context = {
        "live": [card for card in cards if card.live],
        "ended": [card for card in cards if not card.live],
        "beside": [
            companions_card(row, today, to_applicant=False)
            for row in beside.select_related("person", "other").order_by("pk")
        ],
        "roles": roles_left(rules_today(today), request.person.born, cards, today),
    }
    return render(request, "my/companions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def companion_invite(request: Visit, slug: str) -> HttpResponse:
    """Ask someone by mail (QUEUE-18, 20, 21, CHECK-11)."""
    now, person = clock.now(), request.person
    role, rules = SLUGS.get(slug), rules_today(local_day(now))
    if role is None or role not in roles_for(rules, born=person.born, day=local_day(now)):
        raise Http404
    form = InviteForm(request.POST if request.method == "POST" else None, relations=RELATIONS[role])
    if form.is_valid():
        email, relation = form.cleaned_data["email"], form.cleaned_data.get("relation", "")
        outcome = invite(person.pk, role, email, relation=relation, by=actor_of(request), now=now)
        if not isinstance(outcome, Refused):
            said = gettext("Inbjudan är på väg till %(email)s.")
            messages.success(request, said % {"email": outcome.invited_email})
            return see_other("my:companions")
        for code in outcome.codes:
            field = {"bad_address": "email", "yourself": "email", "bad_relation": "relation"}.get(code)
            form.add_error(field if field in form.fields else None, told([code], COMPANY))
    context = {
        "form": form,
        "title": str(TITLES[role]),
        "text": asking(role, rules),
        "within": period(ANSWER_WITHIN),
    }
    return render(request, "my/companion_invite.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def companion_end(request: Visit, pk: int) -> HttpResponse:
    """Part, or take an invitation back: a page that says what it means, then one button."""
    today, person = local_day(clock.now()), request.person
    rows = Companion.objects.filter(person=person.pk) | Companion.objects.filter(other=person.pk)
    row = get_object_or_404(rows.select_related("person", "other"), pk=pk)
    card = companions_card(row, today, to_applicant=row.person_id == person.pk)
    if request.method != "POST":
        if not card.live:
            return see_other("my:companions")
        return render(request, "my/companion_end.html", {"card": card})
    outcome = end_companionship(pk, person.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, COMPANY))
    else:
        messages.success(request, _ended(invited=card.invited))
    return see_other("my:companions")


def _ended(*, invited: bool) -> str:
    if invited:
        return gettext("Inbjudan är tillbakatagen. Du kan bjuda in någon annan.")
    return gettext("Ni är inte längre med i samma ansökan. Dina köpoäng har inte ändrats.")
