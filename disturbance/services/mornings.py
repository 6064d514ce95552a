"""What a landlord's contacts are written: in the morning that there is something to read, and before it is removed.

A mail is a link that needs a login, and says nothing of anybody (NIGHT-7, NIGHT-9). Its key makes a second impossible.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from disturbance.core.nights import last_day_kept, warning_due
from disturbance.models import Contact, NightReading
from tenants.core.calendar import local_day
from tenants.models import Message
from tenants.outbox import Letter, post


def contacts_on(day: date) -> QuerySet[Contact]:
    """Return whom the landlord in scope has named to be written to, on a day."""
    return Contact.objects.filter(Q(until=None) | Q(until__gte=day)).select_related("membership__user").order_by("pk")


def tell(night: date, now: datetime) -> None:
    """Write to each contact that there are reports of a night: once, however many there are."""
    _write("night_reports", night, f"night:{night}:read", now)


def warn(night: date, now: datetime) -> None:
    """Write to each contact that a night's reports are about to be removed, once for each warning that is due."""
    if (days := warning_due(night, now)) is not None:
        _write("night_removed_soon", night, f"night:{night}:{days}", now)


def note_first_reading(night: date, membership: int, now: datetime) -> None:
    """Note when a contact first opened a night; the later times are in the log."""
    contact = contacts_on(local_day(now)).filter(membership=membership).first()
    if contact is not None:
        NightReading.objects.get_or_create(contact=contact, night=night, defaults={"opened_at": now})


def forget(night: date) -> None:
    """Empty what was written of a night; that it was written, and when, stays."""
    Message.objects.filter(key__startswith=f"night:{night}:").update(
        context={}, subject="", body="", to="", mailed_to="", look_again_at=None
    )
    NightReading.objects.filter(night=night).delete()


def _write(kind: str, night: date, key: str, now: datetime) -> None:
    context = {"night": night.isoformat(), "last_day": last_day_kept(night).isoformat()}
    post(
        [
            Letter(kind, f"{key}:{one.pk}", to=one.membership.user.email, context=context)
            for one in contacts_on(local_day(now))
        ],
        now=now,
    )
