"""A landlord becomes a night service's customer, and ceases to be one (NIGHT-10)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from disturbance.models import Customer, NightService
from tenants.actors import PORTAL
from tenants.events import Fact, record
from tenants.models import Landlord
from tenants.outcome import Refused, refused
from tenants.scoping import scope


@transaction.atomic
def begin_custom(service: NightService, landlord: Landlord, *, since: date, now: datetime) -> Customer | Refused:
    """Let a service work for a landlord from a day. Refused: `already_a_customer` (of any, on that day or later)."""
    Landlord.objects.select_for_update(no_key=True).get(pk=landlord.pk)
    with scope(landlord.pk):
        if Customer.objects.filter(Q(until=None) | Q(until__gte=since)).exists():
            return refused("already_a_customer")
        row = Customer.objects.create(landlord=landlord, service=service, since=since)
        _note("customer.begun", row, now, valid_from=since)
        return row


@transaction.atomic
def end_custom(service: NightService, landlord: Landlord, *, until: date, now: datetime) -> Customer | Refused:
    """End after a day that a service works for a landlord. Refused: `no_customer`, `until_before_since`."""
    Landlord.objects.select_for_update(no_key=True).get(pk=landlord.pk)
    with scope(landlord.pk):
        row = Customer.objects.filter(service=service, until=None).first()
        if row is None:
            return refused("no_customer")
        if until < row.since:
            return refused("until_before_since")
        row.until = until
        row.save(update_fields=["until"])
        _note("customer.ended", row, now, until=until)
        return row


def _note(kind: str, row: Customer, now: datetime, **data: Any) -> None:
    record([Fact(kind, f"disturbance.customer:{row.pk}", data=data)], by=PORTAL, now=now)
