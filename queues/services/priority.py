"""Priority (SCHEME-7): applied for with documents, entered by staff, taken back, and used by an offer."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from queues.core.priority import Shown, outcome_of, reasons_against, statement_of
from queues.models import PriorityClaim, PriorityState, Registration
from queues.services.claims import LIVE, draft_of, has_live, lock, note, subject_of
from queues.services.priority_decisions import decide_priority as decide_priority
from queues.services.priority_letters import filed_letter
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.documents import documents_of, move_documents
from tenants.landlords import rules_today
from tenants.models import Person
from tenants.outbox import post
from tenants.outcome import Refused, refused
from tenants.rulesets.office_rules import PriorityGround, PriorityRules

# Asked since when a person has rented here, on a day: `letting` knows, and tells it here.
rented_since: list[Callable[[int, date], date | None]] = []


@transaction.atomic
def apply_for_priority(
    person_id: int, ground: str, *, statement: Mapping[str, Any], text: str, by: Actor, now: datetime
) -> PriorityClaim | Refused:
    """File an application for priority, with the documents that were shown for its draft (SCHEME-7).

    `statement` holds `distance_km` and `permanent_full_time`, where the ground asks for them. Refused:
    `no_such_ground`, `by_staff_only`, `not_registered`, `already_applied`, `too_near`, `not_permanent`,
    `not_resident_long_enough`, `document_missing`.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    today = local_day(now)
    rules = rules_today(today)
    wanted = _ground(rules.priority, ground)
    if wanted is None:
        return refused("no_such_ground")
    if wanted.by_staff:
        return refused("by_staff_only")
    documents = list(documents_of(draft_of(person_id)).filter(person=person_id))
    stated = statement_of(wanted, statement)
    shown = Shown(stated, len(documents), _rented_since(person_id, today))
    reasons = reasons_against(wanted, shown, calendar=rules.workdays, day=today)
    if not Registration.objects.filter(person=person_id).exists():
        reasons = ("not_registered", *reasons)
    if has_live(person_id):
        reasons = ("already_applied", *reasons)
    if reasons:
        return Refused(reasons)
    claim = PriorityClaim.objects.create(
        person_id=person_id, ground=ground, statement=stated, text=text.strip(), filed_at=now
    )
    move_documents(documents, subject_of(claim.pk), by=by, now=now)
    note("priority.applied", claim, {"ground": ground, "documents": len(documents)}, by=by, now=now)
    post([filed_letter(claim, wanted)], now=now)
    return claim


@transaction.atomic
def enter_priority(
    person_id: int, ground: str, *, cause: str = "", reason: str, by: Actor, now: datetime
) -> PriorityClaim | Refused:
    """Enter what others have seen to, or what was told by phone: with a cause it is granted, without one it waits.

    Where the landlord wants two persons, it is granted by the second. Refused: `no_such_ground`,
    `already_applied`, `unknown_cause` (none that grants), `reason_missing`.
    """
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    wanted = _ground(rules_today(local_day(now)).priority, ground)
    if wanted is None:
        return refused("no_such_ground")
    if has_live(person_id):
        return refused("already_applied")
    if cause and outcome_of(cause) is not True:
        return refused("unknown_cause")
    if not reason.strip():
        return refused("reason_missing")
    claim = PriorityClaim.objects.create(person_id=person_id, ground=ground, reason=reason.strip(), filed_at=now)
    note("priority.entered", claim, {"ground": ground}, by=by, now=now)
    if cause:
        outcome = decide_priority(claim.pk, granted=True, cause=cause, reason=reason, by=by, now=now)
        assert outcome is None, outcome  # noqa: S101  (all of it was asked above)
        claim.refresh_from_db()
    return claim


@transaction.atomic
def withdraw_claim(claim_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Take a claim back before it is decided, or give up what was granted. Refused: `not_open`."""
    claim = lock(claim_id)
    if claim.state not in LIVE:
        return refused("not_open")
    claim.state, claim.offers_left = PriorityState.WITHDRAWN, 0
    claim.save(update_fields=["state", "offers_left"])
    note("priority.withdrawn", claim, by=by, now=now)
    return None


@transaction.atomic
def use_priority(claim: PriorityClaim, *, subject: str = "", by: Actor, now: datetime) -> None | Refused:
    """Note that an offer was made by priority: one less is left, and with none left it is used up (SCHEME-7).

    `subject` names the listing. Refused: `not_open` (not granted, or used up meanwhile).
    """
    row = lock(claim.pk)
    if row.state != PriorityState.GRANTED or row.offers_left == 0:
        return refused("not_open")
    row.offers_left -= 1
    if row.offers_left == 0:
        row.state = PriorityState.USED
    row.save(update_fields=["offers_left", "state"])
    note("priority.used", row, {"offers_left": row.offers_left, "for": subject}, by=by, now=now)
    return None


def live_priorities(person_ids: Iterable[int]) -> Mapping[int, PriorityClaim]:
    """Return the granted priority, with offers left, of each of these persons who has one: one statement."""
    rows = PriorityClaim.objects.filter(
        person__in=set(person_ids), state=PriorityState.GRANTED, offers_left__gt=0
    )  # fmt: skip
    return {row.person_id: row for row in rows}


def _ground(rules: PriorityRules | None, slug: str) -> PriorityGround | None:
    return rules.grounds.get(slug) if rules else None


def _rented_since(person_id: int, day: date) -> date | None:
    told = (asked(person_id, day) for asked in rented_since)
    return min((since for since in told if since), default=None)
