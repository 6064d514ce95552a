"""TIME-8, QUEUE-2, 6, 7, 11: points from dates, their lapse and its reminders, to the day and the second."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queues.core.points import Look, Standing, look, points_date, points_on, safe_until
from queues.core.registering import age_on, reasons_not_to_register
from tenants.core.calendar import Period
from tenants.rulesets import parse, presets

STOCKHOLM = ZoneInfo("Europe/Stockholm")
YEAR = Period.parse("12 months")
HOUSING = parse(presets()["kopparstaden"].read_text(encoding="utf-8")).queues["housing"]


def at(day: date, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute, second), STOCKHOLM)


def seen(standing: Standing, now: datetime, reminded_at: datetime | None = None) -> Look:
    return look(standing, reminder_days=(30, 7, 1), reminded_at=reminded_at, hour=time(8), now=now)


def test_points_are_none_on_the_points_date_and_one_the_day_after_time_8() -> None:
    standing = Standing(date(2026, 5, 11), date(2026, 5, 11))
    assert [points_on(standing, date(2026, 5, 11 + n)) for n in range(3)] == [0, 1, 2]


def test_the_published_example_of_the_login_rule_queue_6() -> None:
    standing = Standing(date(2010, 1, 1), active_on=date(2024, 2, 1), keep=YEAR)
    assert safe_until(standing) == date(2025, 1, 31)
    assert points_date(standing, date(2025, 1, 31)) == date(2010, 1, 1)
    assert points_date(standing, date(2025, 2, 1)) == date(2025, 2, 1)


def test_a_lapse_counts_from_midnight_whether_or_not_its_step_has_run_queue_11() -> None:
    standing = Standing(date(2010, 1, 1), active_on=date(2024, 2, 1), keep=YEAR)
    assert seen(standing, at(date(2025, 1, 31), 23, 59, 59)).lapsed_from is None
    assert seen(standing, at(date(2025, 2, 1))).lapsed_from == date(2025, 2, 1)
    assert points_on(standing, date(2025, 3, 1)) == 28


def test_reminders_go_thirty_seven_and_one_days_before_the_last_day_at_eight_queue_11() -> None:
    standing = Standing(date(2010, 1, 1), active_on=date(2024, 2, 1), keep=YEAR)
    now, reminded, heard = at(date(2024, 12, 1), 9), None, []
    while now < at(date(2025, 2, 1)):
        found = seen(standing, now, reminded)
        if found.remind_days_left is not None:
            heard.append((now, found.remind_days_left))
            reminded = now
            found = seen(standing, now, reminded)
        assert found.look_again_at is not None
        now = found.look_again_at
    assert heard == [
        (at(date(2025, 1, 1), 8), 30),
        (at(date(2025, 1, 24), 8), 7),
        (at(date(2025, 1, 30), 8), 1),
    ]


def test_after_an_outage_one_reminder_goes_with_the_days_really_left() -> None:
    standing = Standing(date(2010, 1, 1), active_on=date(2024, 2, 1), keep=YEAR)
    assert seen(standing, at(date(2025, 1, 28), 10)).remind_days_left == 3


def test_a_login_takes_the_reminders_back() -> None:
    standing = Standing(date(2010, 1, 1), active_on=date(2025, 1, 29), keep=YEAR)
    assert seen(standing, at(date(2025, 1, 30), 8)) == Look(None, None, at(date(2025, 12, 29), 8))


def test_points_that_never_lapse_are_never_looked_at_again() -> None:
    assert seen(Standing(date(2010, 1, 1), date(2010, 1, 1)), at(date(2026, 1, 1))) == Look(None, None, None)


@given(st.dates(date(2000, 1, 1), date(2026, 1, 1)), st.integers(0, 4000), st.integers(0, 4000))
def test_points_never_exceed_the_days_in_line_and_grow_by_one_a_day_until_a_lapse(
    since: date, idle: int, later: int
) -> None:
    standing = Standing(since, since + timedelta(days=idle), YEAR)
    day = since + timedelta(days=later)
    today, tomorrow = points_on(standing, day), points_on(standing, day + timedelta(days=1))
    assert 0 <= today <= later
    assert tomorrow in (today + 1, 0)


@given(st.dates(date(2000, 1, 1), date(2026, 1, 1)), st.integers(0, 3000))
def test_acting_on_a_lapse_changes_no_points(since: date, later: int) -> None:
    standing, day = Standing(since, since, YEAR), since + timedelta(days=later)
    acted_on = replace(standing, points_from=points_date(standing, day))
    assert points_on(acted_on, day) == points_on(standing, day)


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2010, 5, 11), date(2026, 5, 10), 15),
        (date(2010, 5, 11), date(2026, 5, 11), 16),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
        (date(2008, 2, 29), date(2024, 2, 28), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
    ],
)
def test_ages_are_to_the_day_queue_2(born: date, day: date, years: int) -> None:
    assert age_on(born, day) == years


def test_every_reason_against_a_registration_is_told_at_once_queue_2_and_4() -> None:
    reasons = reasons_not_to_register(
        HOUSING, born=date(2012, 1, 1), has_personal_number=False, already=True, day=date(2026, 5, 11)
    )
    assert reasons == ("already_registered", "too_young", "no_personal_number")


def test_one_may_register_on_the_sixteenth_birthday_queue_2() -> None:
    def told(day: date) -> tuple[str, ...]:
        return reasons_not_to_register(
            HOUSING, born=date(2010, 5, 11), has_personal_number=True, already=False, day=day
        )

    assert (told(date(2026, 5, 10)), told(date(2026, 5, 11))) == (("too_young",), ())
