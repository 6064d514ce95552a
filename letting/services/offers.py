"""What an applicant does with her offer: books a viewing, says that she has been there, answers yes or no."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Count

from letting.core.answering import Answering, against_answering, against_booking, against_confirming
from letting.core.states import ClosedBecause, InterestState, ListingState, OfferState
from letting.models import Booking, Interest, Listing, Offer, ViewingSlot
from letting.services.closing import close_offer
from letting.services.ledger import Ledger
from letting.services.loading import lock_listing, rules_of, scheme_of
from letting.services.profiling import ask_for_profile
from letting.services.steps import settle_answer
from queues.models import Registration
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.outcome import Refused


def answering(listing: Listing, offer: Offer, today: date) -> Answering:
    """Return an offer as the core sees it."""
    return Answering(
        listing=ListingState(listing.state),
        offer=OfferState(offer.state),
        today=today,
        viewing_last_day=offer.viewing_last_day,
        answer_last_day=offer.answer_last_day,
        confirmed=offer.confirmed_at is not None,
        current_round=(offer.cycle, offer.round) == (listing.cycle, listing.round),
    )


def _mine(listing: Listing, person_id: int) -> Offer | None:
    return Offer.objects.filter(listing=listing, person=person_id).order_by("-cycle").first()


@transaction.atomic
def book_viewing(listing_id: int, person_id: int, slot_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Sign up for a time at which the landlord shows the flat; a new one replaces the old (JOUR-8).

    Refused: `not_offered`, `too_late`, `already_answered`, `not_open`, `slot_full`.
    """
    listing = lock_listing(listing_id)
    offer = _mine(listing, person_id)
    if offer is None:
        return Refused(("not_offered",))
    if code := against_booking(answering(listing, offer, local_day(now))):
        return Refused((code,))
    slot = ViewingSlot.objects.filter(listing=listing, pk=slot_id).annotate(taken=Count("bookings")).first()
    if slot is None:
        return Refused(("not_open",))
    if slot.at <= now:
        return Refused(("too_late",))
    if slot.taken >= slot.capacity and not Booking.objects.filter(slot=slot, offer=offer).exists():
        return Refused(("slot_full",))
    Booking.objects.update_or_create(offer=offer, defaults={"slot": slot, "booked_at": now})
    ledger = Ledger(listing)
    ledger.note("viewing.booked", person_id, slot=slot.at)
    ledger.letter(
        "viewing_booked",
        person_id,
        f"{offer.pk}:{slot.pk}:{now.timestamp()}",
        offer=offer.pk,
        at=slot.at,
        place=slot.place,
    )
    ledger.write(by=by, now=now)
    return None


@transaction.atomic
def confirm_viewing(listing_id: int, person_id: int, *, by: Actor, now: datetime) -> date | Refused:
    """Press "Jag har varit på visning": opens the answer, and starts its period; return its last day (JOUR-9, JOUR-10).

    Refused: `not_offered`, `too_late`, `already_answered`, `not_open`.
    """
    listing = lock_listing(listing_id)
    offer = _mine(listing, person_id)
    if offer is None:
        return Refused(("not_offered",))
    today = local_day(now)
    if code := against_confirming(answering(listing, offer, today)):
        return Refused((code,))
    last_day = rules_of(listing).workdays.last_day_after(today, scheme_of(listing).answering)
    offer.confirmed_at, offer.answer_last_day = now, last_day
    offer.save(update_fields=["confirmed_at", "answer_last_day"])
    ledger = Ledger(listing)
    ledger.note("viewing.confirmed", person_id, answer_last_day=last_day)
    settle_answer(listing, ledger=ledger, by=by, now=now)
    return last_day


@transaction.atomic
def accept(listing_id: int, person_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Say yes: still interested (JOUR-9, 10, 13).

    Refused: `not_offered`, `too_late`, `not_open`, `already_answered`, `not_allowed`.

    `not_allowed`: she had said no, and has as many other interests as the queue allows by now.
    """
    return _answer(listing_id, person_id, yes=True, by=by, now=now)


@transaction.atomic
def decline(listing_id: int, person_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Say no; her interest is closed, and can be opened again while her answer period runs (JOUR-9, JOUR-21)."""
    return _answer(listing_id, person_id, yes=False, by=by, now=now)


def _answer(listing_id: int, person_id: int, *, yes: bool, by: Actor, now: datetime) -> None | Refused:
    listing = lock_listing(listing_id)
    offer = _mine(listing, person_id)
    if offer is None:
        return Refused(("not_offered",))
    ledger = Ledger(listing)
    if offer.state == OfferState.CANDIDATE and not yes:
        _step_aside(listing, offer, ledger=ledger, by=by, now=now)
        return None
    scheme = scheme_of(listing)
    asked = answering(listing, offer, local_day(now))
    if code := against_answering(asked, yes=yes, confirm_viewing=scheme.confirm_viewing):
        return Refused((code,))
    if yes and offer.state == OfferState.DECLINED and not _reopen(offer, listing):
        return Refused(("not_allowed",))
    offer.answered_at = now
    if yes:
        offer.state, offer.ended_at = OfferState.ACCEPTED, None
        offer.save(update_fields=["state", "answered_at", "ended_at"])
        ledger.note("offer.accepted", person_id, round=offer.round, rank=offer.rank)
        ask_for_profile(listing, offer, ledger=ledger, now=now)
    else:
        ledger.note("offer.declined", person_id, round=offer.round, rank=offer.rank)
        close_offer(offer, OfferState.DECLINED, ClosedBecause.DECLINED, ledger=ledger, now=now)
    settle_answer(listing, ledger=ledger, by=by, now=now)
    return None


def _step_aside(listing: Listing, offer: Offer, *, ledger: Ledger, by: Actor, now: datetime) -> None:
    """The candidate says no: the next yes is asked (JOUR-15)."""
    ledger.note("offer.declined", offer.person_id, round=offer.round, rank=offer.rank)
    offer.answered_at = now
    close_offer(offer, OfferState.DECLINED, ClosedBecause.DECLINED, ledger=ledger, now=now)
    settle_answer(listing, ledger=ledger, by=by, now=now)


def _reopen(offer: Offer, listing: Listing) -> bool:
    """Open a declined interest again; False when the queue's limit is reached (JOUR-2, JOUR-21)."""
    interest = Interest.objects.get(pk=offer.interest_id)
    registration = Registration.objects.select_for_update(no_key=True, of=("self",)).get(pk=interest.registration_id)
    most = rules_of(listing).queues[scheme_of(listing).queue].max_ongoing_interests
    ongoing = Interest.objects.filter(registration=registration, state=InterestState.ONGOING).count()
    if most is not None and ongoing >= most:
        return False
    interest.state, interest.closed_because, interest.ended_at = InterestState.ONGOING, "", None
    interest.save(update_fields=["state", "closed_because", "ended_at"])
    return True
