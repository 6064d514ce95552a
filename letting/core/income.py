"""Incomes: which count, and whether they are enough for rent and living (CHECK-3 to 6). Pure."""

from collections.abc import Mapping

from letting.core.answers import NOT_KNOWN, PASSED, Answer, Result
from letting.core.facts import Facts, Home, Household, Income
from tenants.rulesets.requirement_rules import IncomeRule, NormalAmount

CHILD_BANDS = ((7, "child_0_6"), (11, "child_7_10"), (15, "child_11_14"))
DAYS_A_MONTH = 30


def income(rule: IncomeRule, facts: Facts, home: Home, amounts: Mapping[str, NormalAmount]) -> Answer:
    """CHECK-3 to 5: what is left when the rent is paid must be at least the table's amount, or a person judges it.

    The figures of a review are the rent and the income that counts: what is left is judged by staff (CHECK-4).
    """
    if facts.income is None:
        return NOT_KNOWN
    found = counted(facts.income, rule)
    if rule.rule == "review":
        if rule.none_counts == "fail" and found == 0 and not any(uncertain(one, rule) for one in facts.income):
            return Answer(Result.FAIL, "no_income_that_counts", home.rent, found)
        return Answer(Result.REVIEW, "income_individual", home.rent, found)
    if facts.household is None:
        return NOT_KNOWN
    needed = home.rent + normal_amount(facts.household, table_of(amounts, facts.today.year))
    return PASSED if found >= needed else Answer(Result.FAIL, "income_too_low", needed, found)


def counted(incomes: tuple[Income, ...], rule: IncomeRule) -> int:
    """Return kronor a month that count; what only supports counts beside a counted income (CHECK-6)."""
    own = sum(one.net for one in incomes if counts(one, rule))
    beside = sum(one.net for one in incomes if one.kind in rule.supporting and lasts(one, rule))
    return own + beside if own else 0


def counts(one: Income, rule: IncomeRule) -> bool:
    """Say whether an income counts: its kind, and long enough ahead (CHECK-6)."""
    return one.kind in rule.counted and lasts(one, rule)


def lasts(one: Income, rule: IncomeRule) -> bool:
    """Say whether an income goes on for long enough: months, or days left for its kind (CHECK-6)."""
    days = rule.days_left.get(one.kind)
    return one.months_left * DAYS_A_MONTH >= days if days is not None else one.months_left >= rule.months_ahead


def uncertain(one: Income, rule: IncomeRule) -> bool:
    """Say whether an income is for staff to judge where they judge one by one: unnamed, or too short (CHECK-4, 6)."""
    if rule.rule != "review" or one.net == 0 or one.kind in rule.refused or one.kind in rule.supporting:
        return False
    return not counts(one, rule)


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
