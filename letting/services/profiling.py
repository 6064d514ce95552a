"""The profile that a yes may need: asked for with its last day, and what its want closes (CHECK-2)."""

from datetime import datetime

from letting.core.states import ClosedBecause, OfferState
from letting.models import Listing, Offer
from letting.services.closing import close_offers
from letting.services.ledger import Ledger
from letting.services.loading import rules_of, scheme_of
from tenants.core.calendar import local_day


def ask_for_profile(listing: Listing, offer: Offer, *, ledger: Ledger, now: datetime) -> None:
    """Ask for the profile after a yes, where the scheme wants one; its last day is frozen with the first yes."""
    period = scheme_of(listing).profile
    if period is None or offer.profile_last_day is not None:
        return
    offer.profile_last_day = rules_of(listing).workdays.last_day_after(local_day(now), period)
    offer.save(update_fields=["profile_last_day"])
    ledger.letter("profile_wanted", offer.person_id, str(offer.pk), offer=offer.pk, last_day=offer.profile_last_day)


def close_without_profile(listing: Listing, offers: tuple[int, ...], *, ledger: Ledger, now: datetime) -> None:
    """Close offers whose profile did not come in time (CHECK-2)."""
    rows = list(Offer.objects.filter(pk__in=offers).order_by("rank").values_list("pk", "interest", "person"))
    for pk, _, person in rows:
        ledger.letter("profile_missing", person, str(pk), offer=pk)
    close_offers(rows, OfferState.FAILED, ClosedBecause.PROFILE_MISSING, ledger=ledger, now=now)
