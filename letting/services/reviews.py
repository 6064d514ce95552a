"""Staff decide what the portal could not: a review, with a reason."""

from datetime import datetime

from django.db import transaction

from letting.core.eligibility import Result
from letting.core.states import OfferState
from letting.models import Check, Listing
from letting.services.checking import note_check
from letting.services.ledger import Ledger
from letting.services.loading import lock_listing
from letting.services.steps import settle_answer
from tenants.actors import Actor
from tenants.outcome import Refused


@transaction.atomic
def record_check(
    listing_id: int, person_id: int, kind: str, *, passed: bool, reason: str, by: Actor, now: datetime
) -> None | Refused:
    """Decide a review, with a reason that stays (CHECK-20). A decision that has been made stands.

    Refused: `not_open` (nobody is being checked), `not_offered` (not the candidate, or no such check),
    `already_answered`, `not_allowed` (no reason given).
    """
    listing = lock_listing(listing_id)
    if listing.state != Listing.State.CHECKING:
        return Refused(("not_open",))
    row = Check.objects.select_related("offer").filter(offer__listing=listing, offer__person=person_id, kind=kind)
    check = row.filter(offer__state=OfferState.CANDIDATE).first()
    if check is None:
        return Refused(("not_offered",))
    if check.result != Result.REVIEW:
        return Refused(("already_answered",))
    if not reason.strip():
        return Refused(("not_allowed",))
    check.result = Result.PASS if passed else Result.FAIL
    check.code = "" if passed else (check.code if check.code != "not_known" else "decided_by_staff")
    check.decided_at, check.decided_by, check.reason = now, str(by), reason.strip()
    check.save()
    ledger = Ledger(listing)
    note_check(ledger, check, person_id)
    settle_answer(listing, ledger=ledger, by=by, now=now)
    return None
