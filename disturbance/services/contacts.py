"""Whom of its staff a landlord has named to be written to in the morning, and to read the reports (NIGHT-7)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from disturbance.models import Contact
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.models import Membership
from tenants.outcome import Refused, refused


@transaction.atomic
def name_contact(membership_id: int, *, by: Actor, now: datetime) -> Contact | Refused:
    """Name one of the staff as a contact; one that was ended is a contact again. Refused: `already_named`."""
    member = Membership.objects.select_for_update(no_key=True).get(pk=membership_id)
    row, made = Contact.objects.get_or_create(membership=member)
    if not made and (row.until is None or row.until >= local_day(now)):
        return refused("already_named")
    row.until = None
    row.save(update_fields=["until"])
    _note("contact.named", row, by, now)
    return row


@transaction.atomic
def end_contact(contact_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """End at once that someone is a contact; that she read stays known. Refused: `not_named` (ended already)."""
    row = Contact.objects.select_for_update(no_key=True).get(pk=contact_id)
    if row.until is not None and row.until < local_day(now):
        return refused("not_named")
    row.until = local_day(now) - timedelta(days=1)
    row.save(update_fields=["until"])
    _note("contact.ended", row, by, now)
    return None


def _note(kind: str, row: Contact, by: Actor, now: datetime) -> None:
    record([Fact(kind, f"disturbance.contact:{row.pk}", data={"member": row.membership_id})], by=by, now=now)
