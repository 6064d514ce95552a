"""The one who has been awarded a flat says when she moves in, as long as the flat may wait (SCHEME-9)."""

from datetime import date, datetime

from django.db import transaction

from letting.core.move_in import MoveIn, move_in
from letting.models import Lease, Listing
from letting.services.awards import next_month
from letting.services.lease_terms import checksum
from letting.services.ledger import Ledger
from letting.services.loading import lock_listing, scheme_of
from tenants import waking
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.outcome import Refused


def days_to_move_in(listing: Listing, lease: Lease) -> MoveIn:
    """Return between which days an unsigned lease may begin."""
    free_on = listing.move_in or next_month(local_day(lease.made_at))
    return move_in(scheme_of(listing), listing.unit.area, free_on)


def days_of(lease: Lease) -> MoveIn | None:
    """Return between which days a lease may begin; None for one that is signed, by one of two even, annulled, or from
    before the portal.
    """
    if _has_a_signature(lease):
        return None
    if lease.listing_id is None or lease.signed_at is not None or lease.annulled_at is not None:
        return None
    listing = Listing.objects.select_related("unit", "ruleset").get(pk=lease.listing_id)
    return days_to_move_in(listing, lease)


@transaction.atomic
def choose_move_in(listing_id: int, person_id: int, day: date, *, by: Actor, now: datetime) -> None | Refused:
    """Let an unsigned lease begin on another day; its terms and checksum are made anew.

    Refused: `not_offered` (no unsigned lease of hers), `already_answered` (one of two has signed it as it is),
    `not_allowed` (before the flat is free, or beyond its wait).
    """
    listing = lock_listing(listing_id)
    rows = Lease.objects.select_for_update(of=("self",)).filter(listing=listing, annulled_at=None, signed_at=None)
    lease = rows.filter(person=person_id).first()
    if lease is None:
        return Refused(("not_offered",))
    if _has_a_signature(lease):
        return Refused(("already_answered",))
    days = days_to_move_in(listing, lease)
    if not days.first <= day <= days.last:
        return Refused(("not_allowed",))
    lease.starts_on = day
    lease.terms = {**lease.terms, "starts_on": day.isoformat()}
    lease.sha256, lease.look_again_at, lease.pdf = checksum(lease.terms), now, None
    lease.save(update_fields=["starts_on", "terms", "sha256", "look_again_at", "pdf"])
    waking.after_commit(waking.TICK)
    ledger = Ledger(listing)
    ledger.note("lease.move_in_chosen", person_id, starts_on=day)
    ledger.write(by=by, now=now)
    return None


def _has_a_signature(lease: Lease) -> bool:
    """Say whether one of two has signed: then the terms stay as that one read them (LEASE-6)."""
    return lease.co_renter_id is not None and bool(lease.signed_by)
