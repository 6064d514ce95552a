"""Tillval: what can be chosen for one's home and at what price, and what came of what one asked for (LEASE-12)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from letting.change_refusals import EXTRAS
from letting.extra_words import STATES, name_of, why
from letting.models import Extra, ExtraState, Lease
from letting.my.reading import leases_of
from letting.public.requirement_words import TITLES
from letting.services.extras import LIVE, ask_for_extra, costs, offered, withdraw_extra
from tenants import clock, words
from tenants.actors import PORTAL
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.my.frame import Visit, actor_of, my_page, see_other, told
from tenants.my.stopping import not_for_representatives
from tenants.outcome import Refused


@dataclass(frozen=True, slots=True)
class ExtraCard:
    """An application, as the one who rents sees it."""

    pk: int
    name: str
    rent: str
    status: tuple[str, str]
    why: str
    waits: bool
    paid_from: str = ""


def extras_of(lease: Lease) -> QuerySet[Extra]:
    """Return what has been asked for by a lease, the latest first."""
    return Extra.objects.filter(lease=lease.pk).order_by("-made_at", "-pk")


def extra_cards(rows: Sequence[Extra], person_id: int) -> list[ExtraCard]:
    """Return applications as a renter sees them; what the other of two was told is hers."""
    return [_card(row, mine=row.person_id == person_id) for row in rows]


def cost_lines(lease: Lease, rows: Sequence[Extra]) -> list[tuple[str, str]]:
    """Return the rent with what has been granted, from each day on which it changes; none where nothing has been."""
    from_on, a_month = gettext("Från %(day)s"), gettext("%(rent)s i månaden")
    return [
        (from_on % {"day": words.day(day, year=True)}, a_month % {"rent": words.kronor(rent)})
        for day, rent in costs(lease, rows)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def extras(request: Visit, pk: int) -> HttpResponse:
    """Show what can be chosen, with a button for each that states its price, and what has been asked for."""
    lease: Lease = get_object_or_404(leases_of(request.person.pk), pk=pk)
    if request.method == "POST":
        if request.mandate and not request.mandate.may_sign:
            return not_for_representatives(request)
        item = request.POST.get("item", "")
        outcome = ask_for_extra(pk, request.person.pk, item, by=actor_of(request), now=clock.now())
        if isinstance(outcome, Refused):
            messages.error(request, told(outcome.codes, EXTRAS))
        elif outcome.state == ExtraState.REFUSED:
            messages.warning(request, gettext("Ansökan är avslagen. Skälet står här."))
        else:
            messages.success(request, gettext("Ansökan är inlämnad. Du får svar på Mina sidor."))
        return see_other("my:extras", pk)
    rows, now = list(extras_of(lease)), clock.now()
    rules = offered(lease, now)
    if rules is None and not rows:
        raise Http404
    taken = {row.item for row in rows if row.state in LIVE}
    items = rules.items.items() if rules else ()
    asked = rules_today(local_day(now)).requirements
    context = {
        "lease": lease,
        "rows": extra_cards(rows, request.person.pk),
        "costs": cost_lines(lease, rows),
        "items": [(slug, words.said(one.name), one.rent) for slug, one in items if slug not in taken],
        "owing": rules is not None and rules.owing != "pass",
        "asks": [str(TITLES[asked[slug].kind]) for slug in rules.requirements] if rules else [],
    }
    return render(request, "my/extras.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def withdraw(request: Visit, pk: int) -> HttpResponse:
    """Take an application back: a page that says what it means, then one button."""
    row = get_object_or_404(Extra.objects.select_related("lease__unit").filter(person=request.person.pk), pk=pk)
    if request.method != "POST":
        if row.state != ExtraState.ASKED:
            return see_other("my:extras", row.lease_id)
        return render(request, "my/extra_withdraw.html", {"lease": row.lease, "name": name_of(row), "row": row})
    outcome = withdraw_extra(pk, request.person.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, EXTRAS))
    else:
        messages.success(request, gettext("Ansökan är tillbakatagen."))
    return see_other("my:extras", row.lease_id)


def _card(row: Extra, *, mine: bool) -> ExtraCard:
    word, kind = STATES[ExtraState(row.state)]
    by_portal = row.state == ExtraState.REFUSED and row.decided_by == str(PORTAL)
    said = why([one["code"] for one in row.results if one["result"] == "fail"]) if by_portal else row.decision
    waits = mine and row.state == ExtraState.ASKED
    paid_from = words.day(row.from_on, year=True) if row.from_on else ""
    rent = words.kronor(row.rent)
    return ExtraCard(row.pk, name_of(row), rent, (str(word), kind), said if mine else "", waits, paid_from)
