"""Outcomes of credit checks are kept, and used again where the rules say so; reports are not kept (CHECK-10, 20)."""

from datetime import date, datetime

from letting.core.answers import Answer, Result
from letting.models import Check, CreditOutcome, Listing
from tenants.core.calendar import Calendar, local_day
from tenants.rulesets.requirement_rules import CreditRule


def keep_outcome(listing: Listing, check: Check, person_id: int, *, source: str, now: datetime) -> None:
    """Keep how a credit check came out: the answer, its day, and the version of the rules; never the report."""
    if check.result == Result.REVIEW or listing.ruleset_id is None:
        return
    CreditOutcome.objects.create(
        person_id=person_id,
        made_on=local_day(now),
        result=check.result,
        code=check.code or ("decided_by_staff" if check.result == Result.FAIL else ""),
        liftable=check.liftable,
        source=source,
        ruleset_id=listing.ruleset_id,
    )


def outcome_to_reuse(rule: CreditRule, person_id: int, today: date) -> CreditOutcome | None:
    """Return the person's latest outcome if it is still within the rule's period; None: a new check is made."""
    if rule.reused_for is None:
        return None
    latest = CreditOutcome.objects.filter(person=person_id).order_by("-made_on", "-pk").first()
    if latest is None or Calendar().last_day_after(latest.made_on, rule.reused_for) < today:
        return None
    return latest


def as_answer(outcome: CreditOutcome) -> Answer:
    """Return a kept outcome as an answer."""
    return Answer(Result(outcome.result), outcome.code)
