"""What staff can do on a workbench now, beside deciding checks: buttons that lead to pages of their own."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from letting.core.states import IN_LINE, InterestState, ListingState, OfferState
from letting.models import Interest, Lease, Listing, Offer
from letting.services.identity import asks_for_identity
from letting.services.loading import RANKING
from letting.services.selecting import TAKES_ROUNDS
from tenants.admin.rights import Act, may
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Award, Method

LIVE = IN_LINE | {OfferState.PENDING, OfferState.ACCEPTED}


@dataclass(frozen=True, slots=True)
class BenchAct:
    """A button: its word, where it leads, whether the letting waits for it, and whether it posts."""

    word: str
    url: str
    waited_for: bool = False
    posts: bool = False


def bench_acts(request: HttpRequest, listing: Listing, rules: Rules) -> list[BenchAct]:
    """Return the buttons of a workbench. Two statements at most, where the scheme leaves something to staff."""
    scheme, state = rules.schemes[listing.scheme], ListingState(listing.state)
    found: list[BenchAct] = []
    leaves_to_staff = scheme.award is Award.STAFF_CHOICE or scheme.round_size is None
    chooses = leaves_to_staff or scheme.method is Method.DIRECT_OFFER
    if chooses and state in TAKES_ROUNDS and listing.advert_ended_at is not None and may(request, Act.CHOOSE):
        found += _choices(listing, rules)
    if RANKING in rules.exceptions and state in TAKES_ROUNDS and may(request, Act.EXCEPT):
        found.append(BenchAct(_("Gör undantag från turordningen"), _url("put_first", listing)))
    if state is ListingState.LET and asks_for_identity(listing) and may(request, Act.ACT_FOR_APPLICANT):
        unseen = Lease.objects.filter(listing=listing, annulled_at=None, identity_shown_at=None)
        if unseen.exists():
            word = _("Notera att legitimation har visats")
            found.append(BenchAct(word, _url("identity", listing), waited_for=True, posts=True))
    return found


def _choices(listing: Listing, rules: Rules) -> list[BenchAct]:
    scheme = rules.schemes[listing.scheme]
    offers = Offer.objects.filter(listing=listing, cycle=listing.cycle, state__in=LIVE)
    live = set(offers.values_list("state", flat=True))
    if live == {OfferState.ACCEPTED} and listing.state == ListingState.CHECKING:
        if scheme.award is Award.STAFF_CHOICE:
            return [BenchAct(_("Välj vem som får bostaden"), _url("choose", listing), waited_for=True)]
        return []
    if live:
        return []
    if scheme.method is Method.DIRECT_OFFER:
        return [BenchAct(_("Erbjud till nästa"), _url("offer", listing), waited_for=True)]
    waits = Interest.objects.filter(
        listing=listing, cycle=listing.cycle, state=InterestState.ONGOING, round=None
    ).exists()
    if scheme.round_size is None and waits:
        return [BenchAct(_("Välj vilka som får se bostaden"), _url("select", listing), waited_for=True)]
    return []


def _url(name: str, listing: Listing) -> str:
    return reverse(f"admin:letting_listing_{name}", args=[listing.pk])
