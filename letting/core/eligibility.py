"""Requirements: one function each, with one of three answers: pass, fail or review (section 3 of the rules). Pure.

*Review* means that a person decides, with a reason. What is not known is reviewed, never passed in silence.
The same functions answer "could I apply?" and decide in earnest.
"""

from datetime import date
from typing import assert_never

from letting.core.answers import NOT_KNOWN, PASSED, Answer, Result, verdict
from letting.core.credit import credit
from letting.core.facts import Facts, Home, Household
from letting.core.income import income
from queues.core.registering import age_on
from tenants.core.calendar import Calendar
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import (
    AgeRule,
    ConductRule,
    CreditRule,
    DeclarationRule,
    HouseholdRule,
    IncomeRule,
    MovedInRule,
    OneLeaseRule,
    ReferencesRule,
    RequirementRules,
)


def judge(rule: RequirementRules, facts: Facts, home: Home, rules: Rules) -> Answer:
    """Judge one requirement of a ruleset."""
    match rule:
        case AgeRule():
            return age(rule, facts)
        case IncomeRule():
            return income(rule, facts, home, rules.amounts_for(rule))
        case CreditRule():
            return credit(rule, facts, home)
        case HouseholdRule():
            return household(rule, facts, home)
        case OneLeaseRule():
            return one_lease(facts)
        case ReferencesRule():
            return references(rule, facts)
        case MovedInRule():
            return moved_in(rule, facts, home)
        case ConductRule():
            return conduct(rule, facts)
        case DeclarationRule():
            return PASSED  # undertaken or shown at the signing, where it is asked for (CHECK-15, 16, 18)
        case _:
            assert_never(rule)


def age(rule: AgeRule, facts: Facts) -> Answer:
    """CHECK-1: old enough on the day of the lease."""
    years = age_on(facts.born, facts.today)
    return PASSED if years >= rule.minimum else Answer(Result.FAIL, "too_young", rule.minimum, years)


def household(rule: HouseholdRule, facts: Facts, home: Home) -> Answer:
    """CHECK-12: as many as the flat is for."""
    if facts.household is None:
        return NOT_KNOWN
    limit = most_persons(rule, home, facts.household)
    if limit is None or facts.household.persons <= limit:
        return PASSED
    return Answer(Result(rule.too_large), "household_too_large", limit, facts.household.persons)


def most_persons(rule: HouseholdRule, home: Home, household: Household | None = None) -> int | None:
    """Return how many may live in a flat; None where the table sets no limit. Area and rooms must both allow it.

    Where some of the persons must be small children, a household without them may be so many fewer.
    """
    small = sum(years < rule.small_child_under for years in household.children) if household else None
    by_area = next((x for x in rule.limits if _within(home.size, x.up_to_area, inclusive=rule.area_inclusive)), None)
    by_rooms = next((x for x in rule.limits if x.rooms is not None and home.rooms <= x.rooms), None)
    known = [
        x.persons - max(x.small_children - small, 0) if small is not None else x.persons
        for x in (by_area, by_rooms)
        if x is not None
    ]
    return min(known, default=None)


def _within(size: float, limit: float, *, inclusive: bool) -> bool:
    return size <= limit if inclusive else size < limit


def one_lease(facts: Facts) -> Answer:
    """CHECK-13: an earlier lease must be given notice; staff see to it."""
    return Answer(Result.REVIEW, "notice_missing") if any(not x.notice_given for x in facts.leases) else PASSED


def references(rule: ReferencesRule, facts: Facts) -> Answer:
    """CHECK-14: what an earlier landlord says; for one's own renters an internal check of payments and upkeep."""
    match facts.references:
        case None if facts.leases:
            return Answer(Result.REVIEW, "internal_check")
        case None:
            return NOT_KNOWN
        case "good":
            return PASSED
        case "none":
            return verdict(rule.none, "no_references")
        case "bad":
            return verdict(rule.bad, "bad_references")


def conduct(rule: ConductRule, facts: Facts) -> Answer:
    """QUEUE-14: misconduct that the landlord has on record, as far back as the rule looks."""
    within = rule.within
    counts = [on for on in facts.misconduct if within is None or Calendar().last_day_after(on, within) > facts.today]
    return verdict(rule.answer, "misconduct") if counts else PASSED


def moved_in(rule: MovedInRule, facts: Facts, home: Home) -> Answer:
    """CHECK-17: a present renter moves on: long enough there, without debts, and the flat inspected first.

    Where it is inspected first, what the inspection found counts as a debt before it is billed.
    """
    first_day = may_move_from(rule, facts)
    if first_day is None:
        return PASSED
    if first_day > facts.today:
        return Answer(Result.FAIL, "moved_in_recently")
    smaller = all(home.size < lease.size for lease in facts.leases)
    damages = sum(lease.damages for lease in facts.leases) if rule.inspection else 0
    if facts.landlord_debt or damages:
        return verdict(rule.debts_when_smaller if smaller else rule.debts, "debts")
    if rule.inspection and not all(lease.inspected for lease in facts.leases):
        return Answer(Result.REVIEW, "inspection_first")
    return PASSED


def may_move_from(rule: MovedInRule, facts: Facts) -> date | None:
    """Return the first day on which a present renter may move on; None for one who rents nothing here (CHECK-17)."""
    return max((Calendar().last_day_after(lease.since, rule.not_before) for lease in facts.leases), default=None)
