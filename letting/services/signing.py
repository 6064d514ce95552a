"""Signing the lease, or saying no to it. Whoever signs leaves her other interests in that queue (JOUR-20)."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from letting.core.states import ENDED_OFFER, ClosedBecause, InterestState, ListingState, OfferState
from letting.models import Interest, Lease, Listing, Offer, Signature
from letting.services.awards import annul, reset_points_of, reset_points_of_other
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
    """Sign the lease: the flat is let once all who rent it have signed (JOUR-18 to 20, LEASE-1, LEASE-6).

    Refused: `not_offered` (no award here), `too_late`, `not_open`, `already_answered` (signed), `not_yours` (a parent
    signs).
    """
    applicant, renters = _parties(listing_id, person_id)
    listing, others = _lock(listing_id, renters)
    offer = Offer.objects.filter(listing=listing, person=applicant).order_by("-cycle").first()
    if offer is None:
        return Refused(("not_offered",))
    if code := _against(listing, offer, now):
        return Refused((code,))
    lease = _lock_lease(offer)
    if person_id not in lease.renters:
        return Refused(("not_yours",))  # her parent signs
    ledger = Ledger(listing)
    if lease.co_renter_id is not None:
        _, is_new = Signature.objects.get_or_create(lease=lease, person_id=person_id, defaults={"signed_at": now})
        if not is_new:
            return Refused(("already_answered",))
        if not _is_whole(lease):
            ledger.note("lease.signed_by_one", person_id)
            ledger.write(by=by, now=now)
            return lease
    # The PDF is made anew, with the signatures in it.
    lease.signed_at, lease.look_again_at, lease.pdf = now, now, None
    lease.save(update_fields=["signed_at", "look_again_at", "pdf"])
    waking.after_commit(waking.TICK)
    ledger.note("lease.signed", applicant, sha256=lease.sha256)
    for person in dict.fromkeys((applicant, *([lease.co_renter_id] if lease.co_renter_id else []))):
        key = str(offer.pk) if person == applicant else f"{offer.pk}:{person}"
        ledger.letter("lease_signed", person, key, offer=offer.pk, starts_on=lease.starts_on)
    let_to(listing, offer, lease, ledger=ledger, now=now)
    record_outcome(listing, lease, offer, now=now)
    reset_points_of(offer, listing, at=PointsResetAt.SIGNING, ledger=ledger, now=now)
    if lease.co_renter_id is not None:
        reset_points_of_other(offer, listing, lease.co_renter_id, ledger=ledger, now=now)
    ledger.write(by=by, now=now)
    for other in others:
        _leave(other, renters, by=by, now=now)
    return lease


def _is_whole(lease: Lease) -> bool:
    """Say whether all who rent have signed."""
    return lease.signatures.count() == len(lease.renters)


def _lock_lease(offer: Offer) -> Lease:
    return Lease.objects.select_for_update(of=("self",)).get(offer=offer, annulled_at=None)


def _parties(listing_id: int, person_id: int) -> tuple[int, list[int]]:
    """Return whose award someone signs, and all who get a home by it.

    The award is her child's where she is the parent who signs, another's where she is the second of two, else her own
    (QUEUE-18, 20, 21).
    """
    leases = Lease.objects.filter(Lease.rented_by(person_id), listing=listing_id, annulled_at=None)
    found = leases.values_list("offer__person", "co_renter").first()
    applicant, other = found or (person_id, None)
    return applicant or person_id, [applicant or person_id, *([other] if other else [])]


def let_to(listing: Listing, offer: Offer, lease: Lease, *, ledger: Ledger, now: datetime) -> None:
    """Close a letting: hers is signed, everyone who does not rent it is told (JOUR-18)."""
    offer.state, offer.ended_at = OfferState.SIGNED, now
    offer.save(update_fields=["state", "ended_at"])
    Interest.objects.filter(pk=offer.interest_id).update(
        state=InterestState.CLOSED, closed_because=ClosedBecause.HOUSED, ended_at=now
    )
    listing.state, listing.ended_at, listing.look_again_at = ListingState.LET, now, None
    listing.save()
    ledger.note("listing.let", offer.person_id)
    told = [person for person in everyone_else(listing, offer.person_id) if person != lease.co_renter_id]
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
    annul(listing, offer, ledger=ledger, now=now)
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


def _lock(listing_id: int, people: list[int]) -> tuple[Listing, list[Listing]]:
    """Lock this listing and all in the same queue that any of them has an ongoing interest in, then their places.

    Listings come before registrations, in the order of their ids; an interest that was made meanwhile is found
    under the registrations' lock, and then everything is locked anew.
    """
    while True:
        with transaction.atomic():
            wanted = _ongoing_listings(listing_id, people) | {listing_id}
            locked = {listing.pk: listing for listing in lock_listings(sorted(wanted))}
            rows = _places(listing_id, people).select_for_update(no_key=True, of=("self",)).order_by("pk")
            list(rows)
            if _ongoing_listings(listing_id, people) <= set(locked):
                return locked.pop(listing_id), [locked[pk] for pk in sorted(locked)]


def _places(listing_id: int, people: list[int]) -> QuerySet[Registration]:
    """Return these persons' places in the queue that a listing is let by."""
    queues = Interest.objects.filter(listing=listing_id).values("registration__queue")
    return Registration.objects.filter(queue__in=queues, person__in=people)


def _ongoing_listings(listing_id: int, people: list[int]) -> set[int]:
    rows = Interest.objects.filter(registration__in=_places(listing_id, people), state=InterestState.ONGOING)
    return set(rows.values_list("listing", flat=True))


def _leave(listing: Listing, people: list[int], *, by: Actor, now: datetime) -> None:
    """Leave another listing for good: they have a home now (JOUR-20); what that sets off there happens at once."""
    for person_id in people:
        ongoing = Interest.objects.filter(listing=listing, cycle=listing.cycle, state=InterestState.ONGOING)
        interest = ongoing.filter(person=person_id).first()
        if interest is not None:
            _leave_one(listing, interest, by=by, now=now)


def _leave_one(listing: Listing, interest: Interest, *, by: Actor, now: datetime) -> None:
    ledger, person_id = Ledger(listing), interest.person_id
    offer = Offer.objects.filter(interest=interest).exclude(state__in=ENDED_OFFER).first()
    if offer is not None and offer.state == OfferState.AWARDED:
        listing.state = ListingState.CHECKING
        annul(listing, offer, ledger=ledger, now=now)
    if offer is not None:
        row = (offer.pk, interest.pk, person_id)
        close_offers([row], OfferState.WITHDRAWN, ClosedBecause.HOUSED, ledger=ledger, now=now)
    else:
        close_interests([(interest.pk, person_id)], ClosedBecause.HOUSED, ledger=ledger, now=now)
    settle_answer(listing, ledger=ledger, by=by, now=now)
