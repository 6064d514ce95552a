"""What `letting` ends when a person is erased, and what stands in the way."""

from datetime import date, datetime

from django.db.models import Q

from letting.core.states import InterestState, OfferState
from letting.models import Debt, Extra, ExtraState, Interest, Lease, LeaseChange, Offer
from letting.models.lease_change import LIVE
from letting.services.change_requests import withdraw_change
from letting.services.extras import withdraw_extra
from letting.services.interests import withdraw_interest
from tenants.actors import Actor
from tenants.models import Person


def in_the_way(person: Person, today: date) -> tuple[str, ...]:
    """Say what of a letting stands in the way: a lease that runs or is to be signed (`lease_runs`, `award_waits`), or
    something that is owed for a home (`debt_unpaid`).
    """
    runs = Q(ends_on=None) | Q(ends_on__gte=today)
    hers = Q(person=person) | Q(resident=person) | Q(co_renter=person)
    leases = Lease.objects.filter(runs, hers, signed_at__isnull=False, annulled_at=None)
    awards = Offer.objects.filter(person=person, state=OfferState.AWARDED)
    debts = Debt.objects.filter(person=person, settled_at=None)
    holds = (("lease_runs", leases.exists()), ("award_waits", awards.exists()), ("debt_unpaid", debts.exists()))
    return tuple(code for code, true in holds if true)


def end_changes(person: Person, by: Actor, now: datetime) -> None:
    """Take back her applications to change leases, where nothing has been signed, and for extras."""
    rows = LeaseChange.objects.filter(LeaseChange.of_person(person), state__in=LIVE).order_by("pk")
    for change in rows.values_list("pk", flat=True):
        withdraw_change(change, person.pk, by=by, now=now)
    asked = Extra.objects.filter(person=person, state=ExtraState.ASKED).order_by("pk")
    for extra in asked.values_list("pk", flat=True):
        withdraw_extra(extra, person.pk, by=by, now=now)


def end_interests(person: Person, by: Actor, now: datetime) -> None:
    """Take back all her interests, listing by listing in their order, so that the next in line is asked; then her
    applications about leases.
    """
    rows = Interest.objects.filter(person=person, state=InterestState.ONGOING).order_by("listing")
    for listing in rows.values_list("listing", flat=True):
        withdraw_interest(listing, person.pk, by=by, now=now)
    end_changes(person, by, now)
