"""Which night a moment belongs to, when its reports are locked, and when they are removed (NIGHT-6, 7, 9)."""

from datetime import date, datetime, time, timedelta

from tenants.core.calendar import at_hour, local_day

NOON, SEVEN = time(12), time(7)
KEPT = timedelta(days=90)
WARNED = (timedelta(days=14), timedelta(days=3))  # before they are removed


def night_of(moment: datetime) -> date:
    """Return the date on whose evening the night of a moment began: what is before noon is the night before."""
    day = local_day(moment)
    return day - timedelta(days=1) if moment < at_hour(day, NOON) else day


def morning_after(night: date) -> datetime:
    """Return when a night's reports are locked and told of: at seven, by the clock on the wall, the next morning."""
    return at_hour(night + timedelta(days=1), SEVEN)


def last_day_kept(night: date) -> date:
    """Return the last day on which a night's reports are there: the 90th after the morning they were told of."""
    return night + timedelta(days=1) + KEPT


def warned_on(night: date) -> tuple[date, ...]:
    """Return the days on which the landlord is told that a night's reports are about to be removed."""
    return tuple(last_day_kept(night) - before for before in WARNED)


def removed_at(night: date) -> datetime:
    """Return when a night's reports are removed: at the first moment after the last day they are kept."""
    return at_hour(last_day_kept(night) + timedelta(days=1), time())


def warning_due(night: date, now: datetime) -> int | None:
    """Return how many days before it is removed a night's latest due warning says; None before the first."""
    due = [before.days for before in WARNED if now >= at_hour(last_day_kept(night) - before, SEVEN)]
    return min(due, default=None)


def next_look(night: date, now: datetime) -> datetime:
    """Return the next moment at which a locked case of a night is looked at: a warning, or its removal."""
    moments = [*(at_hour(day, SEVEN) for day in warned_on(night)), removed_at(night)]
    return min((moment for moment in moments if moment > now), default=now)
