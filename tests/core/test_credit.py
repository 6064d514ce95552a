"""CHECK-7 to 11: debts, remarks and restructuring, by each landlord's rules: pass, fail and review, to the day."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from letting.core.answers import Answer, Result
from letting.core.credit import credit
from letting.core.facts import Debts, Facts, Home, PresentLease, Remark, together
from letting.core.security import liftable, with_security
from tenants.rulesets import parse, presets
from tenants.rulesets.requirement_rules import CreditRule

LANDLORDS = {slug: parse(path.read_text(encoding="utf-8")) for slug, path in presets().items()}
TODAY = date(2026, 5, 26)
HOME = Home(rooms=2, size=58.0, rent=7000)
CLEAN = Facts(born=date(1990, 3, 1), today=TODAY, debts=Debts(), remarks=(), references="good")
PASS, FAIL, REVIEW = Result.PASS, Result.FAIL, Result.REVIEW
A_YEAR_AGO, A_DAY_LATER = date(2025, 5, 26), date(2025, 5, 27)
SMALL, PAID = Remark(date(2024, 1, 1), 5000), Remark(date(2020, 1, 1), 9000, paid=True)


def rule(slug: str) -> CreditRule:
    found = LANDLORDS[slug].requirements["credit"]
    assert isinstance(found, CreditRule)
    return found


def judged(slug: str, **change: Any) -> tuple[Result, str]:
    answer = credit(rule(slug), replace(CLEAN, **change), HOME)
    return answer.result, answer.code


@pytest.mark.parametrize("slug", LANDLORDS)
def test_check_7_a_clean_record_passes_and_one_that_nobody_knows_is_reviewed(slug: str) -> None:
    assert judged(slug) == (PASS, "")
    assert judged(slug, debts=None) == (REVIEW, "not_known")
    assert judged(slug, remarks=None) == (REVIEW, "not_known")


@pytest.mark.parametrize(
    ("slug", "enforcement", "landlord", "recent", "older"),
    [
        ("kopparstaden", FAIL, FAIL, (FAIL, "recent_remark"), (REVIEW, "older_remark")),
        ("tunabyggen", FAIL, FAIL, (FAIL, "recent_remark"), (REVIEW, "older_remark")),
        ("flen", REVIEW, REVIEW, (REVIEW, "older_remark"), (REVIEW, "older_remark")),
        ("wennergrens", FAIL, FAIL, (FAIL, "older_remark"), (FAIL, "older_remark")),
    ],
)
def test_check_7_and_9_debts_and_remarks_weigh_as_each_landlord_says(
    slug: str, enforcement: Result, landlord: Result, recent: tuple[Result, str], older: tuple[Result, str]
) -> None:
    assert judged(slug, debts=Debts(enforcement=1)) == (enforcement, "enforcement_debt")
    assert judged(slug, debts=Debts(landlord=1)) == (landlord, "landlord_debt")
    assert judged(slug, remarks=(Remark(A_DAY_LATER, 400),)) == recent
    assert judged(slug, remarks=(Remark(A_YEAR_AGO, 400),)) == older


def test_check_9_what_stands_worst_counts_and_is_named_first() -> None:
    both = {"debts": Debts(enforcement=5, landlord=5), "remarks": (SMALL, Remark(A_DAY_LATER, 1))}
    assert judged("tunabyggen", **both) == (FAIL, "enforcement_debt")
    assert judged("flen", **both) == (REVIEW, "enforcement_debt")
    assert judged("tunabyggen", remarks=both["remarks"]) == (FAIL, "recent_remark")


@pytest.mark.parametrize(
    ("slug", "rent_now", "expected"),
    [
        ("tunabyggen", None, (FAIL, "restructuring")),
        ("tunabyggen", 7000, (FAIL, "restructuring")),
        ("tunabyggen", 7001, (PASS, "")),
        ("kopparstaden", 9000, (REVIEW, "restructuring")),
        ("flen", None, (REVIEW, "restructuring")),
        ("wennergrens", 9000, (FAIL, "restructuring")),
    ],
)
def test_check_8_in_restructuring_a_renter_may_move_to_a_cheaper_home_and_nobody_else(
    slug: str, rent_now: int | None, expected: tuple[Result, str]
) -> None:
    leases = () if rent_now is None else (PresentLease("B1", date(2020, 1, 1), rent_now),)
    assert judged(slug, debts=Debts(restructuring=True), leases=leases) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("good", (PASS, "")),
        (None, (REVIEW, "paid_debts_need_references")),
        ("none", (FAIL, "paid_debts_need_references")),
        ("bad", (FAIL, "paid_debts_need_references")),
    ],
)
def test_check_10_what_has_been_paid_is_made_up_for_by_good_references_alone(
    said: Any, expected: tuple[Result, str]
) -> None:
    long_since = {"references": said, "references_since": date(2010, 1, 1)}
    assert judged("wennergrens", remarks=(PAID,), **long_since) == expected
    assert judged("wennergrens", remarks=(PAID, SMALL), **long_since) == (FAIL, "older_remark")
    assert judged("kopparstaden", remarks=(PAID,), **long_since) == (REVIEW, "older_remark")


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (date(2024, 5, 26), (PASS, "")),
        (date(2024, 5, 27), (FAIL, "paid_debts_need_references")),
        (None, (REVIEW, "paid_debts_need_references")),
    ],
)
def test_check_10_good_references_must_tell_of_two_years_to_the_day(
    since: date | None, expected: tuple[Result, str]
) -> None:
    assert judged("wennergrens", remarks=(PAID,), references_since=since) == expected
    no_such_rule = rule("wennergrens").model_copy(update={"references_for": None})
    facts = replace(CLEAN, remarks=(PAID,), references_since=since)
    assert credit(no_such_rule, facts, HOME).result is PASS


@pytest.mark.parametrize(
    ("hers", "his", "expected"),
    [
        (("good", date(2020, 1, 1)), ("good", date(2025, 1, 1)), FAIL),
        (("good", date(2020, 1, 1)), ("good", date(2021, 1, 1)), PASS),
        (("good", date(2020, 1, 1)), ("good", None), REVIEW),
        (("good", date(2020, 1, 1)), ("none", None), PASS),
        (("good", date(2020, 1, 1)), ("bad", None), FAIL),
    ],
)
def test_check_10_of_two_who_rent_together_the_shorter_reference_counts(hers: Any, his: Any, expected: Result) -> None:
    one, other = (
        replace(CLEAN, remarks=(PAID,), references=said, references_since=since) for said, since in (hers, his)
    )
    assert {credit(rule("wennergrens"), together(*both), HOME).result for both in ((one, other), (other, one))} == {
        expected
    }


@pytest.mark.parametrize(
    ("slug", "change", "lifts"),
    [
        ("wennergrens", {"remarks": (SMALL,)}, True),
        ("wennergrens", {"remarks": (replace(SMALL, amount=5001),)}, False),
        ("wennergrens", {"remarks": (SMALL, replace(SMALL, amount=5001))}, False),
        ("wennergrens", {"remarks": (SMALL,), "debts": Debts(enforcement=1)}, False),
        ("wennergrens", {"debts": Debts(landlord=1)}, False),
        ("wennergrens", {}, False),
        ("flen", {"remarks": (replace(SMALL, amount=90_000),)}, True),
        ("flen", {"remarks": (SMALL,), "debts": Debts(landlord=1)}, False),
        ("tunabyggen", {"remarks": (SMALL,)}, False),
        ("kopparstaden", {"remarks": (SMALL,)}, False),
    ],
)
def test_check_11_a_security_stands_in_for_small_remarks_where_it_is_taken_and_never_for_a_debt(
    slug: str, change: dict[str, Any], *, lifts: bool
) -> None:
    facts = replace(CLEAN, **change)
    answer = credit(rule(slug), facts, HOME)
    assert liftable(rule(slug), answer, facts, LANDLORDS[slug].checks) is lifts


def test_check_11_offered_it_is_judged_by_staff_and_accepted_it_passes() -> None:
    fail, review = Answer(FAIL, "older_remark"), Answer(REVIEW, "older_remark")
    assert with_security(fail, may_lift=True, accepted=True, offered=False) == Answer(PASS, "security_accepted")
    assert with_security(fail, may_lift=True, accepted=False, offered=True) == Answer(REVIEW, "security_offered")
    assert with_security(review, may_lift=True, accepted=False, offered=True) == review
    assert with_security(fail, may_lift=True, accepted=False, offered=False) == fail
    assert with_security(fail, may_lift=False, accepted=True, offered=True) == fail
