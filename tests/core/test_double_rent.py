"""Two homes for a while: to the day and the krona."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letting.core.double_rent import Month, double_rent, old_lease_ends


@pytest.mark.parametrize(
    ("given_on", "months", "ends"),
    [
        (date(2026, 3, 15), 3, date(2026, 6, 30)),
        (date(2026, 3, 31), 3, date(2026, 6, 30)),
        (date(2026, 4, 1), 3, date(2026, 7, 31)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
    ],
)
def test_a_notice_ends_the_lease_at_the_months_end_so_many_months_after(
    given_on: date, months: int, ends: date
) -> None:
    assert old_lease_ends(given_on, months) == ends


def test_both_are_paid_from_the_day_of_moving_in_to_the_end_of_the_old_lease() -> None:
    found = double_rent(rent=6500, new_rent=7200, months=3, given=date(2026, 3, 15), move_in=date(2026, 5, 18))
    assert found.months == (
        Month(date(2026, 5, 18), date(2026, 5, 31), old=2935, new=3252),
        Month(date(2026, 6, 1), date(2026, 6, 30), old=6500, new=7200),
    )
    assert (found.days, found.old, found.new, found.without(date(2026, 5, 18))) == (44, 9435, 10452, 0)
    assert [month.whole for month in found.months] == [False, True]


def test_moving_in_the_day_after_costs_nothing_twice_and_later_leaves_days_without_a_home() -> None:
    even = double_rent(rent=6500, new_rent=7200, months=3, given=date(2026, 3, 15), move_in=date(2026, 7, 1))
    assert (even.months, even.old, even.without(date(2026, 7, 1))) == ((), 0, 0)
    assert even.without(date(2026, 7, 15)) == 14


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 3), st.integers(-400, 400))
def test_every_day_of_both_is_counted_once(given_on: date, months: int, later: int) -> None:
    move_in = given_on + timedelta(days=later)
    found = double_rent(rent=6000, new_rent=9000, months=months, given=given_on, move_in=move_in)
    assert found.days == max((found.old_ends - move_in).days + 1, 0)
    assert not (found.months and found.without(move_in))
