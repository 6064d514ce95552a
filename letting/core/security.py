"""May a security stand in for what a requirement lacks? (CHECK-11). Pure."""

from letting.core.answers import Answer, Result
from letting.core.facts import Facts
from tenants.rulesets.office_rules import CheckRules
from tenants.rulesets.requirement_rules import CreditRule, IncomeRule, RequirementRules

INCOME_CODES = frozenset({"income_too_low", "income_individual", "no_income_that_counts"})
SECURED = "security_accepted"
OFFERED = "security_offered"


def liftable(rule: RequirementRules, answer: Answer, facts: Facts, checks: CheckRules) -> bool:
    """Say whether an accepted security would turn this answer into a pass: a weak income, or small remarks.

    Never a debt; never no income at all where the landlord says so.
    """
    if not checks.securities or answer.result is Result.PASS:
        return False
    if isinstance(rule, IncomeRule):
        has_income = bool(answer.found)
        return answer.code in INCOME_CODES and (has_income or not checks.security_needs_income)
    return isinstance(rule, CreditRule) and only_small_remarks(rule, facts)


def only_small_remarks(rule: CreditRule, facts: Facts) -> bool:
    """Say whether remarks are all that stands in the way, and each of them small."""
    if facts.debts is None or not facts.remarks:
        return False
    in_debt = facts.debts.enforcement or facts.landlord_debt or facts.debts.restructuring
    small = all(rule.small_remark is None or remark.amount <= rule.small_remark for remark in facts.remarks)
    return small and not in_debt


def with_security(answer: Answer, *, may_lift: bool, accepted: bool, offered: bool) -> Answer:
    """Return the answer with the security counted in: accepted, it passes; offered, a person decides first."""
    if not may_lift or answer.result is Result.PASS:
        return answer
    if accepted:
        return Answer(Result.PASS, SECURED, answer.needed, answer.found)
    if offered and answer.result is Result.FAIL:
        return Answer(Result.REVIEW, OFFERED, answer.needed, answer.found)
    return answer
