"""Making an interest from a flat's page, and the page that confirms it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from letting.core.states import InterestState
from letting.models import Offer
from letting.public.against import reasons_in_words
from letting.public.flat import flat_page
from letting.public.looking import published
from letting.services.interests import express_interest
from letting.services.preview import preview
from tenants import clock
from tenants.outcome import Refused
from tenants.representing import actor_for
from tenants.requests import LandlordRequest

SEE_OTHER = 303


@require_POST
def make_interest(request: LandlordRequest, pk: int) -> HttpResponse:
    """Make an interest and confirm it, or lead back to the flat with every reason against it."""
    listing = published(pk)
    if not request.user.is_authenticated:
        return see_other(f"{reverse('account_login')}?next={reverse('public:flat', args=[pk])}")
    if not request.person:
        messages.warning(request, _("Berätta först vem du är och ställ dig i kön. Sedan kan du anmäla intresse."))
        return see_other(_about_me())
    person = request.person.pk
    outcome = express_interest(listing.pk, person, by=actor_for(request), now=clock.now())
    if isinstance(outcome, Refused):
        seen = preview(listing, request.person, now=clock.now())
        for reason in reasons_in_words(outcome.codes, listing, seen):
            messages.error(request, reason.text)
        return see_other(reverse("public:flat", args=[pk]))
    return see_other(reverse("public:interest_made", args=[pk]))


@login_required
@require_safe
def interest_made(request: LandlordRequest, pk: int) -> HttpResponse:
    """Say what has been done, and what happens next and when. Without an interest it is the flat's page."""
    listing = published(pk)
    page = flat_page(listing, request.person, now=clock.now())
    if page.mine is None or page.mine.state != InterestState.ONGOING:
        return redirect("public:flat", pk=pk)
    offered = page.mine.round is not None and Offer.objects.filter(interest=page.mine.pk).exists()
    context = {"page": page, "listing": listing, "unit": listing.unit, "offered": offered}
    return render(request, "public/interest_made.html", context)


def see_other(address: str) -> HttpResponseRedirect:
    """Return a redirect that is always followed by a GET."""
    return HttpResponseRedirect(address, status=SEE_OTHER)


def _about_me() -> str:
    try:
        return reverse("my:overview")
    except NoReverseMatch:
        return "/"
