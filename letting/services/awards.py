"""The award: the flat is the candidate's if she signs in time."""

from collections.abc import Collection
from datetime import date, datetime

from letting.checks.parties import party_of
from letting.core.states import ClosedBecause, OfferState
from letting.models import Lease, Listing, Offer
from letting.services.closing import close_offer
from letting.services.lease_terms import checksum, terms_of
from letting.services.ledger import Ledger
from letting.services.loading import rules_of, scheme_of
from queues.core.points import Reset
from queues.models import Exemption, Registration
from queues.services.activity import reset_points
from tenants import waking
from tenants.actors import PORTAL
from tenants.core.calendar import Calendar, add_months, local_day
from tenants.models import Person
from tenants.rulesets.queue_rules import PointsResetAt


def make_award(listing: Listing, offer_id: int, last_day: date, *, ledger: Ledger, now: datetime) -> None:
    """Give the flat to the candidate: write her lease out, to be signed by the last day (JOUR-19, LEASE-1)."""
    offer = Offer.objects.select_related("person", "interest").get(pk=offer_id)
    offer.state = OfferState.AWARDED
    offer.save(update_fields=["state"])
    listing.sign_last_day, listing.sign_reminded_at = last_day, None
    starts_on = listing.move_in or next_month(local_day(now))
    party = party_of(offer.person, made_at=offer.interest.made_at)
    ends_on = end_by_exception(listing, offer.person_id, starts_on)
    terms = terms_of(listing, party, starts_on=starts_on, ends_on=ends_on, rules=rules_of(listing))
    lease = Lease.objects.create(
        unit=listing.unit,
        person=party.signer,
        resident=offer.person if party.parent else None,
        co_renter=party.co_applicant,
        listing=listing,
        offer=offer,
        starts_on=starts_on,
        ends_on=ends_on,
        rent=listing.unit.rent,
        terms=terms,
        sha256=checksum(terms),
        made_at=now,
        sign_last_day=last_day,
        look_again_at=now,
    )
    waking.after_commit(waking.TICK)  # the lease's PDF is made by a worker
    ledger.note("award.made", offer.person_id, sign_last_day=last_day)
    ledger.letter("award_made", offer.person_id, str(offer.pk), offer=offer.pk, last_day=last_day)
    if party.parent is not None:
        ledger.letter("award_made", party.parent.pk, f"{offer.pk}:parent", lease=lease.pk, last_day=last_day)
    if party.co_applicant is not None:
        ledger.letter("lease_for_two", party.co_applicant.pk, str(offer.pk), **_beside(party.person), last_day=last_day)
    reset_points_of(offer, listing, at=PointsResetAt.AWARD, ledger=ledger, now=now)


def end_by_exception(listing: Listing, person_id: int, starts_on: date) -> date | None:
    """Return when a lease ends that only an exception made possible; None for all others (QUEUE-16)."""
    queue = rules_of(listing).queues[scheme_of(listing).queue]
    if not queue.residents_only or queue.excepted_lease is None:
        return None
    excepted = Exemption.objects.filter(Exemption.counts, person=person_id, rule="residents_only")
    if not excepted.filter(subject__in=("", listing.subject)).exists():
        return None
    return Calendar().last_day_starting(starts_on, queue.excepted_lease)


def reset_points_of(offer: Offer, listing: Listing, *, at: PointsResetAt, ledger: Ledger, now: datetime) -> None:
    """Take the points when the rules say that this is the moment (QUEUE-9)."""
    queue = rules_of(listing).queues[scheme_of(listing).queue]
    if queue.points_reset_at is not at:
        return
    ledger.write(by=PORTAL, now=now)  # what led here stands before it in the log
    rows = Registration.objects.select_for_update(of=("self",)).select_related("person", "queue")
    reset_points(rows.get(pk=offer.interest.registration_id), reason=Reset.LEASE, by=PORTAL, now=now)


def reset_points_of_other(offer: Offer, listing: Listing, other: int, *, ledger: Ledger, now: datetime) -> None:
    """Take the points of the second of two when the lease is signed: she has said yes to nothing before (QUEUE-9)."""
    queue = rules_of(listing).queues[scheme_of(listing).queue]
    if queue.points_reset_at is PointsResetAt.NEVER:
        return
    ledger.write(by=PORTAL, now=now)
    rows = Registration.objects.select_for_update(of=("self",)).select_related("person", "queue")
    for row in rows.filter(Registration.is_active, person=other, queue=offer.interest.registration.queue_id):
        reset_points(row, reason=Reset.LEASE, by=PORTAL, now=now)


def lapse_award(listing: Listing, offer_id: int, *, ledger: Ledger, now: datetime) -> None:
    """Take back an award that was not signed in time; the lease is annulled (JOUR-19)."""
    offer = Offer.objects.get(pk=offer_id)
    annul(listing, offer, ledger=ledger, now=now)
    ledger.note("award.lapsed", offer.person_id)
    ledger.letter("award_lapsed", offer.person_id, str(offer.pk), offer=offer.pk)
    close_offer(offer, OfferState.LAPSED, ClosedBecause.AWARD_LAPSED, ledger=ledger, now=now)


def annul_unsigned(listing: Listing, *, told: Collection[int], reason: str, ledger: Ledger, now: datetime) -> None:
    """Annul the unsigned lease of a listing that is taken back; who was to sign it reads why, unless told already."""
    leases = Lease.objects.filter(listing=listing, signed_at=None, annulled_at=None)
    for lease in leases.select_related("offer__person").defer("terms", "pdf"):
        for person in lease.renters:
            if person not in told and lease.offer is not None:
                beside = _beside(lease.offer.person)
                ledger.letter("lease_for_two_ended", person, f"{lease.offer_id}:{person}", **beside, reason=reason)
    leases.update(annulled_at=now, look_again_at=None)


def annul(listing: Listing, offer: Offer, *, ledger: Ledger, now: datetime) -> None:
    """Annul an unsigned lease, and forget its last day. Who was to sign with the applicant is told (LEASE-6)."""
    leases = Lease.objects.filter(offer=offer, signed_at=None, annulled_at=None)
    for other in leases.filter(co_renter__isnull=False).values_list("co_renter", flat=True):
        ledger.letter("lease_for_two_ended", other, str(offer.pk), **_beside(offer.person))
    leases.update(annulled_at=now, look_again_at=None)
    listing.sign_last_day = listing.sign_reminded_at = None


def _beside(person: Person) -> dict[str, str]:
    """Return whom one rents with, for a letter; a protected person's name is in no letter."""
    return {"other": "" if person.protected else person.full_name}


def next_month(day: date) -> date:
    """Return the first day of the next month: when a lease begins if the listing does not say."""
    return add_months(day.replace(day=1), 1)
