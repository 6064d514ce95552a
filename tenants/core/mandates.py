"""When one may act for another: the ages, the numbers and the days. Pure."""

from datetime import date

from tenants.core.calendar import Period, Unit, add_months

OF_AGE = 18
ANSWER_WITHIN = Period(14, Unit.DAYS)
LIVE_AT_MOST = 3  # asked or accepted, for one person
ASKED_A_DAY = 5
LONGEST = 12 * 5  # months that one may say yes to at once
WORDING_VERSION = "1"


def is_of_age(born: date, day: date) -> bool:
    """Say whether someone is of age on a day: whoever binds another is."""
    return add_months(born, 12 * OF_AGE) <= day


def in_force(ends_on: date | None, day: date) -> bool:
    """Say whether a mandate that ends on a day, that one included, holds on another."""
    return ends_on is None or day <= ends_on


def bad_end(ends_on: date | None, today: date) -> bool:
    """Say whether a last day is none: passed, or farther off than anyone can see."""
    return ends_on is not None and not today <= ends_on <= add_months(today, LONGEST)
