"""When a lease ends that is given notice of: landlord by reason by day. LEASE-2, LEASE-3, LEASE-4."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letting.core.notice import Term, leave_by, leaves_on, month_end, ordinary, reasons, term
from tenants.core.calendar import STOCKHOLM, add_months
from tenants.rulesets import parse, presets
from tenants.rulesets.tenancy_rules import NoticeReason, NoticeRules

RULES = {slug: parse(path.read_text(encoding="utf-8")).tenancy.notice for slug, path in presets().items()}
BARE = NoticeRules()


def day(text: str) -> date:
    return date.fromisoformat(text)


def ends(slug: str, reason: str, given_on: str, died_on: str | None = None) -> str:
    found = term(RULES[slug], NoticeReason(reason), day(given_on), died_on=day(died_on) if died_on else None)
    return f"{found.ends_on} {found.months}" if isinstance(found, Term) else found


@pytest.mark.parametrize(
    ("given_on", "ends_on"),
    [
        ("2026-03-15", "2026-06-30"),
        ("2026-03-31", "2026-06-30"),
        ("2026-04-01", "2026-07-31"),
        ("2026-01-31", "2026-04-30"),
        ("2026-02-01", "2026-05-31"),
        ("2027-11-30", "2028-02-29"),  # a leap year
        ("2026-11-30", "2027-02-28"),
        ("2028-02-29", "2028-05-31"),
        ("2026-09-30", "2026-12-31"),
        ("2026-10-01", "2027-01-31"),
    ],
)
@pytest.mark.parametrize("slug", sorted(RULES))
def test_lease_2_notice_ends_the_lease_at_a_months_end_three_months_after(
    slug: str, given_on: str, ends_on: str
) -> None:
    assert ends(slug, "move_out", given_on) == f"{ends_on} 3"


@pytest.mark.parametrize(
    ("slug", "reason", "given_on", "told"),
    [
        ("tunabyggen", "internal", "2026-03-31", "2026-05-31 2"),
        ("tunabyggen", "internal", "2026-04-01", "2026-06-30 2"),
        ("tunabyggen", "care_home", "2026-03-31", "2026-04-30 1"),
        ("tunabyggen", "care_home", "2028-01-31", "2028-02-29 1"),
        ("tunabyggen", "larger", "2026-03-31", "not_a_ground"),
        ("flen", "larger", "2026-03-31", "2026-04-30 1"),
        ("flen", "smaller", "2026-03-31", "2026-04-30 1"),
        ("flen", "care_home", "2026-12-31", "2027-01-31 1"),
        ("flen", "internal", "2026-03-31", "not_a_ground"),
        ("kopparstaden", "internal", "2026-03-31", "not_a_ground"),
        ("wennergrens", "care_home", "2026-03-31", "not_a_ground"),
    ],
)
def test_lease_3_and_lease_4_a_reason_makes_the_notice_shorter_where_the_rules_say_so(
    slug: str, reason: str, given_on: str, told: str
) -> None:
    assert ends(slug, reason, given_on) == told


@pytest.mark.parametrize(
    ("slug", "died_on", "given_on", "told"),
    [
        # The tenancy code: within a month of the death, whatever the landlord's rules.
        ("kopparstaden", "2026-03-10", "2026-04-10", "2026-05-31 1"),
        ("kopparstaden", "2026-03-10", "2026-04-11", "2026-07-31 3"),
        ("wennergrens", "2026-01-31", "2026-02-28", "2026-03-31 1"),
        ("wennergrens", "2026-01-31", "2026-03-01", "2026-06-30 3"),
        # Tunabyggen: one month, if it is given within three of the death.
        ("tunabyggen", "2026-03-10", "2026-06-10", "2026-07-31 1"),
        ("tunabyggen", "2026-03-10", "2026-06-11", "2026-09-30 3"),
        # Flen: one month, whenever it is given.
        ("flen", "2025-03-10", "2026-06-11", "2026-07-31 1"),
        ("flen", "2026-06-11", "2026-06-11", "2026-07-31 1"),
        ("flen", "2026-06-12", "2026-06-11", "death_day_ahead"),
        ("flen", None, "2026-06-11", "death_day_missing"),
    ],
)
def test_lease_3_an_estate_has_the_better_of_the_code_and_the_landlords_rules(
    slug: str, died_on: str | None, given_on: str, told: str
) -> None:
    assert ends(slug, "estate", given_on, died_on) == told


def test_lease_3_and_lease_4_what_staff_look_at_first() -> None:
    tunabyggen, flen = RULES["tunabyggen"], RULES["flen"]
    looked_at = {
        (slug, reason.value): (found.needs_document, found.staff_decide)
        for slug, rules in (("tunabyggen", tunabyggen), ("flen", flen))
        for reason in rules.grounds
        if isinstance(found := term(rules, reason, day("2026-03-31"), died_on=day("2026-03-01")), Term)
    }
    assert looked_at == {
        ("tunabyggen", "internal"): (False, False),
        ("tunabyggen", "care_home"): (True, False),
        ("tunabyggen", "estate"): (True, False),
        ("flen", "larger"): (False, False),
        ("flen", "smaller"): (False, True),
        ("flen", "care_home"): (False, False),
        ("flen", "estate"): (False, False),
    }


def test_a_renter_chooses_between_the_reasons_of_the_rules_and_never_her_own_death() -> None:
    chosen_from = {slug: [one.value for one in reasons(rules)] for slug, rules in RULES.items()}
    assert chosen_from == {
        "kopparstaden": ["move_out"],
        "wennergrens": ["move_out"],
        "tunabyggen": ["move_out", "internal", "care_home"],
        "flen": ["move_out", "larger", "smaller", "care_home"],
    }


@pytest.mark.parametrize(
    ("ends_on", "at"),
    [
        ("2026-04-30", "2026-05-04 12:00"),  # 1 May is a holiday, then a Saturday and a Sunday
        ("2026-04-04", "2026-04-07 12:00"),  # the Saturday before Easter: Sunday, then Easter Monday
        ("2026-03-31", "2026-04-01 12:00"),
        ("2026-07-31", "2026-08-03 12:00"),  # a Saturday follows
        ("2026-12-23", "2026-12-28 12:00"),  # Christmas eve is treated as a holiday, then two days and a weekend
        ("2026-06-18", "2026-06-22 12:00"),  # midsummer eve
        ("2026-12-30", "2027-01-04 12:00"),  # New Year's eve, New Year, a weekend
        ("2026-10-31", "2026-11-02 12:00"),
    ],
)
def test_the_keys_are_in_at_noon_on_the_first_day_that_is_no_holiday(ends_on: str, at: str) -> None:
    assert leave_by(day(ends_on)) == datetime.fromisoformat(at).replace(tzinfo=STOCKHOLM)


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(1, 3))
def test_a_notice_is_never_shorter_than_its_months_and_never_a_whole_month_longer(given_on: date, months: int) -> None:
    end = month_end(given_on, months)
    assert (end + timedelta(days=1)).day == 1
    assert add_months(given_on, months) <= end < add_months(given_on.replace(day=1), months + 1)
    assert ordinary(BARE, given_on).ends_on >= end


@pytest.mark.parametrize(
    ("reason", "given_on", "ends_on", "told"),
    [
        ("move_out", "2026-03-15", "2026-06-30", "2026-06-30"),
        ("internal", "2026-03-15", "2026-05-31", "2026-06-30"),
        ("care_home", "2026-03-31", "2026-04-30", "2026-06-30"),
        ("care_home", "2026-04-01", "2026-05-31", "2026-07-31"),
        ("estate", "2026-03-15", "2026-04-30", "2026-04-30"),
        ("estate", "2026-03-15", "2026-06-30", "2026-06-30"),
    ],
)
def test_lease_9_against_the_one_who_stays_a_reason_makes_no_notice_shorter(
    reason: str, given_on: str, ends_on: str, told: str
) -> None:
    rules = parse(presets()["tunabyggen"].read_text(encoding="utf-8")).tenancy.two_on_lease
    assert rules is not None
    assert leaves_on(rules, NoticeReason(reason), day(given_on), day(ends_on)) == day(told)
