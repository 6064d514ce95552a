"""When a round of saved searches is told next. Pure."""

from datetime import date, datetime, time, timedelta

from tenants.core.calendar import ONE_DAY, Calendar, at_hour, local_day

# So long a publication may take from its moment to its commit. What was published within it is looked at again.
LATE = timedelta(hours=1)


def next_daily(now: datetime, hour: time, calendar: Calendar, *, workdays: bool) -> datetime:
    """Return the first moment after now at which the mail that gathers a day goes."""
    day = local_day(now)
    if at_hour(day, hour) <= now:
        day += ONE_DAY
    return at_hour(_on(day, calendar, workdays=workdays), hour)


def _on(day: date, calendar: Calendar, *, workdays: bool) -> date:
    return calendar.workday_from(day) if workdays else day
