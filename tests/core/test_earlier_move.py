"""On which days the next renter may move in earlier: lease's end by day seen. LEASE-5."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letting.core.earlier_move import turns
from tenants.core.calendar import ONE_DAY, add_months
from tenants.rulesets import parse, presets
from tenants.rulesets.tenancy_rules import EarlierMoveIn

RULES = {slug: parse(path.read_text(encoding="utf-8")).tenancy.earlier_move_in for slug, path in presets().items()}
ONE = EarlierMoveIn()


def days(today: str, ends_on: str, months: int = 1) -> list[str]:
    rules = EarlierMoveIn(months_earlier=months)
    found = turns(rules, today=date.fromisoformat(today), ends_on=date.fromisoformat(ends_on))
    return [day.isoformat() for day in found]


@pytest.mark.parametrize(
    ("today", "ends_on", "months", "told"),
    [
        ("2026-05-20", "2026-08-31", 1, ["2026-06-01", "2026-07-01", "2026-08-01"]),
        ("2026-05-31", "2026-08-31", 1, ["2026-06-01", "2026-07-01", "2026-08-01"]),
        ("2026-06-01", "2026-08-31", 1, ["2026-07-01", "2026-08-01"]),
        ("2026-07-31", "2026-08-31", 1, ["2026-08-01"]),
        ("2026-08-01", "2026-08-31", 1, []),
        ("2026-05-20", "2026-08-31", 2, ["2026-06-01", "2026-07-01"]),
        ("2026-05-20", "2026-06-30", 1, ["2026-06-01"]),
        ("2026-11-15", "2027-02-28", 1, ["2026-12-01", "2027-01-01", "2027-02-01"]),
        ("2027-12-31", "2028-02-29", 1, ["2028-01-01", "2028-02-01"]),  # a leap year
        ("2026-05-20", "2026-08-15", 1, ["2026-06-01", "2026-07-01"]),  # an end of its own: a whole month before it
        ("2026-05-20", "2026-05-31", 1, []),
    ],
)
def test_lease_5_turns_of_the_month_at_least_a_month_earlier(
    today: str, ends_on: str, months: int, told: list[str]
) -> None:
    assert days(today, ends_on, months) == told


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 300), st.integers(1, 3))
def test_every_day_is_a_turn_after_today_and_so_many_months_before_the_end(
    today: date, ahead: int, months: int
) -> None:
    ends_on = today + ahead * ONE_DAY
    for day in turns(EarlierMoveIn(months_earlier=months), today=today, ends_on=ends_on):
        assert day.day == 1
        assert today < day
        assert add_months(day, months) <= ends_on + ONE_DAY


def test_the_landlords_that_have_it() -> None:
    assert {slug for slug, rules in RULES.items() if rules} == {"tunabyggen"}
