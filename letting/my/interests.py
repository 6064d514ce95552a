"""Intressen: the ongoing ones with their places, the ended ones with why, and taking one back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from letting.core.states import InterestState
from letting.my.places import places
from letting.my.reading import interests_of, ongoing_interests
from letting.my.rows import ended_row, interest_row, limit
from letting.refusals import SENTENCES
from letting.services.interests import withdraw_interest
from tenants import clock
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.my.frame import Visit, actor_of, my_page, see_other, told
from tenants.outcome import Refused

PER_PAGE = 20


@require_safe
@my_page
def interests(request: Visit) -> HttpResponse:
    """List her interests."""
    now = clock.now()
    ongoing = list(ongoing_interests(request.person.pk))
    ended = interests_of(request.person.pk).exclude(state=InterestState.ONGOING).order_by("-ended_at", "-pk")
    page_obj = Paginator(ended, PER_PAGE).get_page(request.GET.get("page"))
    standing = places(ongoing)
    context = {
        "ongoing": [interest_row(row, standing.get(row.pk), now) for row in ongoing],
        "ended": [ended_row(row) for row in page_obj],
        "page_obj": page_obj,
        "limit": limit(ongoing, rules_today(local_day(now))),
    }
    return render(request, "my/interests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def withdraw(request: Visit, pk: int) -> HttpResponse:
    """Take an interest back: a page that says what it means, then one button (JOUR-21)."""
    row = get_object_or_404(interests_of(request.person.pk), pk=pk)
    if row.state != InterestState.ONGOING:
        messages.info(request, gettext("Den här intresseanmälan är redan avslutad."))
        return see_other("my:interests")
    if request.method != "POST":
        shown = interest_row(row, places([row]).get(row.pk), clock.now())
        return render(request, "my/interest_withdraw.html", {"row": shown})
    outcome = withdraw_interest(row.listing_id, request.person.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, SENTENCES))
    else:
        said = gettext("Du har tagit tillbaka din intresseanmälan för %(street)s.")
        messages.success(request, said % {"street": row.listing.unit.street})
    return see_other("my:interests")
