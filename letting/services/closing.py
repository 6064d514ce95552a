"""Interests and offers come to an end, each with its reason."""

from collections.abc import Iterable
from datetime import datetime

from letting.core.states import ENDED_OFFER, ClosedBecause, InterestState, OfferState
from letting.models import Interest, Listing, Offer
from letting.services.ledger import Ledger


def close_offer(offer: Offer, state: OfferState, because: ClosedBecause, *, ledger: Ledger, now: datetime) -> None:
    """End an offer, with what else has changed in it, and close its interest."""
    offer.state, offer.ended_at = state, now
    offer.save()
    close_interests([(offer.interest_id, offer.person_id)], because, ledger=ledger, now=now)


def close_offers(
    rows: Iterable[tuple[int, int, int]], state: OfferState, because: ClosedBecause, *, ledger: Ledger, now: datetime
) -> None:
    """End offers, given as (offer, interest, person), and close their interests: two statements."""
    rows = list(rows)
    Offer.objects.filter(pk__in=[offer for offer, _, _ in rows]).update(state=state, ended_at=now)
    close_interests([(interest, person) for _, interest, person in rows], because, ledger=ledger, now=now)


def close_interests(rows: list[tuple[int, int]], because: ClosedBecause, *, ledger: Ledger, now: datetime) -> None:
    """Close interests, given as (interest, person): one statement."""
    closed = Interest.objects.filter(pk__in=[interest for interest, _ in rows])
    closed.update(state=InterestState.CLOSED, closed_because=because, ended_at=now)
    for _, person in rows:
        ledger.note("interest.closed", person, reason=because.value)


def close_ongoing(listing: Listing, because: ClosedBecause, *, ledger: Ledger, now: datetime) -> list[int]:
    """Close every ongoing interest of the advert, and its offers; return whose they were, best place first."""
    rows = Interest.objects.filter(listing=listing, cycle=listing.cycle, state=InterestState.ONGOING)
    persons = list(rows.order_by("rank", "made_at", "pk").values_list("person", flat=True))
    live = Offer.objects.filter(listing=listing, cycle=listing.cycle).exclude(state__in=ENDED_OFFER)
    live.update(state=OfferState.PASSED, ended_at=now)
    rows.update(state=InterestState.CLOSED, closed_because=because, ended_at=now)
    for person in persons:
        ledger.note("interest.closed", person, reason=because.value)
    return persons


def everyone_else(listing: Listing, person_id: int) -> list[int]:
    """Return all others who made an interest in this advert and did not take it back (JOUR-18)."""
    rows = Interest.objects.filter(listing=listing, cycle=listing.cycle).exclude(state=InterestState.WITHDRAWN)
    return list(rows.exclude(person=person_id).order_by("rank", "made_at", "pk").values_list("person", flat=True))
