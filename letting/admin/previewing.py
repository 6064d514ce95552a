"""A draft as those who seek will see it: the public page itself, as if it went out now. Nothing is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from letting.admin.publishing import find
from letting.core.states import ListingState
from letting.models import Listing, UnitPicture
from letting.public.flat import flat_page
from letting.public.presenting import drawn
from letting.services.publishing import coming_last_day
from tenants import clock
from tenants.admin.persons import see_other
from tenants.admin.rights import Act, must
from tenants.core.calendar import local_day
from tenants.models import Ruleset


@require_safe
def preview_page(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Show a draft's public page, marked as a preview; what is published has its own."""
    must(request, Act.SEE_LISTINGS)
    listing, now = find(pk), clock.now()
    if listing.state != ListingState.DRAFT:
        if listing.published_at is not None:
            return see_other(reverse("public:flat", args=[pk]))
        return see_other(reverse("admin:letting_listing_workbench", args=[pk]))
    if not _as_published(listing, now):
        messages.error(request, _("Uthyrningssättet finns inte i regelverket som gäller i dag. Ändra utkastet."))
        return see_other(reverse("admin:letting_listing_publish", args=[pk]))
    context = {
        "page": flat_page(listing, None, now=now),
        "listing": listing,
        "unit": listing.unit,
        "pictures": list(UnitPicture.objects.filter(unit=listing.unit_id)),
        "plan": drawn(listing.unit, labels=True),
        "user": AnonymousUser(),  # as a visitor sees it
        "back": reverse("admin:letting_listing_publish", args=[pk]),
    }
    return render(request, "admin/kolapp/flat_preview.html", context)


def _as_published(listing: Listing, now: datetime) -> bool:
    """Make a draft look as if it were published now, in memory only; say whether the rules know how."""
    today = local_day(now)
    ruleset = Ruleset.in_force(today)
    if listing.scheme not in ruleset.rules.schemes:
        return False
    last_day = coming_last_day(listing, today)
    listing.ruleset, listing.state, listing.published_at = ruleset, ListingState.ADVERTISED, now
    listing.advert_last_day = last_day or today
    if last_day is None:  # never advertised: offered straight to some
        listing.advert_ended_at = now
    return True
