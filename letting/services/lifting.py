"""A security that is accepted lifts the open checks that it may stand in for (CHECK-11)."""

from datetime import datetime

from django.db import transaction

from letting.core.answers import Result
from letting.core.security import SECURED
from letting.core.states import OfferState
from letting.models import Check, Security
from letting.services.checking import note_check
from letting.services.ledger import Ledger
from letting.services.loading import lock_listings
from letting.services.steps import settle_answer
from tenants.actors import Actor


@transaction.atomic
def lift_checks(security: Security, by: Actor, now: datetime) -> None:
    """Pass the open reviews that a security, just accepted, may stand in for; what that sets off happens at once."""
    person_id, reason = security.person_id, security.reason
    waiting = Check.objects.filter(
        offer__person=person_id, offer__state=OfferState.CANDIDATE, result=Result.REVIEW, liftable=True
    )
    listings = lock_listings(sorted(set(waiting.values_list("offer__listing", flat=True))))
    for listing in listings:
        ledger = Ledger(listing)
        for check in waiting.filter(offer__listing=listing).select_related("offer"):
            check.result, check.code = Result.PASS, SECURED
            check.decided_at, check.decided_by, check.reason = now, str(by), reason
            check.save()
            note_check(ledger, check, person_id)
        settle_answer(listing, ledger=ledger, by=by, now=now)
