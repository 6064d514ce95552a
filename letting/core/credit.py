"""Debts and payment remarks (CHECK-7 to 10). Pure."""

from datetime import date

from letting.core.answers import NOT_KNOWN, PASSED, Answer, Result, strictest, verdict
from letting.core.facts import Facts, Home, Remark
from tenants.core.calendar import Calendar
from tenants.rulesets.requirement_rules import CreditRule


def credit(rule: CreditRule, facts: Facts, home: Home) -> Answer:
    """CHECK-7 to 10: debts first, then remarks by their age; the strictest answer counts."""
    to_landlord = verdict(rule.landlord_debt, "landlord_debt") if facts.landlord_debt else PASSED
    if facts.debts is None or facts.remarks is None:  # a debt that the portal knows of needs no more to be known
        return to_landlord if to_landlord.result is Result.FAIL else NOT_KNOWN
    return strictest(
        (
            verdict(rule.enforcement_debt, "enforcement_debt") if facts.debts.enforcement else PASSED,
            to_landlord,
            _restructuring(rule, facts, home) if facts.debts.restructuring else PASSED,
            remarks(rule, facts.remarks, facts),
        )
    )


def remarks(rule: CreditRule, found: tuple[Remark, ...], facts: Facts) -> Answer:
    """Judge payment remarks; where all are paid, good references can make up for them (CHECK-7, 9, 10)."""
    if found and all(remark.paid for remark in found) and rule.all_paid == "references":
        return _made_up_for(rule, facts)
    return strictest(
        verdict(rule.recent_remark, "recent_remark")
        if is_recent(rule, remark.on, facts.today)
        else verdict(rule.older_remark, "older_remark")
        for remark in found
    )


def _made_up_for(rule: CreditRule, facts: Facts) -> Answer:
    enough = _good_references(rule, facts)
    if enough:
        return PASSED
    return Answer(Result.REVIEW if enough is None else Result.FAIL, "paid_debts_need_references")


def _good_references(rule: CreditRule, facts: Facts) -> bool | None:
    """CHECK-10: say whether references are good and tell of as long as the rule asks; None where that is not known."""
    if facts.references != "good":
        return None if facts.references is None else False
    if rule.references_for is None:
        return True
    since = facts.references_since
    return None if since is None else Calendar().last_day_after(since, rule.references_for) <= facts.today


def is_recent(rule: CreditRule, on: date, today: date) -> bool:
    """Say whether a remark is younger than the rule's period: up to the same day a period later (CHECK-7)."""
    return rule.recent is not None and Calendar().last_day_after(on, rule.recent) > today


def _restructuring(rule: CreditRule, facts: Facts, home: Home) -> Answer:
    """CHECK-8: while debts are restructured, a present renter may only move to a cheaper flat."""
    if rule.restructuring != "cheaper_if_tenant":
        return verdict(rule.restructuring, "restructuring")
    cheaper = any(home.rent < lease.rent for lease in facts.leases)
    return PASSED if cheaper else Answer(Result.FAIL, "restructuring")
