"""Workdays and periods: which day is the last, and when is a passed day acted on.

Pure. Everything here speaks of *last days, inclusive*, in Stockholm's local time (TIME-1);
an instant is derived from a day once, at the end, so a summer-time shift changes no day.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays.countries.sweden import Sweden

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a period is counted in (TIME-5)."""

    WORKDAYS = "workdays"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Period:
    """A length and its unit, "4 workdays" (TIME-5)."""

    length: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read "4 workdays", "7 days" or "3 months"; raise ValueError with a sentence for anything else."""
        number, _, unit = text.strip().partition(" ")
        known = [member.value for member in Unit]
        if not number.isdigit() or int(number) < 1 or unit not in known:
            raise ValueError(f"a period is a whole number from 1 and one of {', '.join(known)}, not {text!r}")
        return cls(int(number), Unit(unit))

    def __str__(self) -> str:
        return f"{self.length} {self.unit.value}"


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later; a day that the month lacks becomes its last day (TIME-5)."""
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def local_day(moment: datetime) -> date:
    """Return the Stockholm day on which a moment falls (TIME-1)."""
    return moment.astimezone(STOCKHOLM).date()


def at_hour(day: date, hour: time) -> datetime:
    """Return the instant of a local wall-clock time on a day."""
    return datetime.combine(day, hour, STOCKHOLM)


def start_of(day: date) -> datetime:
    """Return 00:00 local time of a day: the first instant that is too late for the day before (TIME-1)."""
    return at_hour(day, time())


def later(moment: datetime, span: timedelta) -> datetime:
    """Return the moment so much time later (a negative span: earlier), in UTC, also in a night when the clocks change.

    `moment + span` of a local time moves the hands instead: 15 minutes after 02:50 would be 75 when summer time ends.
    """
    return moment.astimezone(UTC) + span


@lru_cache(maxsize=512)
def _public_holidays(year: int, *, with_eves: bool) -> frozenset[date]:
    categories = ("public", "de_facto") if with_eves else ("public",)
    return frozenset(Sweden(years=year, categories=categories, include_sundays=False))


@dataclass(frozen=True, slots=True)
class Calendar:
    """One landlord's workdays and letting hour (TIME-2, TIME-6)."""

    closed_days: frozenset[date] = field(default_factory=frozenset)
    eves_are_workdays: bool = False
    letting_hour: time = time(8)

    def is_workday(self, day: date) -> bool:
        """Say whether a day is a workday (TIME-2)."""
        free = _public_holidays(day.year, with_eves=not self.eves_are_workdays)
        return day.weekday() < 5 and day not in free and day not in self.closed_days

    def workdays_from(self, day: date) -> Iterator[date]:
        """Yield the workdays from a day on, that day included if it is one."""
        while True:
            if self.is_workday(day):
                yield day
            day += ONE_DAY

    def workday_from(self, day: date) -> date:
        """Return the day itself if it is a workday, else the next workday."""
        return next(self.workdays_from(day))

    def workday_after(self, day: date) -> date:
        """Return the first workday after a day."""
        return self.workday_from(day + ONE_DAY)

    def workday_before(self, day: date) -> date:
        """Return the last workday before a day."""
        day -= ONE_DAY
        while not self.is_workday(day):
            day -= ONE_DAY
        return day

    def last_day_starting(self, day: date, period: Period) -> date:
        """Return the last day of a period that starts on a day, that day counted (TIME-3)."""
        match period.unit:
            case Unit.WORKDAYS:
                return self._nth_workday(day, period.length)
            case Unit.DAYS:
                return day + (period.length - 1) * ONE_DAY
            case Unit.MONTHS:
                return add_months(day, period.length) - ONE_DAY

    def last_day_after(self, day: date, period: Period) -> date:
        """Return the last day of a period that runs from an event on a day, that day not counted (TIME-4)."""
        match period.unit:
            case Unit.WORKDAYS:
                return self._nth_workday(day + ONE_DAY, period.length)
            case Unit.DAYS:
                return day + period.length * ONE_DAY
            case Unit.MONTHS:
                return add_months(day, period.length)

    def acted_on_at(self, last_day: date) -> datetime:
        """Return when a passed last day is acted on: the letting hour of the next workday (TIME-6)."""
        return at_hour(self.workday_after(last_day), self.letting_hour)

    def workdays_left(self, today: date, last_day: date) -> int:
        """Count the workdays from today to the last day, both counted; 0 when it has passed."""
        days = (last_day - today).days + 1
        return sum(self.is_workday(today + n * ONE_DAY) for n in range(max(days, 0)))

    def _nth_workday(self, day: date, number: int) -> date:
        workdays = self.workdays_from(day)
        for _ in range(number - 1):
            next(workdays)
        return next(workdays)
