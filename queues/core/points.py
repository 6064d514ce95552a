"""Queue points from dates: what they are on a day, until when they are safe, and when that is to be looked at.

Pure. Points are never stored (TIME-8); a lapse that nobody has acted on yet has happened all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from tenants.core.calendar import ONE_DAY, Calendar, Period, at_hour, local_day, start_of


class Reset(StrEnum):
    """Why points began anew (QUEUE-6, 7, 9, 10). Both transfers of a lease are one."""

    INACTIVE = "inactive"
    NOT_RENEWED = "not_renewed"
    LEASE = "lease"
    NOTICE = "notice"
    SWAP = "swap"
    ADDED = "added"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a registration's points follow from.

    `points_from` is the points date, 0 points on it. `active_on` is the last act that keeps the points, within
    `keep` (QUEUE-6, QUEUE-7); without `keep` they never lapse.
    """

    points_from: date
    active_on: date
    keep: Period | None = None


def safe_until(standing: Standing) -> date | None:
    """Return the last day on which the points are kept without a new act; None where they never lapse (QUEUE-6)."""
    if standing.keep is None:
        return None
    # A period that runs from the act's day: twelve months from 1 February end on 31 January.
    return Calendar().last_day_starting(max(standing.active_on, standing.points_from), standing.keep)


def points_date(standing: Standing, day: date) -> date:
    """Return the points date as it is on a day, the lapses until then counted (QUEUE-6)."""
    while (last_day := safe_until(standing)) is not None and last_day < day:
        standing = replace(standing, points_from=last_day + ONE_DAY)
    return standing.points_from


def points_on(standing: Standing, day: date) -> int:
    """Return the points on a day: one per day since the points date, 0 on that day (TIME-8)."""
    return max((day - points_date(standing, day)).days, 0)


@dataclass(frozen=True, slots=True)
class Look:
    """What is due for a registration now, and when to look again."""

    lapsed_from: date | None
    remind_days_left: int | None
    look_again_at: datetime | None


def look(
    standing: Standing, *, reminder_days: Sequence[int], reminded_at: datetime | None, hour: time, now: datetime
) -> Look:
    """Say whether points lapsed, or a reminder is due, and when to look again (QUEUE-6, QUEUE-11).

    Of several reminders that an outage held back, one goes, with the days really left.
    """
    today = local_day(now)
    lapsed_to = points_date(standing, today)
    lapsed = lapsed_to if lapsed_to != standing.points_from else None
    after = replace(standing, points_from=lapsed_to)
    last_day = safe_until(after)
    if last_day is None:
        return Look(lapsed, None, None)
    marks = sorted(at_hour(last_day - days * ONE_DAY, hour) for days in reminder_days)
    missed = [mark for mark in marks if mark <= now and (reminded_at is None or mark > reminded_at)]
    active_since = start_of(max(after.active_on, after.points_from))
    due = any(mark > active_since for mark in missed)
    coming = [mark for mark in marks if mark > now]
    return Look(
        lapsed_from=lapsed,
        remind_days_left=(last_day - today).days if due else None,
        look_again_at=min([*coming, start_of(last_day + ONE_DAY)]),
    )
