"""CHECK-3 to 6 and 17, QUEUE-18, 20, 21: which incomes count at each landlord, and whose; moving on within it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from letting.core.answers import PASSED, Answer, Result
from letting.core.eligibility import judge
from letting.core.facts import Debts, Facts, Home, Household, Income, PresentLease, signed_for, together
from letting.core.security import liftable
from tenants.rulesets import parse, presets
from tenants.rulesets.requirement_rules import IncomeKind, IncomeRule

LANDLORDS = {slug: parse(path.read_text(encoding="utf-8")) for slug, path in presets().items()}
TODAY = date(2026, 5, 26)
HOME = Home(rooms=2, size=58.0, rent=7200)
NEEDED = 7200 + 6243  # the rent, and 2026's amount for one
ALONE = Facts(born=date(1990, 3, 1), today=TODAY, household=Household())
LONG = 24


def judged(slug: str, *incomes: Income, name: str = "income", facts: Facts = ALONE) -> Answer:
    rules = LANDLORDS[slug]
    return judge(rules.requirements[name], replace(facts, income=incomes), HOME, rules)


def earning(kind: IncomeKind, net: int = 30_000, months: int = LONG) -> Income:
    return Income(kind, net, months)


@pytest.mark.parametrize("slug", ["flen", "wennergrens"])
def test_check_4_staff_judge_each_income_with_what_is_needed_and_found_beside_it(slug: str) -> None:
    for net in (1, 500_000):
        answer = judged(slug, earning(IncomeKind.PERMANENT, net))
        assert answer == Answer(Result.REVIEW, "income_individual", 7200, net)


def test_check_4_no_income_at_all_fails_where_the_rules_say_so_and_else_is_judged() -> None:
    assert judged("flen") == Answer(Result.FAIL, "no_income_that_counts", 7200, 0)
    assert judged("wennergrens") == Answer(Result.REVIEW, "income_individual", 7200, 0)


def test_check_4_and_6_what_only_supports_or_is_refused_is_no_income_and_what_is_too_short_is_judged() -> None:
    alone = (IncomeKind.HOUSING_BENEFIT, IncomeKind.CHILD_BENEFIT, IncomeKind.MAINTENANCE, IncomeKind.SOCIAL_ASSISTANCE)
    assert {judged("flen", earning(kind)).code for kind in alone} == {"no_income_that_counts"}
    short, unnamed = earning(IncomeKind.TEMPORARY, 20_000, 5), earning(IncomeKind.SICKNESS, 20_000)
    assert [judged("flen", one) for one in (short, unnamed)] == [
        Answer(Result.REVIEW, "income_individual", 7200, 0)
    ] * 2


def test_check_6_benefits_count_beside_an_income_that_counts() -> None:
    both = judged("flen", earning(IncomeKind.PENSION, 12_000), earning(IncomeKind.HOUSING_BENEFIT, 3_000))
    assert both.found == 15_000


@pytest.mark.parametrize(
    ("slug", "name", "kind", "counts"),
    [
        ("tunabyggen", "income", IncomeKind.SOCIAL_ASSISTANCE, True),
        ("tunabyggen", "income", IncomeKind.OWN_BUSINESS, False),
        ("tunabyggen", "income", IncomeKind.CAPITAL, False),
        ("kopparstaden", "income", IncomeKind.OWN_BUSINESS, True),
        ("wennergrens", "reserved_income", IncomeKind.SOCIAL_ASSISTANCE, True),
        ("wennergrens", "reserved_income", IncomeKind.CHILD_BENEFIT, False),
    ],
)
def test_check_6_kinds_of_income_count_as_each_landlord_says(
    slug: str, name: str, kind: IncomeKind, *, counts: bool
) -> None:
    answer = judged(slug, earning(kind), name=name)
    assert answer == (PASSED if counts else Answer(Result.FAIL, "income_too_low", NEEDED, 0))


@pytest.mark.parametrize(
    ("kind", "months", "counts"),
    [
        (IncomeKind.TEMPORARY, 6, True),
        (IncomeKind.TEMPORARY, 5, False),
        (IncomeKind.UNEMPLOYMENT, 6, True),  # 180 days
        (IncomeKind.UNEMPLOYMENT, 5, False),
    ],
)
def test_check_6_an_income_lasts_six_months_and_unemployment_benefit_a_hundred_and_eighty_days(
    kind: IncomeKind, months: int, *, counts: bool
) -> None:
    assert (judged("tunabyggen", earning(kind, months=months)) == PASSED) is counts


def test_check_5_the_reserved_amount_decides_to_the_krona_where_it_is_the_norm() -> None:
    enough, short = earning(IncomeKind.PENSION, NEEDED), earning(IncomeKind.PENSION, NEEDED - 1)
    assert judged("wennergrens", enough, name="reserved_income") == PASSED
    assert judged("wennergrens", short, name="reserved_income") == Answer(
        Result.FAIL, "income_too_low", NEEDED, NEEDED - 1
    )
    ends_tomorrow = earning(IncomeKind.PENSION, NEEDED, months=0)
    assert judged("wennergrens", ends_tomorrow, name="reserved_income") == PASSED


@pytest.mark.parametrize(
    ("slug", "incomes", "lifts"),
    [
        ("flen", (earning(IncomeKind.PENSION, 1),), True),
        ("flen", (), False),
        ("wennergrens", (), True),
        ("tunabyggen", (earning(IncomeKind.PENSION, 1),), False),
    ],
)
def test_check_11_a_security_stands_in_for_a_weak_income_and_for_none_only_where_it_may(
    slug: str, incomes: tuple[Income, ...], *, lifts: bool
) -> None:
    rules = LANDLORDS[slug]
    rule = rules.requirements["income"]
    assert liftable(rule, judged(slug, *incomes), replace(ALONE, income=incomes), rules.checks) is lifts


def test_queue_18_two_incomes_are_added_and_what_is_not_known_of_one_is_not_known_of_both() -> None:
    couple = replace(ALONE, household=Household(adults=2), income=(earning(IncomeKind.PERMANENT, 10_000),))
    partner = replace(ALONE, income=(earning(IncomeKind.PENSION, 7_514),))  # 7 200 and 10 314 are needed
    both = together(couple, partner)
    assert judge(LANDLORDS["tunabyggen"].requirements["income"], both, HOME, LANDLORDS["tunabyggen"]) == PASSED
    assert together(couple, replace(partner, income=None)).income is None
    worst = together(replace(couple, references="good"), replace(partner, references="bad"))
    assert worst.references == "bad"


@pytest.mark.parametrize(
    ("child_is_checked", "net", "debts"), [(False, 9_000, Debts()), (True, 12_000, Debts(enforcement=4))]
)
def test_queue_20_and_21_the_parents_economy_counts_for_a_pupil_and_both_for_an_adult_child(
    net: int, debts: Debts, *, child_is_checked: bool
) -> None:
    child = Facts(
        born=date(2009, 1, 1), today=TODAY, household=Household(), income=(earning(IncomeKind.STUDENT, 3_000),),
        debts=Debts(enforcement=4),
    )  # fmt: skip
    parent = replace(
        ALONE, household=Household(2, (3,)), income=(earning(IncomeKind.PENSION, 9_000),), debts=Debts()
    )  # fmt: skip
    seen = signed_for(child, parent, child_is_checked=child_is_checked)
    assert (seen.born, seen.household, sum(one.net for one in seen.income or ()), seen.debts) == (
        parent.born, child.household, net, debts,
    )  # fmt: skip


LEASE = PresentLease("B1", date(2025, 11, 26), size=40.0, inspected=True)


@pytest.mark.parametrize(
    ("change", "debt", "expected"),
    [
        ({}, 0, PASSED),
        ({"since": date(2025, 11, 27)}, 0, Answer(Result.FAIL, "moved_in_recently")),
        ({}, 1, Answer(Result.FAIL, "debts")),
        ({"size": 58.0}, 1, Answer(Result.FAIL, "debts")),
        ({"size": 58.1}, 1, Answer(Result.REVIEW, "debts")),
        ({"inspected": False}, 0, Answer(Result.REVIEW, "inspection_first")),
    ],
)
def test_check_17_a_renter_moves_on_after_six_months_without_debts_and_after_an_inspection(
    change: dict[str, Any], debt: int, expected: Answer
) -> None:
    rules = LANDLORDS["flen"]
    facts = replace(ALONE, leases=(replace(LEASE, **change),), debts=Debts(landlord=debt))
    assert judge(rules.requirements["moved_in"], facts, HOME, rules) == expected


def test_check_17_who_does_not_rent_here_moves_in_as_anyone() -> None:
    rules = LANDLORDS["flen"]
    assert judge(rules.requirements["moved_in"], replace(ALONE, debts=Debts(landlord=9)), HOME, rules) == PASSED


def test_check_14_one_who_rents_here_is_checked_in_the_house() -> None:
    rules = LANDLORDS["tunabyggen"]
    answers = [
        judge(rules.requirements["references"], replace(ALONE, leases=leases), HOME, rules) for leases in ((LEASE,), ())
    ]
    assert [answer.code for answer in answers] == ["internal_check", "not_known"]
    flen = LANDLORDS["flen"]
    bad = judge(flen.requirements["references"], replace(ALONE, references="bad"), HOME, flen)
    assert bad == Answer(Result.REVIEW, "bad_references")


def test_every_income_rule_says_of_each_kind_whether_it_counts_check_6() -> None:
    for rules in LANDLORDS.values():
        for rule in rules.requirements.values():
            if isinstance(rule, IncomeRule):
                assert not set(rule.counted) & {*rule.supporting, *rule.refused}
