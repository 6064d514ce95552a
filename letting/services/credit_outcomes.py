"""Outcomes of credit checks are kept, and used again where the rules say so; reports are not kept (CHECK-10, 20)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from letting.core.answers import Answer, Result, strictest
from letting.models import CreditOutcome, Listing
from tenants.core.calendar import Calendar, local_day
from tenants.rulesets.requirement_rules import CreditRule


def keep_outcome(
    listing: Listing, people: Collection[int], answer: Answer, *, lifts: bool, source: str, now: datetime
) -> None:
    """Keep how a credit check of one or two came out: the answer, its day, and the version of the rules.

    Never the report. Two who did not pass together may each have passed alone: then nothing is kept, for either.
    """
    if answer.result is Result.REVIEW or listing.ruleset_id is None:
        return
    if answer.result is Result.FAIL and len(people) > 1:
        return
    CreditOutcome.objects.bulk_create(
        CreditOutcome(
            landlord_id=listing.landlord_id,
            person_id=person,
            made_on=local_day(now),
            result=answer.result,
            code=answer.code or ("decided_by_staff" if answer.result is Result.FAIL else ""),
            liftable=lifts,
            source=source,
            ruleset_id=listing.ruleset_id,
        )
        for person in people
    )


def outcomes_to_reuse(rule: CreditRule, people: Collection[int], today: date) -> Mapping[int, CreditOutcome]:
    """Return the latest outcome of each whose is still within the rule's period; the others are checked anew."""
    if rule.reused_for is None:
        return {}
    rows = CreditOutcome.objects.filter(person__in=people).order_by("made_on", "pk")
    latest = {row.person_id: row for row in rows}
    return {
        person: row
        for person, row in latest.items()
        if Calendar().last_day_after(row.made_on, rule.reused_for) >= today
    }


def joined(outcomes: Collection[CreditOutcome]) -> tuple[Answer, bool]:
    """Return the strictest of some outcomes, and whether a security may stand in for all that did not pass."""
    answer = strictest(Answer(Result(one.result), one.code) for one in outcomes)
    lifts = all(one.liftable for one in outcomes if one.result != Result.PASS)
    return answer, lifts and answer.result is not Result.PASS
