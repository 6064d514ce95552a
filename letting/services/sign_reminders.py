"""Reminding those who have not signed a lease that follows another, before its last day (LEASE-1, LEASE-6, 8 to 10).

An award is reminded of on the morning of its last day, which is a workday; the last day here may be any, so the
reminder comes on the morning of the last workday before it, while there still is someone to ask.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from letting.models import Lease
from tenants.actors import PORTAL
from tenants.core.calendar import at_hour, local_day, start_of
from tenants.events import Fact, record
from tenants.landlords import rules_today
from tenants.outbox import Letter, post


def reminded_at(last_day: date) -> datetime:
    """Return when those who have not signed are reminded: on the morning of the last workday before the last day."""
    calendar = rules_today(last_day).workdays
    return at_hour(calendar.workday_before(last_day), calendar.letting_hour)


def next_look(last_day: date, now: datetime) -> datetime:
    """Return when a lease that waits for signatures is next looked at: to remind, or when its last day has passed."""
    over = start_of(last_day + timedelta(days=1))
    due = reminded_at(last_day)
    return due if now < due < over else over


def remind_to_sign(unsigned: Mapping[int, Lease], subject: str, *, change: int | None = None, now: datetime) -> None:
    """Remind each who has not signed, of the lease that she is to sign; `change` is the application that wrote it."""
    today, facts, letters = local_day(now), [], []
    for person, lease in unsigned.items():
        last_day = lease.sign_last_day or lease.starts_on
        data = {"kind": "sign_due", "days_left": (last_day - today).days}
        facts.append(Fact("reminder.sent", subject, person, data))
        said = {"street": lease.unit.street, "last_day": last_day.isoformat(), "lease": lease.pk, "change": change}
        letters.append(Letter("sign_soon", f"sign_soon:{lease.pk}:{person}", person, context=said))
    record(facts, by=PORTAL, now=now)
    post(letters, now=now)
