"""CHECK-1, 3, 7, 12 to 14 and interests (JOUR-1, 2, QUEUE-2, 4, 16): pass, fail, review, to the krona and day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from letting.core.answers import Answer, Result
from letting.core.eligibility import judge, most_persons
from letting.core.facts import Debts, Facts, Home, Household, Income, PresentLease, Remark
from letting.core.income import normal_amount, table_of
from letting.core.interest import Asking, reasons_against
from tenants.rulesets import parse, presets
from tenants.rulesets.requirement_rules import HouseholdRule, IncomeKind

RULES = parse(presets()["kopparstaden"].read_text(encoding="utf-8"))
TODAY = date(2026, 5, 26)
HOME = Home(rooms=2, size=58.0, rent=6500)
ANNA = Facts(
    born=date(1990, 3, 1), today=TODAY, household=Household(), income=(Income(IncomeKind.PERMANENT, 30000, 24),),
    debts=Debts(), remarks=(), references="good",
)  # fmt: skip


def answer(kind: str, facts: Facts = ANNA, home: Home = HOME) -> Answer:
    return judge(RULES.requirements[kind], facts, home, RULES)


PASS, REVIEW = Answer(Result.PASS), Answer(Result.REVIEW, "not_known")


def test_eighteen_on_the_day_of_the_lease_check_1() -> None:
    assert answer("age", replace(ANNA, born=date(2008, 5, 26))) == PASS
    assert answer("age", replace(ANNA, born=date(2008, 5, 27))) == Answer(Result.FAIL, "too_young", 18, 17)


def test_the_published_examples_of_income_check_3() -> None:
    def with_net(net: int) -> Facts:
        return replace(ANNA, income=(Income(IncomeKind.PERMANENT, net, 24),))

    assert answer("income", with_net(12743)) == PASS
    assert answer("income", with_net(12742)) == Answer(Result.FAIL, "income_too_low", 12743, 12742)
    family = replace(with_net(27321), household=Household(2, (5, 12)))
    assert answer("income", family, replace(HOME, rent=9000)) == Answer(Result.FAIL, "income_too_low", 27322, 27321)


def test_an_income_counts_by_its_kind_and_if_it_lasts_six_months_check_6() -> None:
    short = replace(ANNA, income=(Income(IncomeKind.TEMPORARY, 30000, 5), Income(IncomeKind.CAPITAL, 90000, 99)))
    assert answer("income", short) == Answer(Result.FAIL, "income_too_low", 12743, 0)
    assert answer("income", replace(ANNA, income=(Income(IncomeKind.TEMPORARY, 30000, 6),))) == PASS


@pytest.mark.parametrize(("year", "single"), [(2023, 5717), (2024, 6090), (2026, 6243), (2027, 6243), (2020, 5717)])
def test_the_normal_amount_is_that_of_the_year_or_the_latest_before_it(year: int, single: int) -> None:
    assert normal_amount(Household(), table_of(RULES.normal_amounts, year)) == single


def test_children_count_by_their_age_bands() -> None:
    table = table_of(RULES.normal_amounts, 2026)
    alone = normal_amount(Household(), table)
    assert [normal_amount(Household(1, (age,)), table) - alone for age in (0, 6, 7, 10, 11, 14, 15)] == [
        3336, 3336, 4004, 4004, 4672, 4672, 5339,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"debts": Debts(enforcement=1)}, Answer(Result.FAIL, "enforcement_debt")),
        ({"debts": Debts(landlord=1)}, Answer(Result.FAIL, "landlord_debt")),
        ({"debts": Debts(restructuring=True)}, Answer(Result.REVIEW, "restructuring")),
        ({"remarks": (Remark(date(2025, 5, 27), 500, paid=True),)}, Answer(Result.FAIL, "recent_remark")),
        ({"remarks": (Remark(date(2025, 5, 26), 500, paid=True),)}, Answer(Result.REVIEW, "older_remark")),
        ({"remarks": (Remark(date(2020, 1, 1), 1), Remark(date(2026, 1, 1), 1))}, Answer(Result.FAIL, "recent_remark")),
        ({}, PASS),
    ],
)
def test_debts_fail_and_remarks_by_their_age_check_7(change: dict[str, Any], expected: Answer) -> None:
    assert answer("credit", replace(ANNA, **change)) == expected


@pytest.mark.parametrize(
    ("rooms", "size", "most"),
    [
        (1, 49, 3),
        (1, 50, 3),
        (2, 49, 3),
        (2, 70, 4),
        (2, 70.5, 4),
        (3, 90, 6),
        (4, 110, 8),
        (5, 120, 10),
        (6, 150, None),
    ],
)
def test_so_many_may_live_in_a_flat_check_12(rooms: int, size: float, most: int | None) -> None:
    rule = RULES.requirements["household"]
    assert isinstance(rule, HouseholdRule)
    assert most_persons(rule, Home(rooms, size, 1)) == most


def test_a_household_that_is_too_large_fails_check_12() -> None:
    assert answer("household", replace(ANNA, household=Household(2, (1, 3)))) == PASS
    assert answer("household", replace(ANNA, household=Household(2, (1, 3, 5)))) == Answer(
        Result.FAIL, "household_too_large", 4, 5
    )


def test_an_earlier_lease_must_be_given_notice_check_13() -> None:
    lease = PresentLease("B7", date(2020, 1, 1))
    assert answer("one_lease", replace(ANNA, leases=(lease,))) == Answer(Result.REVIEW, "notice_missing")
    assert answer("one_lease", replace(ANNA, leases=(replace(lease, notice_given=True),))) == PASS


def test_references_good_bad_and_none_check_14() -> None:
    found = {
        said: answer("references", replace(ANNA, references=said)).result for said in ("good", "none", "bad", None)
    }
    assert found == {"good": Result.PASS, "none": Result.PASS, "bad": Result.FAIL, None: Result.REVIEW}


@pytest.mark.parametrize("kind", ["income", "credit", "household", "references"])
def test_what_is_not_known_is_reviewed_and_never_passed_in_silence(kind: str) -> None:
    assert answer(kind, Facts(born=ANNA.born, today=TODAY)) == REVIEW


ASKING = Asking(
    facts=ANNA, registered=True, has_personal_number=True, already_made=False, ongoing=2, advert_open=True,
    advert_last_day=TODAY,
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({}, ()),
        ({"ongoing": 3}, ("too_many_ongoing",)),
        ({"registered": False}, ("not_registered",)),
        ({"has_personal_number": False}, ("no_personal_number",)),
        ({"already_made": True, "ongoing": 3}, ("already_made",)),
        ({"advert_open": False}, ("advert_closed",)),
        ({"advert_last_day": date(2026, 5, 25)}, ("advert_closed",)),
        ({"facts": replace(ANNA, born=date(2008, 5, 27))}, ("too_young",)),
        ({"facts": replace(ANNA, household=Household(2, (1, 2, 3)))}, ("household_too_large",)),
        ({"registered": False, "has_personal_number": False}, ("not_registered", "no_personal_number")),
    ],
)
def test_every_reason_against_an_interest_is_told_at_once_jour_1_and_2(
    change: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    rules = list(RULES.requirements.values())
    assert reasons_against(replace(ASKING, **change), RULES.queues["housing"], rules, HOME) == reasons


def test_no_children_at_home_among_the_seniors_scheme_3() -> None:
    facts = replace(ANNA, born=date(1950, 1, 1), household=Household(1, (17,)))
    assert reasons_against(replace(ASKING, facts=facts), RULES.queues["senior"], [], HOME) == ("children_at_home",)


def test_one_may_make_an_interest_among_the_seniors_from_65_queue_2() -> None:
    def told(born: date) -> tuple[str, ...]:
        return reasons_against(replace(ASKING, facts=replace(ANNA, born=born)), RULES.queues["senior"], [], HOME)

    assert (told(date(1961, 5, 26)), told(date(1961, 5, 27))) == ((), ("too_young",))
