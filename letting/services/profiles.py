"""Filing the profile that a yes needs; staff approve it as they decide a review (CHECK-2)."""

from datetime import datetime

from django.db import transaction

from letting.core.answers import Result
from letting.core.states import OfferState
from letting.models import Check, Offer
from letting.models.check import PROFILE
from letting.services.checking import note_check
from letting.services.ledger import Ledger
from letting.services.loading import lock_listing
from letting.services.profile_snapshots import keep_as_filed
from letting.services.steps import settle_answer
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.outcome import Refused

FILED = "profile_filed"
POSITION = 0


@transaction.atomic
def submit_profile(listing_id: int, person_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """File the profile for an offer that was answered yes; staff approve it (CHECK-2).

    Refused: `not_offered`, `not_open` (no profile is asked for now), `too_late`, `already_answered` (filed before).
    """
    listing = lock_listing(listing_id)
    offer = Offer.objects.filter(listing=listing, person=person_id).order_by("-cycle", "-pk").first()
    if offer is None:
        return Refused(("not_offered",))
    if Check.objects.filter(offer=offer, kind=PROFILE).exists():
        return Refused(("already_answered",))
    if offer.profile_last_day is not None and local_day(now) > offer.profile_last_day:
        return Refused(("too_late",))
    if offer.state != OfferState.ACCEPTED or offer.profile_last_day is None:
        return Refused(("not_open",))
    offer.profile_filed_at = now
    offer.save(update_fields=["profile_filed_at"])
    keep_as_filed(person_id)
    check = Check.objects.create(
        offer=offer, position=POSITION, kind=PROFILE, result=Result.REVIEW, code=FILED, judged_at=now
    )
    ledger = Ledger(listing)
    note_check(ledger, check, person_id)
    settle_answer(listing, ledger=ledger, by=by, now=now)
    return None
