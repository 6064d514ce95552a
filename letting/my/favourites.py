"""Favoriter: the flats that she has marked, and how each stands."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from letting.core.states import ListingState
from letting.models import Favourite, Listing
from letting.my.rows import thumbnail
from letting.my.words import with_move_in
from letting.public.presenting import days_left
from tenants import clock, words
from tenants.core.calendar import local_day
from tenants.my.frame import Visit, my_page

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A favourite, ready to be shown."""

    listing: int
    title: str
    facts: str
    plan: SafeString
    state: str
    kind: str
    until: str


@require_safe
@my_page
def favourites(request: Visit) -> HttpResponse:
    """List her favourites, the latest marked first."""
    today = local_day(clock.now())
    mine = Favourite.objects.filter(person=request.person.pk).select_related("listing__unit")
    page_obj = Paginator(mine.order_by("-made_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page_obj, "rows": [row_of(one.listing, today) for one in page_obj]}
    return render(request, "my/favourites.html", context)


def row_of(listing: Listing, today: date) -> Row:
    """Return a favourite as a row; no query."""
    state, kind, until = standing_of(listing, today)
    plan, facts = thumbnail(listing.unit), with_move_in(listing)
    return Row(listing.pk, listing.unit.street, facts, plan, state, kind, until)


def standing_of(listing: Listing, today: date) -> tuple[str, str, str]:
    """Return how a listing stands: the word, its sign, and what more there is to say."""
    last_day = listing.advert_last_day
    match listing.state:
        case ListingState.ADVERTISED if last_day is not None and last_day >= today:
            said = {"day": words.deadline(last_day), "left": days_left(today, last_day)}
            return _("Ledig"), "good", _("Anmäl intresse senast %(day)s (%(left)s)") % said
        case ListingState.LET:
            return _("Uthyrd"), "done", ""
        case ListingState.WITHDRAWN:
            return _("Tillbakadragen"), "plain", ""
        case _other:
            return _("Stängd för intresseanmälan"), "plain", _("Uthyrningen pågår.")
