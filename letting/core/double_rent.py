"""What it costs to have two homes for a while: from the day of a notice to the end of the old lease. Pure.

A renter's notice ends the lease at the month's end, at the earliest so many months after it was given (the tenancy
code, chapter 12, sections 4 and 5): with three months, given on 15 or 31 March to 30 June, given on 1 April to 31 July.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tenants.core.calendar import ONE_DAY, add_months

LAW = 3  # months: the longest notice that binds a renter


@dataclass(frozen=True, slots=True)
class Month:
    """The days of one month on which both homes are paid for, and what each costs then, in whole kronor."""

    first: date
    last: date
    old: int
    new: int

    @property
    def days(self) -> int:
        """Return how many days they are."""
        return (self.last - self.first).days + 1

    @property
    def whole(self) -> bool:
        """Say whether it is a whole month."""
        return self.days == monthrange(self.first.year, self.first.month)[1]


@dataclass(frozen=True, slots=True)
class DoubleRent:
    """When the old lease ends, and the months in which both are paid for; none where they do not meet."""

    old_ends: date
    months: tuple[Month, ...]

    @property
    def days(self) -> int:
        """Return the number of days on which both are paid for."""
        return sum(month.days for month in self.months)

    @property
    def old(self) -> int:
        """Return what the old home costs in that time: what one pays without living there."""
        return sum(month.old for month in self.months)

    @property
    def new(self) -> int:
        """Return what the new home costs in that time."""
        return sum(month.new for month in self.months)

    def without(self, move_in: date) -> int:
        """Return how many days one would be without a home, where the old lease ends before the new one begins."""
        return max((move_in - self.old_ends).days - 1, 0)


def old_lease_ends(given: date, months: int) -> date:
    """Return the last day of a lease after a notice: a month's end, at least so many months after it was given."""
    later = add_months(given, months)
    return later.replace(day=monthrange(later.year, later.month)[1])


def double_rent(*, rent: int, new_rent: int, months: int, given: date, move_in: date) -> DoubleRent:
    """Return what it costs to move on a day, with rents in kronor a month and a notice given on another day."""
    return overlap(rent=rent, new_rent=new_rent, ends=old_lease_ends(given, months), move_in=move_in)


def overlap(*, rent: int, new_rent: int, ends: date, move_in: date) -> DoubleRent:
    """Return what it costs to move on a day when the old lease ends on another."""
    return DoubleRent(ends, tuple(_month(first, last, rent, new_rent) for first, last in _months(move_in, ends)))


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        end = min(first.replace(day=monthrange(first.year, first.month)[1]), last)
        yield first, end
        first = end + ONE_DAY


def _month(first: date, last: date, old: int, new: int) -> Month:
    days, of = (last - first).days + 1, monthrange(first.year, first.month)[1]
    return Month(first, last, round(old * days / of), round(new * days / of))
