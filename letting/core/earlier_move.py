"""On which days may the next renter move in earlier, if both agree? (LEASE-5). Pure."""

from datetime import date

from tenants.core.calendar import ONE_DAY, add_months
from tenants.rulesets.tenancy_rules import EarlierMoveIn


def turns(rules: EarlierMoveIn, *, today: date, ends_on: date) -> tuple[date, ...]:
    """Return the turns of the month to choose between, the nearest first; none when it is too late.

    Each is after today, and at least so many months before the day after the old lease's last. With one month: a
    lease that ends on 31 August, seen on 20 May, may be taken over on 1 June, 1 July or 1 August.
    """
    latest = add_months(ends_on + ONE_DAY, -rules.months_earlier).replace(day=1)
    day, found = add_months(today.replace(day=1), 1), list[date]()
    while day <= latest:
        found.append(day)
        day = add_months(day, 1)
    return tuple(found)
