"""Requirements: one function each, with one of three answers: pass, fail or review (section 3 of the rules). Pure.

*Review* means that a person decides, with a reason. What is not known is reviewed, never passed in silence.
The same functions answer "could I apply?" and decide in earnest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from letting.core.facts import Facts, Home, Household, Income
from queues.core.registering import age_on
from tenants.core.calendar import Calendar
from tenants.rulesets.requirement_rules import (
    AgeRule,
    ConductRule,
    CreditRule,
    DeclarationRule,
    HouseholdRule,
    IncomeRule,
    MovedInRule,
    NormalAmount,
    OneLeaseRule,
    ReferencesRule,
    RequirementRules,
    Verdict,
)

CHILD_BANDS = ((7, "child_0_6"), (11, "child_7_10"), (15, "child_11_14"))


class Result(StrEnum):
    """The three answers."""

    PASS = "pass"  # noqa: S105  (not a password)
    FAIL = "fail"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its code, and the figures that its sentence names."""

    result: Result
    code: str = ""
    needed: int | None = None
    found: int | None = None


PASSED = Answer(Result.PASS)
NOT_KNOWN = Answer(Result.REVIEW, "not_known")


def judge(rule: RequirementRules, facts: Facts, home: Home, amounts: Mapping[str, NormalAmount]) -> Answer:
    """Judge one requirement by its rule."""
    match rule:
        case AgeRule():
            return age(rule, facts)
        case IncomeRule():
            return income(rule, facts, home, amounts)
        case CreditRule():
            return credit(rule, facts, home)
        case HouseholdRule():
            return household(rule, facts, home)
        case OneLeaseRule():
            return one_lease(facts)
        case ReferencesRule():
            return references(rule, facts)
        case MovedInRule():
            return moved_in(rule, facts)
        case ConductRule():
            return NOT_KNOWN
        case DeclarationRule():
            return PASSED  # undertaken or shown at the signing, where it is asked for (CHECK-15, 16, 18)
        case _:
            assert_never(rule)


def age(rule: AgeRule, facts: Facts) -> Answer:
    """CHECK-1: old enough on the day of the lease."""
    years = age_on(facts.born, facts.today)
    return PASSED if years >= rule.minimum else Answer(Result.FAIL, "too_young", rule.minimum, years)


def income(rule: IncomeRule, facts: Facts, home: Home, amounts: Mapping[str, NormalAmount]) -> Answer:
    """CHECK-3, CHECK-6: what is left when the rent is paid must be at least the normal amount."""
    if facts.income is None or facts.household is None or rule.rule != "normal_amount":
        return NOT_KNOWN
    needed = home.rent + normal_amount(facts.household, table_of(amounts, facts.today.year))
    found = sum(one.net for one in facts.income if counts(one, rule))
    return PASSED if found >= needed else Answer(Result.FAIL, "income_too_low", needed, found)


def counts(one: Income, rule: IncomeRule) -> bool:
    """Say whether an income counts: its kind, and long enough ahead (CHECK-6)."""
    return one.kind in rule.counted and one.months_left >= rule.months_ahead


def normal_amount(household: Household, table: NormalAmount) -> int:
    """Return kronor a month for a household's living; each adult beyond two counts as half a couple (CHECK-3)."""
    adults = table.single if household.adults == 1 else table.couple * household.adults // 2
    return adults + sum(_child_amount(years, table) for years in household.children)


def table_of(amounts: Mapping[str, NormalAmount], year: int) -> NormalAmount:
    """Return the table of a year; the latest before it when the year's own is not there yet."""
    known = sorted(int(known_year) for known_year in amounts)
    return amounts[str(max((y for y in known if y <= year), default=known[0]))]


def _child_amount(years: int, table: NormalAmount) -> int:
    band = next((name for below, name in CHILD_BANDS if years < below), "child_15")
    return int(getattr(table, band))


def credit(rule: CreditRule, facts: Facts, home: Home) -> Answer:
    """CHECK-7 to 10: debts first, then remarks by their age; the strictest answer counts."""
    if facts.debts is None or facts.remarks is None:
        return NOT_KNOWN
    answers = [
        _verdict(rule.enforcement_debt, "enforcement_debt") if facts.debts.enforcement else PASSED,
        _verdict(rule.landlord_debt, "landlord_debt") if facts.debts.landlord else PASSED,
        _restructuring(rule, facts, home) if facts.debts.restructuring else PASSED,
    ]
    for remark in facts.remarks:
        recent = is_recent(rule, remark.on, facts.today)
        answers.append(
            _verdict(rule.recent_remark, "recent_remark") if recent else _verdict(rule.older_remark, "older_remark")
        )
    return strictest(answers)


def is_recent(rule: CreditRule, on: date, today: date) -> bool:
    """Say whether a remark is younger than the rule's period: up to the same day a period later (CHECK-7)."""
    return rule.recent is not None and Calendar().last_day_after(on, rule.recent) > today


def _restructuring(rule: CreditRule, facts: Facts, home: Home) -> Answer:
    if rule.restructuring != "cheaper_if_tenant":
        return _verdict(rule.restructuring, "restructuring")
    cheaper = any(home.rent < lease.rent for lease in facts.leases)
    return PASSED if cheaper else Answer(Result.FAIL, "restructuring")


def household(rule: HouseholdRule, facts: Facts, home: Home) -> Answer:
    """CHECK-12: as many as the flat is for."""
    if facts.household is None:
        return NOT_KNOWN
    limit = most_persons(rule, home)
    if limit is None or facts.household.persons <= limit:
        return PASSED
    return Answer(Result(rule.too_large), "household_too_large", limit, facts.household.persons)


def most_persons(rule: HouseholdRule, home: Home) -> int | None:
    """Return how many may live in a flat; None where the table sets no limit. Area and rooms must both allow it."""
    by_area = next(
        (x.persons for x in rule.limits if _within(home.size, x.up_to_area, inclusive=rule.area_inclusive)), None
    )
    by_rooms = next((x.persons for x in rule.limits if x.rooms is not None and home.rooms <= x.rooms), None)
    known = [persons for persons in (by_area, by_rooms) if persons is not None]
    return min(known, default=None)


def _within(size: float, limit: float, *, inclusive: bool) -> bool:
    return size <= limit if inclusive else size < limit


def one_lease(facts: Facts) -> Answer:
    """CHECK-13: an earlier lease must be given notice; staff see to it."""
    return Answer(Result.REVIEW, "notice_missing") if any(not x.notice_given for x in facts.leases) else PASSED


def references(rule: ReferencesRule, facts: Facts) -> Answer:
    """CHECK-14: what an earlier landlord says."""
    match facts.references:
        case None:
            return NOT_KNOWN
        case "good":
            return PASSED
        case "none":
            return _verdict(rule.none, "no_references")
        case "bad":
            return _verdict(rule.bad, "bad_references")


def moved_in(rule: MovedInRule, facts: Facts) -> Answer:
    """CHECK-17: long enough in the present flat."""
    too_soon = any(Calendar().last_day_after(lease.since, rule.not_before) > facts.today for lease in facts.leases)
    return Answer(Result.FAIL, "moved_in_recently") if too_soon else PASSED


def strictest(answers: list[Answer]) -> Answer:
    """Return the strictest of several answers: a fail, else a review, else a pass."""
    for result in (Result.FAIL, Result.REVIEW):
        for answer in answers:
            if answer.result is result:
                return answer
    return PASSED


def _verdict(verdict: Verdict, code: str) -> Answer:
    return PASSED if verdict == "pass" else Answer(Result(verdict), code)
