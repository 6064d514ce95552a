"""What a letting waits for from staff: read with the listing itself, for one at the workbench and for all at once."""

from enum import Enum, auto
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from letting.core.answers import Result
from letting.core.states import IN_LINE, InterestState, ListingState, OfferState
from letting.models import Check, Interest, Lease, Listing, Offer
from letting.models.check import PROFILE
from letting.services.identity import identity_asked
from letting.services.selecting import TAKES_ROUNDS
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Award, Method

LIVE = IN_LINE | {OfferState.PENDING, OfferState.ACCEPTED}


class Awaited(Enum):
    """What staff are to do before a letting can go on, or the keys be handed over."""

    SELECTION = auto()
    CHOICE = auto()
    DIRECT_OFFER = auto()
    IDENTITY = auto()


def with_what_waits(rows: QuerySet[Listing]) -> QuerySet[Any]:
    """Return listings with what they wait for beside them, so that it is read in the same statement.

    `live`: the states of the present advert's live offers; `waiting`: whether someone waits for an offer; `wanted`:
    whether anyone's interest goes on; `unfiled`: whether a yes waits for its profile; `reviews`, `profiles`: how many
    checks and filed profiles are to be decided; `unseen`: whether a lease's renter has not shown who she is.
    """
    mine = {"listing": OuterRef("pk"), "cycle": OuterRef("cycle")}
    offers = Offer.objects.filter(**mine)
    wanting = Interest.objects.filter(state=InterestState.ONGOING, **mine)
    asked = offers.filter(state=OfferState.ACCEPTED, profile_last_day__isnull=False)
    approved = Check.objects.filter(offer=OuterRef("pk"), kind=PROFILE, result=Result.PASS)
    return rows.annotate(
        live=ArraySubquery(offers.filter(state__in=LIVE).order_by().values("state").distinct()),
        waiting=Exists(wanting.filter(round=None)),
        wanted=Exists(wanting),
        unfiled=Exists(asked.filter(~Exists(approved))),
        reviews=_to_decide(OfferState.CANDIDATE),
        profiles=_to_decide(OfferState.ACCEPTED),
        unseen=Exists(Lease.objects.filter(listing=OuterRef("pk"), annulled_at=None, identity_shown_at=None)),
    )


def _to_decide(state: OfferState) -> Coalesce:
    """Return how many checks of offers in a state wait for staff; of a yes it is the filed profile alone (CHECK-2)."""
    about = {"offer__listing": OuterRef("pk"), "offer__cycle": OuterRef("cycle"), "offer__state": state}
    rows = Check.objects.filter(result=Result.REVIEW, **about)
    if state is OfferState.ACCEPTED:
        rows = rows.filter(kind=PROFILE)
    counted = rows.order_by().values("offer__listing").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def awaited(listing: Any, rules: Rules) -> Awaited | None:
    """Return what a listing from `with_what_waits` waits for; reviews aside, which come several at a time."""
    if listing.state == ListingState.LET:
        return Awaited.IDENTITY if listing.unseen and identity_asked(rules, listing.scheme) else None
    if listing.state not in TAKES_ROUNDS or listing.advert_ended_at is None:
        return None
    scheme = rules.schemes[listing.scheme]
    if set(listing.live) == {OfferState.ACCEPTED} and listing.state == ListingState.CHECKING:
        return Awaited.CHOICE if scheme.award is Award.STAFF_CHOICE and not listing.unfiled else None
    if listing.live:
        return None
    if scheme.method is Method.DIRECT_OFFER:
        return Awaited.DIRECT_OFFER
    selects = scheme.method is Method.ROUNDS and scheme.round_size is None
    return Awaited.SELECTION if selects and listing.waiting else None
