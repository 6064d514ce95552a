"""When saved searches that gather a day are told next."""

from datetime import time

import pytest

from letting.core.alerting import next_daily
from tenants.core.calendar import Calendar
from tests.cast import at

HALF_PAST_SEVEN = time(7, 30)


@pytest.mark.parametrize(
    ("now", "workdays", "next_one"),
    [
        ("05-11 07:29", True, "05-11 07:30"),
        ("05-11 07:30", True, "05-12 07:30"),
        ("05-13 12:00", True, "05-15 07:30"),  # Ascension day is no workday
        ("05-13 12:00", False, "05-14 07:30"),
        ("05-15 08:00", True, "05-18 07:30"),
        ("03-28 08:00", False, "03-29 07:30"),  # the night in which an hour is left out
        ("10-24 08:00", False, "10-25 07:30"),  # and the one in which it comes twice
        ("12-30 23:00", True, "12-31 07:30"),
    ],
)
def test_the_next_daily_mail_goes_at_its_hour_on_its_days(now: str, workdays: bool, next_one: str) -> None:
    calendar = Calendar(eves_are_workdays=True)
    assert next_daily(at(now), HALF_PAST_SEVEN, calendar, workdays=workdays) == at(next_one)
