"""Staff decide what the portal could not: a review, with a reason."""

from datetime import datetime

from django.db import transaction

from letting.checks.parties import checked_of
from letting.core.answers import Answer, Result
from letting.core.states import OPEN, ClosedBecause, ListingState, OfferState
from letting.models import Check, Listing, Offer
from letting.models.check import PROFILE
from letting.services.checking import note_check
from letting.services.closing import close_offer
from letting.services.credit_outcomes import keep_outcome
from letting.services.ledger import Ledger
from letting.services.loading import lock_listing, rules_of, scheme_of
from letting.services.profile_snapshots import keep_as_approved
from letting.services.steps import settle_answer
from tenants.actors import Actor
from tenants.outcome import Refused

# Codes that say why staff must decide, not what is wrong.
NO_REASON = frozenset({"not_known", "profile_filed", "income_individual", "internal_check", "inspection_first"})
FAILED_AS = {PROFILE: "profile_rejected"}
CREDIT = "credit"


@transaction.atomic
def record_check(
    listing_id: int, person_id: int, kind: str, *, passed: bool, reason: str, by: Actor, now: datetime
) -> None | Refused:
    """Decide a review, with a reason that stays (CHECK-20); also a filed profile (CHECK-2). A decision stands.

    Refused: `not_open` (nobody is being checked), `not_offered` (not the candidate, or no such check),
    `already_answered`, `not_allowed` (no reason given).
    """
    listing = lock_listing(listing_id)
    if listing.state not in (OPEN if kind == PROFILE else {ListingState.CHECKING}):
        return Refused(("not_open",))
    row = Check.objects.select_related("offer__interest").filter(
        offer__listing=listing, offer__person=person_id, kind=kind
    )
    check = row.filter(offer__state=OfferState.ACCEPTED if kind == PROFILE else OfferState.CANDIDATE).first()
    if check is None:
        decided = row.exclude(result=Result.REVIEW).exists()
        return Refused(("already_answered",) if decided else ("not_offered",))
    if check.result != Result.REVIEW:
        return Refused(("already_answered",))
    if not reason.strip():
        return Refused(("not_allowed",))
    check.result = Result.PASS if passed else Result.FAIL
    check.code = (
        "" if passed else FAILED_AS.get(kind, check.code if check.code not in NO_REASON else "decided_by_staff")
    )
    check.decided_at, check.decided_by, check.reason = now, str(by), reason.strip()
    check.save()
    ledger = Ledger(listing)
    note_check(ledger, check, person_id)
    if kind == PROFILE and passed:
        keep_as_approved(person_id)
    elif kind == PROFILE:
        refuse_profile(check.offer, ledger=ledger, now=now)
    if kind == CREDIT:
        answer, people = Answer(Result(check.result), check.code), people_checked(listing, check.offer)
        keep_outcome(listing, people, answer, lifts=check.liftable, source="staff", now=now)
    settle_answer(listing, ledger=ledger, by=by, now=now)
    return None


def people_checked(listing: Listing, offer: Offer) -> tuple[int, ...]:
    """Return whose credit an offer's check is about."""
    child_is_checked = rules_of(listing).queues[scheme_of(listing).queue].parent_signs == "adult_child"
    return checked_of(offer.person_id, made_at=offer.interest.made_at, child_is_checked=child_is_checked)


def refuse_profile(offer: Offer, *, ledger: Ledger, now: datetime) -> None:
    """Close the interest of one whose profile staff did not approve (CHECK-2)."""
    close_offer(offer, OfferState.FAILED, ClosedBecause.CHECK_FAILED, ledger=ledger, now=now)
    ledger.letter("check_failed", offer.person_id, str(offer.pk), offer=offer.pk, codes=["profile"])
