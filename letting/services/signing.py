"""Signing the lease, or saying no to it. Whoever signs leaves her other interests in that queue (JOUR-20)."""

from datetime import datetime

from django.db import transaction

from letting.core.states import ENDED_OFFER, ClosedBecause, InterestState, ListingState, OfferState
from letting.models import Interest, Lease, Listing, Offer
from letting.services.awards import annul, reset_points_of
from letting.services.closing import close_interests, close_offer, close_offers, close_ongoing, everyone_else
from letting.services.ledger import Ledger
from letting.services.loading import lock_listings
from letting.services.outcomes import record_outcome
from letting.services.steps import settle_answer
from queues.models import Registration
from tenants import waking
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.outcome import Refused
from tenants.rulesets.queue_rules import PointsResetAt


@transaction.atomic
def sign(listing_id: int, person_id: int, *, by: Actor, now: datetime) -> Lease | Refused:
    """Sign the lease: the flat is let (JOUR-18 to 20, LEASE-1).

    Refused: `not_offered` (no award here), `too_late`, `not_open`, `already_answered` (signed), `not_yours` (a parent
    signs).
    """
    applicant = _applicant(listing_id, person_id)
    listing, others = _lock(listing_id, applicant)
    offer = Offer.objects.filter(listing=listing, person=applicant).order_by("-cycle").first()
    if offer is None:
        return Refused(("not_offered",))
    if code := _against(listing, offer, now):
        return Refused((code,))
    lease = Lease.objects.select_for_update(of=("self",)).get(offer=offer, annulled_at=None)
    if lease.person_id != person_id:
        return Refused(("not_yours",))  # her parent signs
    # The PDF is made anew, with the signature in it.
    lease.signed_at, lease.look_again_at, lease.pdf = now, now, None
    lease.save(update_fields=["signed_at", "look_again_at", "pdf"])
    waking.after_commit(waking.TICK)
    ledger = Ledger(listing)
    ledger.note("lease.signed", applicant, sha256=lease.sha256)
    ledger.letter("lease_signed", applicant, str(offer.pk), offer=offer.pk, starts_on=lease.starts_on)
    let_to(listing, offer, ledger=ledger, now=now)
    record_outcome(listing, lease, offer, now=now)
    reset_points_of(offer, listing, at=PointsResetAt.SIGNING, ledger=ledger, now=now)
    ledger.write(by=by, now=now)
    for other in others:
        _leave(other, applicant, by=by, now=now)
    return lease


def _applicant(listing_id: int, person_id: int) -> int:
    """Return whose award someone signs: her child's where she is the parent who signs, else her own (QUEUE-20, 21)."""
    leases = Lease.objects.filter(listing=listing_id, person=person_id, annulled_at=None, resident__isnull=False)
    return leases.values_list("resident", flat=True).first() or person_id


def let_to(listing: Listing, offer: Offer, *, ledger: Ledger, now: datetime) -> None:
    """Close a letting: hers is signed, everyone else is told (JOUR-18)."""
    offer.state, offer.ended_at = OfferState.SIGNED, now
    offer.save(update_fields=["state", "ended_at"])
    Interest.objects.filter(pk=offer.interest_id).update(
        state=InterestState.CLOSED, closed_because=ClosedBecause.HOUSED, ended_at=now
    )
    listing.state, listing.ended_at, listing.look_again_at = ListingState.LET, now, None
    listing.save()
    ledger.note("listing.let", offer.person_id)
    told = everyone_else(listing, offer.person_id)
    close_ongoing(listing, ClosedBecause.LET_TO_OTHER, ledger=ledger, now=now)
    for person in told:
        ledger.letter("listing_let", person, str(person), points=offer.points)


@transaction.atomic
def decline_lease(listing_id: int, person_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Say no to an award: the lease is annulled, the next yes is asked (JOUR-15). Refused: as `sign`."""
    listing = lock_listings([listing_id])[0]
    offer = Offer.objects.filter(listing=listing, person=person_id).order_by("-cycle").first()
    if offer is None:
        return Refused(("not_offered",))
    if code := _against(listing, offer, now):
        return Refused((code,))
    ledger = Ledger(listing)
    listing.state = ListingState.CHECKING
    annul(listing, offer, now=now)
    ledger.note("award.declined", person_id)
    close_offer(offer, OfferState.DECLINED, ClosedBecause.DECLINED, ledger=ledger, now=now)
    settle_answer(listing, ledger=ledger, by=by, now=now)
    return None


def _against(listing: Listing, offer: Offer, now: datetime) -> str | None:
    if offer.state == OfferState.SIGNED:
        return "already_answered"
    if offer.state == OfferState.LAPSED:
        return "too_late"
    if offer.state != OfferState.AWARDED or listing.sign_last_day is None:
        return "not_open"
    return "too_late" if local_day(now) > listing.sign_last_day else None


def _lock(listing_id: int, person_id: int) -> tuple[Listing, list[Listing]]:
    """Lock this listing and all in the same queue that she has an ongoing interest in, then her registration.

    Listings come before registrations, in the order of their ids; an interest that was made meanwhile is found
    under the registration's lock, and then everything is locked anew.
    """
    while True:
        with transaction.atomic():
            wanted = _ongoing_listings(listing_id, person_id) | {listing_id}
            locked = {listing.pk: listing for listing in lock_listings(sorted(wanted))}
            rows = Registration.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
            list(rows.filter(interests__listing=listing_id, person=person_id))
            if _ongoing_listings(listing_id, person_id) <= set(locked):
                return locked.pop(listing_id), [locked[pk] for pk in sorted(locked)]


def _ongoing_listings(listing_id: int, person_id: int) -> set[int]:
    queues = Registration.objects.filter(interests__listing=listing_id, person=person_id).values("pk")
    rows = Interest.objects.filter(registration__in=queues, state=InterestState.ONGOING)
    return set(rows.values_list("listing", flat=True))


def _leave(listing: Listing, person_id: int, *, by: Actor, now: datetime) -> None:
    """Leave another listing for good: she has a home now (JOUR-20); what that sets off there happens at once."""
    ledger = Ledger(listing)
    interest = Interest.objects.get(listing=listing, cycle=listing.cycle, person=person_id)
    offer = Offer.objects.filter(interest=interest).exclude(state__in=ENDED_OFFER).first()
    if offer is not None and offer.state == OfferState.AWARDED:
        listing.state = ListingState.CHECKING
        annul(listing, offer, now=now)
    if offer is not None:
        row = (offer.pk, interest.pk, person_id)
        close_offers([row], OfferState.WITHDRAWN, ClosedBecause.HOUSED, ledger=ledger, now=now)
    else:
        close_interests([(interest.pk, person_id)], ClosedBecause.HOUSED, ledger=ledger, now=now)
    settle_answer(listing, ledger=ledger, by=by, now=now)
