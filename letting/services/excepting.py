"""Exceptions about a listing: someone goes first for a reason, or may want what she else could not (CHECK-19)."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from letting.core.states import InterestState
from letting.models import Interest, Listing
from letting.services.loading import EXCEPTED, RANKING, lock_listing
from queues.models import Exemption
from queues.services.exemptions import confirm_exemption, end_exemption, grant_exemption
from tenants.actors import Actor
from tenants.outcome import Refused

SUBJECT = "letting.listing:"


@transaction.atomic
def except_applicant(
    person_id: int, rule: str, *, listing_id: int | None, cause: str, reason: str, by: Actor, now: datetime
) -> Exemption | Refused:
    """Except an applicant from a rule; from the ranking only for one listing, where she then goes first.

    Refused: as `grant_exemption`; `not_open` (the ranking of no listing).
    """
    if rule == RANKING and listing_id is None:
        return Refused(("not_open",))
    listing = lock_listing(listing_id) if listing_id is not None else None
    subject = listing.subject if listing else ""
    made = grant_exemption(person_id, rule, subject=subject, cause=cause, reason=reason, by=by, now=now)
    if isinstance(made, Exemption) and made.confirmed_at is not None and listing is not None:
        put_first(listing, made)
    return made


@transaction.atomic
def confirm(exemption_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Confirm another's exception. Refused: as `confirm_exemption`."""
    row = Exemption.objects.get(pk=exemption_id)
    listing = _listing_of(row)
    outcome = confirm_exemption(exemption_id, by=by, now=now)
    if outcome is None and listing is not None:
        put_first(listing, row)
    return outcome


@transaction.atomic
def end(exemption_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """End an exception. Who was put first after the ranking was fixed waits in her place again, if not asked yet.

    Refused: as `end_exemption`.
    """
    row = Exemption.objects.get(pk=exemption_id)
    listing = _listing_of(row)
    outcome = end_exemption(exemption_id, by=by, now=now)
    if outcome is None and listing is not None and row.rule == RANKING:
        ended = listing.advert_ended_at
        if ended is not None and row.confirmed_at is not None and row.confirmed_at > ended:
            _waiting(listing, row).filter(ahead=EXCEPTED).update(ahead=0)
    return outcome


def put_first(listing: Listing, exemption: Exemption) -> None:
    """Let an excepted applicant be asked before the others when the ranking is fixed already."""
    if exemption.rule != RANKING:
        return
    _waiting(listing, exemption).update(ahead=EXCEPTED)


def _listing_of(exemption: Exemption) -> Listing | None:
    """Lock the one listing that an exception is for, if it is for one."""
    if not exemption.subject.startswith(SUBJECT):
        return None
    return lock_listing(int(exemption.subject.removeprefix(SUBJECT)))


def _waiting(listing: Listing, exemption: Exemption) -> QuerySet[Interest]:
    return Interest.objects.filter(
        listing=listing, cycle=listing.cycle, person=exemption.person_id, state=InterestState.ONGOING, round=None
    )
