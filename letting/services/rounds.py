"""A round: offers go out, the viewing period ends, unanswered offers expire, the next round is planned."""

from datetime import date, datetime

from django.db.models import Q

from letting.core.actions import DueKind, OpenRound
from letting.core.states import ClosedBecause, OfferState
from letting.models import Interest, Lease, Listing, Offer
from letting.services.closing import close_offers
from letting.services.going_ahead import spend_priorities
from letting.services.ledger import Ledger
from letting.services.strikes import strike_out
from tenants.core.calendar import local_day


def open_round(listing: Listing, opened: OpenRound, *, ledger: Ledger, now: datetime) -> None:
    """Send offers to the next in rank; the dates in them are frozen (JOUR-4, 7, 16). Four statements for any number."""
    wanted = Interest.objects.filter(pk__in=opened.interests).order_by("rank")
    interests = [(row.pk, row.person_id, row.rank or 0, row.points or 0) for row in wanted]
    listing.round, listing.next_round_at = opened.round, None
    listing.viewing_first_day = local_day(now) if opened.viewing_last_day else None
    listing.viewing_last_day, listing.answer_last_day = opened.viewing_last_day, opened.answer_last_day
    listing.sign_last_day = listing.sign_reminded_at = None
    offers = Offer.objects.bulk_create(
        Offer(
            landlord_id=listing.landlord_id,
            listing=listing,
            interest_id=interest,
            person_id=person,
            cycle=listing.cycle,
            round=opened.round,
            rank=rank,
            points=points,
            sent_at=now,
            viewing_last_day=opened.viewing_last_day,
            answer_last_day=opened.answer_last_day,
        )
        for interest, person, rank, points in interests
    )
    wanted.update(round=opened.round)
    spend_priorities(listing, opened.interests, ledger=ledger, now=now)
    ledger.note(
        "round.opened",
        round=opened.round,
        persons=[person for _, person, _, _ in interests],
        viewing_last_day=opened.viewing_last_day,
    )
    for offer in offers:
        ledger.note(
            "offer.sent",
            offer.person_id,
            round=offer.round,
            rank=offer.rank,
            points=offer.points,
            viewing_last_day=offer.viewing_last_day,
            answer_last_day=offer.answer_last_day,
        )
        kind = "viewing_offered" if opened.viewing_last_day else "flat_offered"
        ledger.letter(
            kind,
            offer.person_id,
            str(offer.pk),
            offer=offer.pk,
            rank=offer.rank,
            points=offer.points,
            viewing_last_day=offer.viewing_last_day,
            answer_last_day=offer.answer_last_day,
            shown_by=listing.shown_by,
        )


def plan_round(listing: Listing, at: datetime) -> None:
    """Plan the next round for a later moment (JOUR-16)."""
    listing.next_round_at = at


def end_viewing(listing: Listing, last_day: date, offers: tuple[int, ...], *, ledger: Ledger) -> None:
    """Tell those who have not answered that the viewing is over, and until when they can answer (JOUR-11)."""
    listing.answer_last_day = last_day
    Offer.objects.filter(pk__in=offers).update(answer_last_day=last_day)
    ledger.note("viewing.ended", round=listing.round, answer_last_day=last_day)
    for pk, person in Offer.objects.filter(pk__in=offers).order_by("rank").values_list("pk", "person"):
        ledger.letter("viewing_ended", person, str(pk), offer=pk, answer_last_day=last_day)


def expire(listing: Listing, offers: tuple[int, ...], *, ledger: Ledger, now: datetime) -> None:
    """Close offers that nobody answered in time (JOUR-12)."""
    late = list(
        Offer.objects.filter(pk__in=offers).order_by("rank").values_list("pk", "interest", "person", "round", "rank")
    )
    for pk, _, person, round_, rank in late:
        ledger.note("offer.expired", person, round=round_, rank=rank)
        ledger.letter("offer_expired", person, str(pk), offer=pk)
    rows = [(pk, interest, person) for pk, interest, person, _, _ in late]
    close_offers(rows, OfferState.EXPIRED, ClosedBecause.NO_ANSWER, ledger=ledger, now=now)
    strike_out(listing, [person for _, _, person in rows], ledger=ledger, now=now)


def remind(listing: Listing, offers: tuple[int, ...], of: DueKind, *, ledger: Ledger, now: datetime) -> None:
    """Remind, on the morning of the last day itself, of an answer, a profile or a signature."""
    if of == "sign_due":
        listing.sign_reminded_at = now
    else:
        column = "profile_reminded_at" if of == "profile_due" else "reminded_at"
        Offer.objects.filter(pk__in=offers).update(**{column: now})
    signed: set[int] = set()
    if of == "sign_due":
        signed = remind_the_other(listing, offers, ledger=ledger, now=now)
    for pk, person in Offer.objects.filter(pk__in=offers).order_by("rank").values_list("pk", "person"):
        if person not in signed:
            ledger.note("reminder.sent", person, kind=of, days_left=0)
            ledger.letter(of, person, str(pk), offer=pk, last_day=local_day(now))


def remind_the_other(listing: Listing, offers: tuple[int, ...], *, ledger: Ledger, now: datetime) -> set[int]:
    """Remind the second of two who has not signed, and a parent who is to; return who of two have (LEASE-6)."""
    signed: set[int] = set()
    for_others = Q(co_renter__isnull=False) | Q(resident__isnull=False)
    for lease in Lease.objects.filter(for_others, offer__in=offers, annulled_at=None).defer("pdf"):
        done = set(lease.signatures.values_list("person", flat=True))
        signed |= done
        other = lease.co_renter_id or lease.person_id
        if other not in done:
            ledger.note("reminder.sent", other, kind="sign_due", days_left=0)
            ledger.letter("sign_due", other, f"{lease.offer_id}:{other}", lease=lease.pk, last_day=local_day(now))
    return signed
