"""Two who are on a case at night are asked, again and again, whether all is well; who does not answer is looked for."""

from __future__ import annotations

from datetime import datetime, timedelta

from tenants.core.calendar import later

EVERY = timedelta(minutes=15)


def asked_by(before: datetime | None, heard_at: datetime) -> datetime:
    """Return when a crew is asked next that was heard from; what comes late from a telephone makes it no earlier."""
    due = later(heard_at, EVERY)
    return due if before is None else max(before, due)


def minutes_overdue(check_in_by: datetime | None, now: datetime) -> int | None:
    """Return the whole minutes since a crew should have been heard from; None while it has time, or is not asked."""
    if check_in_by is None or now <= check_in_by:
        return None
    return int((now - check_in_by).total_seconds() // 60)
