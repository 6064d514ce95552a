"""Deciding a claim for priority, by one person or by two (SCHEME-7)."""

from datetime import datetime

from django.db import transaction

from queues.core.priority import outcome_of
from queues.models import PriorityClaim, PriorityState
from queues.services.claims import lock, note
from queues.services.priority_letters import decision_letter
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.outbox import post
from tenants.outcome import Refused, refused

UNDECIDED = (PriorityState.FILED, PriorityState.PROPOSED)


@transaction.atomic
def decide_priority(
    claim_id: int, *, granted: bool, cause: str, reason: str, by: Actor, now: datetime
) -> None | Refused:
    """Grant or refuse a claim with a coded cause and a reason; the person is told (SCHEME-7).

    Where the landlord wants two persons, the first only proposes. A second who is of the same mind decides; one who
    is not proposes in turn. Refused: `already_answered`, `unknown_cause` (or one of the other outcome),
    `reason_missing`, `second_person_needed`, `no_such_ground` (the rules give no priority any more).
    """
    claim = lock(claim_id)
    if claim.state not in UNDECIDED:
        return refused("already_answered")
    rules = rules_today(local_day(now))
    if rules.priority is None:
        return refused("no_such_ground")
    if outcome_of(cause) is not granted:
        return refused("unknown_cause")
    if not reason.strip():
        return refused("reason_missing")
    proposed = claim.state == PriorityState.PROPOSED
    if proposed and claim.proposed_by == str(by):
        return refused("second_person_needed")
    agreed = proposed and outcome_of(claim.cause) is granted
    claim.cause, claim.reason = cause, reason.strip()
    if rules.priority.needs_two and not agreed:
        _propose(claim, granted=granted, by=by, now=now)
        return None
    claim.state = PriorityState.GRANTED if granted else PriorityState.REFUSED
    claim.offers_left = rules.priority.offers if granted else 0
    claim.decided_at, claim.decided_by = now, str(by)
    claim.save(update_fields=["cause", "reason", "state", "offers_left", "decided_at", "decided_by"])
    data = {"ground": claim.ground, "cause": cause, "offers": claim.offers_left}
    note("priority.granted" if granted else "priority.refused", claim, data, by=by, now=now)
    post([decision_letter(claim, rules)], now=now)
    return None


def _propose(claim: PriorityClaim, *, granted: bool, by: Actor, now: datetime) -> None:
    claim.state, claim.proposed_by = PriorityState.PROPOSED, str(by)
    claim.save(update_fields=["cause", "reason", "state", "proposed_by"])
    data = {"ground": claim.ground, "cause": claim.cause, "proposal": "grant" if granted else "refuse"}
    note("priority.proposed", claim, data, by=by, now=now)
