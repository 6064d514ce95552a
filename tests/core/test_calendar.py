"""TIME-1 to 6: workdays, periods, last days and when they are acted on. The dates are the field's own."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.core.calendar import Calendar, Period, Unit, add_months, later, local_day, start_of

CALENDAR = Calendar()
STOCKHOLM = ZoneInfo("Europe/Stockholm")
days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def workdays(number: int) -> Period:
    return Period(number, Unit.WORKDAYS)


@pytest.mark.parametrize(
    ("event", "number", "last"),
    [
        (date(2026, 12, 22), 4, date(2026, 12, 30)),
        (date(2026, 12, 22), 2, date(2026, 12, 28)),
        (date(2026, 4, 1), 4, date(2026, 4, 9)),
        (date(2026, 6, 17), 4, date(2026, 6, 24)),
        (date(2027, 5, 4), 2, date(2027, 5, 7)),
        (date(2026, 5, 19), 2, date(2026, 5, 21)),
    ],
)
def test_workdays_from_an_event_start_the_day_after_it_time_4(event: date, number: int, last: date) -> None:
    assert CALENDAR.last_day_after(event, workdays(number)) == last


def test_the_worked_example_over_ascension_day_time_3() -> None:
    advert = CALENDAR.last_day_starting(date(2026, 5, 11), workdays(4))
    offers = CALENDAR.acted_on_at(advert)
    viewing = CALENDAR.last_day_starting(offers.date(), workdays(4))
    over = CALENDAR.acted_on_at(viewing)
    answers = CALENDAR.last_day_starting(over.date(), workdays(2))
    assert (advert, offers, viewing, over, answers, CALENDAR.acted_on_at(answers)) == (
        date(2026, 5, 15),
        datetime(2026, 5, 18, 8, tzinfo=STOCKHOLM),
        date(2026, 5, 21),
        datetime(2026, 5, 22, 8, tzinfo=STOCKHOLM),
        date(2026, 5, 25),
        datetime(2026, 5, 26, 8, tzinfo=STOCKHOLM),
    )


def test_a_period_that_starts_on_a_saturday_begins_on_monday_time_3() -> None:
    assert CALENDAR.last_day_starting(date(2026, 5, 16), workdays(1)) == date(2026, 5, 18)


@pytest.mark.parametrize(
    "day",
    [date(2026, 1, 1), date(2026, 1, 6), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14),
     date(2026, 6, 19), date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 31), date(2026, 10, 31)],
)  # fmt: skip
def test_holidays_and_the_three_eves_are_no_workdays_time_2(day: date) -> None:
    assert not CALENDAR.is_workday(day)


@pytest.mark.parametrize("day", [date(2026, 4, 2), date(2026, 4, 30), date(2026, 1, 5)])
def test_maundy_thursday_walpurgis_and_twelfth_night_eve_are_workdays(day: date) -> None:
    assert CALENDAR.is_workday(day)


def test_a_landlord_can_work_on_the_eves_and_close_on_days_of_its_own_time_2() -> None:
    own = Calendar(closed_days=frozenset({date(2026, 5, 15)}), eves_are_workdays=True)
    assert own.is_workday(date(2026, 12, 24))
    assert not own.is_workday(date(2026, 5, 15))
    assert own.last_day_starting(date(2026, 5, 11), workdays(4)) == date(2026, 5, 18)


@pytest.mark.parametrize(
    ("day", "months", "to"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 1), 12, date(2025, 2, 1)),
    ],
)
def test_a_day_that_the_month_lacks_becomes_its_last_day_time_5(day: date, months: int, to: date) -> None:
    assert add_months(day, months) == to


@pytest.mark.parametrize(
    ("moment", "minutes", "utc"),
    [
        (datetime(2027, 10, 31, 2, 50, tzinfo=STOCKHOLM), 15, (1, 5)),
        (datetime(2027, 10, 31, 2, 5, tzinfo=STOCKHOLM, fold=1), -10, (0, 55)),
        (datetime(2027, 3, 28, 1, 50, tzinfo=STOCKHOLM), 15, (1, 5)),
        (datetime(2027, 3, 28, 3, 5, tzinfo=STOCKHOLM), -10, (0, 55)),
    ],
)
def test_a_span_is_as_long_in_the_nights_when_the_clocks_change_time_1(
    moment: datetime, minutes: int, utc: tuple[int, int]
) -> None:
    assert later(moment, timedelta(minutes=minutes)) == datetime(*moment.date().timetuple()[:3], *utc, tzinfo=UTC)


@pytest.mark.parametrize("night", [date(2027, 3, 28), date(2027, 10, 31)])
def test_summer_time_changes_nothing_about_which_day_it_is_time_1(night: date) -> None:
    first = start_of(night)
    assert (local_day(first), local_day(first.astimezone(ZoneInfo("UTC")))) == (night, night)
    last = datetime.combine(night, time(23, 59, 59), STOCKHOLM)
    assert local_day(last) == night


@pytest.mark.parametrize("text", ["4 workday", "0 days", "-1 days", "four days", "", "4", "4  days extra", "4.5 days"])
def test_a_period_that_cannot_be_read_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="a period is a whole number from 1"):
        Period.parse(text)


@given(days, st.integers(1, 15))
def test_a_last_day_is_a_workday_with_so_many_workdays_until_it(day: date, number: int) -> None:
    last = CALENDAR.last_day_starting(day, workdays(number))
    assert CALENDAR.is_workday(last)
    assert CALENDAR.workdays_left(day, last) == number


@given(days, st.integers(1, 15))
def test_a_period_from_an_event_is_the_one_that_starts_the_day_after(day: date, number: int) -> None:
    after = date.fromordinal(day.toordinal() + 1)
    assert CALENDAR.last_day_after(day, workdays(number)) == CALENDAR.last_day_starting(after, workdays(number))


@given(days)
def test_a_last_day_is_acted_on_in_the_morning_of_a_later_workday_time_6(day: date) -> None:
    moment = CALENDAR.acted_on_at(day)
    assert moment > start_of(date.fromordinal(day.toordinal() + 1))
    assert (CALENDAR.is_workday(moment.date()), moment.time()) == (True, time(8))


@given(days, st.integers(1, 36), st.integers(1, 36))
def test_months_add_up_from_the_first_of_a_month(day: date, some: int, more: int) -> None:
    first = day.replace(day=1)
    assert add_months(add_months(first, some), more) == add_months(first, some + more)


@given(days)
def test_the_workday_before_a_day_is_the_last_one_that_comes_before_it(day: date) -> None:
    before = CALENDAR.workday_before(day)
    assert before < day
    assert CALENDAR.workday_after(before) >= day
    assert CALENDAR.is_workday(before)
