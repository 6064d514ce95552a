"""Which inspections a notice asks for, by when, and when a home is left too late: tables to the day. LEASE-11."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from letting.core.inspection import (
    Found,
    InspectionKind,
    Wanted,
    answer_at,
    bookable,
    damages,
    is_late,
    remind_at,
    told_at,
    wanted,
)
from tenants.core.calendar import Calendar
from tenants.rulesets import parse, presets
from tenants.rulesets.tenancy_rules import InspectionRules
from tests.cast import STOCKHOLM, at

PRE, MOVE_OUT = InspectionKind.PRE, InspectionKind.MOVE_OUT
RULES = {slug: parse(path.read_text(encoding="utf-8")).tenancy.inspection for slug, path in presets().items()}


@pytest.mark.parametrize(
    ("given", "ends", "pre", "move_out"),
    [
        (date(2026, 5, 20), date(2026, 8, 31), date(2026, 6, 3), date(2026, 9, 1)),
        (date(2026, 2, 27), date(2026, 5, 31), date(2026, 3, 13), date(2026, 6, 1)),
        (date(2026, 1, 31), date(2026, 4, 30), date(2026, 2, 14), date(2026, 5, 4)),  # 1 May, then a weekend
        (date(2026, 5, 25), date(2026, 5, 31), date(2026, 5, 31), date(2026, 6, 1)),  # never after the last day
        (date(2026, 9, 30), date(2026, 12, 31), date(2026, 10, 14), date(2027, 1, 4)),  # New Year, then a weekend
    ],
)
def test_lease_11_a_notice_asks_for_a_pre_inspection_within_two_weeks_and_a_move_out_inspection(
    given: date, ends: date, pre: date, move_out: date
) -> None:
    assert wanted(RULES["tunabyggen"], given, ends) == (Wanted(PRE, pre), Wanted(MOVE_OUT, move_out))
    assert wanted(RULES["flen"], given, ends) == (Wanted(MOVE_OUT, move_out),)
    assert (wanted(RULES["kopparstaden"], given, ends), wanted(RULES["wennergrens"], given, ends)) == ((), ())


def test_a_time_is_near_the_end_and_over_by_noon_of_the_day_the_home_is_left() -> None:
    ends, now = date(2026, 8, 31), at("05-20 10:00")
    assert bookable(PRE, ends, now) == (now, at("09-01 00:00"))
    assert bookable(MOVE_OUT, ends, now) == (at("08-10 00:00"), at("09-01 12:00"))
    assert bookable(MOVE_OUT, ends, at("08-25 10:00")) == (at("08-25 10:00"), at("09-01 12:00"))
    assert bookable(MOVE_OUT, date(2026, 10, 31), now)[1] == datetime(2026, 11, 2, 12, tzinfo=STOCKHOLM)


@pytest.mark.parametrize(
    ("kind", "now", "reminded"),
    [
        (PRE, "05-20 10:00", "05-27 08:00"),
        (PRE, "05-27 07:59:59", "05-27 08:00"),
        (PRE, "05-27 08:00", "05-31 08:00"),
        (PRE, "05-31 08:00", None),
        (MOVE_OUT, "05-20 10:00", "05-29 08:00"),
    ],
)
def test_one_who_has_not_booked_is_reminded_twice(kind: InspectionKind, now: str, reminded: str | None) -> None:
    last_day = date(2026, 6, 3) if kind is PRE else date(2026, 6, 12)
    assert remind_at(kind, last_day, at(now)) == (at(reminded) if reminded else None)


def test_a_booked_time_is_told_the_morning_before_and_not_if_it_is_booked_later_than_that() -> None:
    assert told_at(at("06-03 09:00"), at("05-20 10:00")) == at("06-02 08:00")
    assert told_at(at("06-03 09:00"), at("06-02 08:00")) is None


def test_only_wear_beyond_the_normal_costs_anything() -> None:
    found = [Found(abnormal=True, cost=1800), Found(abnormal=False, cost=900), Found(abnormal=True, cost=0)]
    assert (damages(found), damages([])) == (1800, 0)


NOON, AFTER = "09-01 12:00", "09-01 12:00:01"


@pytest.mark.parametrize(
    ("rules", "approved", "keys", "late"),
    [
        ("tunabyggen", NOON, NOON, False),
        ("tunabyggen", AFTER, NOON, True),
        ("tunabyggen", NOON, AFTER, True),
        ("tunabyggen", None, NOON, True),  # not approved yet, and the hour has been
        ("flen", None, NOON, False),
        ("flen", NOON, AFTER, True),
        ("kopparstaden", None, AFTER, True),  # the tenancy code has the hour for all
    ],
)
def test_lease_11_keys_are_in_and_the_flat_approved_by_noon_of_the_first_workday(
    rules: str, approved: str | None, keys: str, late: bool
) -> None:
    moments = {"approved_at": at(approved) if approved else None, "keys_in_at": at(keys)}
    assert is_late(RULES[rules], date(2026, 8, 31), **moments, now=at("09-01 13:00")) is late


def test_before_the_hour_nothing_is_late() -> None:
    left = {"approved_at": None, "keys_in_at": None}
    assert not is_late(RULES["tunabyggen"], date(2026, 8, 31), **left, now=at(NOON))
    assert is_late(RULES["tunabyggen"], date(2026, 8, 31), **left, now=at(AFTER))


def test_what_is_to_be_approved_needs_an_inspection() -> None:
    with pytest.raises(ValueError, match="approved_by_noon needs a move_out inspection"):
        InspectionRules(approved_by_noon=True)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("08-31 10:00", "09-03 08:00"),  # the third workday after a Monday
        ("09-03 07:59", "09-03 08:00"),
        ("09-03 08:00", "09-10 08:00"),  # the eighth
        ("09-10 08:00", None),
    ],
)
def test_lease_11_who_has_not_answered_a_protocol_is_reminded_on_workdays(now: str, said: str | None) -> None:
    expected = None if said is None else at(said)
    assert answer_at(at("08-31 09:30"), Calendar(), at(now)) == expected


def test_a_holiday_is_no_day_to_remind_on() -> None:
    before_midsummer = at("06-17 10:00")  # Wednesday; eve on Friday
    assert answer_at(before_midsummer, Calendar(), before_midsummer) == at("06-23 08:00")
