"""What becomes of a home whose lease ends: a draft of its next advert, ready to be published."""

from datetime import datetime, timedelta

from django.db.models import Exists, QuerySet

from letting.core.states import OPEN, ListingState
from letting.models import HomeClaim, Lease, Listing, Notice, ShownBy, Unit, UnitKind
from letting.services.claimed import LIVE
from letting.services.publishing import withdraw_listing
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.models import Person, Ruleset
from tenants.outcome import Refused

UNDONE = "Uppsägningen är återtagen."
KEPT = "En av hyresgästerna bor kvar."


def draft_of(notice: Notice, *, now: datetime) -> Listing | None:
    """Return the draft of the next advert, made or brought up to date: free from the day after the lease's last.

    The renter's name and telephone are in it only if she shows the home, and never a protected person's. None where
    the home is advertised already, is claimed by one who stays, or is no home.
    """
    unit = notice.lease.unit
    if HomeClaim.objects.filter(notice=notice.pk, state__in=LIVE).exists():
        return None
    live = live_listings_of(unit.pk).order_by("-pk").first()
    if unit.kind != UnitKind.APARTMENT or (live is not None and live.state != ListingState.DRAFT):
        return None
    draft = live or Listing(unit=unit, scheme=scheme_of_home(unit, now))
    draft.move_in = notice.ends_on + timedelta(days=1)
    draft.shown_by, draft.contact_name, draft.contact_phone = ShownBy.LANDLORD, "", ""
    renter = Person.objects.get(pk=notice.person_id)
    if notice.shows_home and not renter.protected:
        draft.shown_by, draft.contact_name, draft.contact_phone = ShownBy.TENANT, renter.full_name, renter.phone
    draft.save()
    return draft


def live_listings_of(unit_id: int) -> QuerySet[Listing]:
    """Return what is drafted or under way of a home's lettings."""
    return Listing.objects.filter(unit=unit_id, state__in=[*OPEN, ListingState.DRAFT])


def take_draft_back(notice: Notice, *, why: str = UNDONE, by: Actor, now: datetime) -> bool:
    """Withdraw the draft of an advert whose notice is undone; say whether that could be, for it is no draft any more
    once it is published.
    """
    if notice.listing is None or notice.listing.state == ListingState.WITHDRAWN:
        return True
    if notice.listing.state != ListingState.DRAFT:
        return False
    return not isinstance(withdraw_listing(notice.listing.pk, reason=why, by=by, now=now), Refused)


def is_taken(notice: Notice) -> bool:
    """Say whether a home under notice is advertised, or let to someone else from after the notice."""
    unit = notice.lease.unit_id
    advertised = live_listings_of(unit).exclude(state=ListingState.DRAFT)
    next_ones = Lease.objects.filter(unit=unit, annulled_at=None, made_at__gte=notice.given_at)
    let = next_ones.exclude(pk=notice.lease_id)
    return Unit.objects.filter(Exists(advertised) | Exists(let), pk=unit).exists()


def scheme_of_home(unit: Unit, now: datetime) -> str:
    """Return how the home was let the last time, if it still can be, else the first way that homes are advertised."""
    schemes = Ruleset.in_force(local_day(now)).rules.schemes
    last = Listing.objects.filter(unit=unit).order_by("-pk").values_list("scheme", flat=True).first()
    advertised = [slug for slug, rules in schemes.items() if unit.kind in rules.kinds and rules.advertising]
    return last if last in advertised else advertised[0] if advertised else next(iter(schemes))
