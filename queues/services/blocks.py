"""Blocks: an unanswered offer too many, a failed credit check, misconduct; lifted by staff (QUEUE-12 to 14)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from queues.core.blocks import free_from, misconduct_block
from queues.models import Block, BlockReason, Misconduct
from tenants.actors import Actor
from tenants.core.calendar import Period, local_day
from tenants.events import Fact, record
from tenants.models import Person, Ruleset
from tenants.outbox import Letter, post
from tenants.outcome import Refused


def start_blocks(
    person_ids: Iterable[int], reason: BlockReason, period: Period, *, cause: str = "", by: Actor, now: datetime
) -> date:
    """Block persons from today for a period, and tell them; return the first day free again. Four statements."""
    until = free_from(local_day(now), period)
    rows = Block.objects.bulk_create(
        Block(person_id=person, reason=reason, cause=cause, started_at=now, started_by=str(by), until=until)
        for person in person_ids
    )
    facts = [_fact("block.started", row, reason=str(reason), until=until) for row in rows]
    record(facts, by=by, now=now)
    context = {"reason": str(reason), "cause": cause, "until": until.isoformat()}
    post([Letter("blocked", f"blocked:{row.pk}", row.person_id, context=context) for row in rows], now=now)
    return until


@transaction.atomic
def block_for_misconduct(person_id: int, cause: str, *, by: Actor, now: datetime) -> Block | Refused:
    """Note misconduct, and block where a queue's rules say for how long (QUEUE-14, CHECK-10).

    `cause` is one of `Misconduct`. Refused: `unknown_cause`, `already_blocked` (a misconduct block that still holds).
    """
    Person.objects.select_for_update().get(pk=person_id)
    if cause not in Misconduct.values:
        return Refused(("unknown_cause",))
    today = local_day(now)
    if Block.objects.filter(Block.running_on(today), person=person_id, reason=BlockReason.MISCONDUCT).exists():
        return Refused(("already_blocked",))
    period = misconduct_block(dict(Ruleset.in_force(today).rules.queues))
    if period is not None:
        start_blocks([person_id], BlockReason.MISCONDUCT, period, cause=cause, by=by, now=now)
        return Block.objects.filter(person=person_id).latest("pk")
    row = Block.objects.create(
        person_id=person_id, reason=BlockReason.MISCONDUCT, cause=cause, started_at=now, started_by=str(by)
    )
    record([_fact("misconduct.noted", row, cause=cause)], by=by, now=now)
    return row


@transaction.atomic
def lift_block(block_id: int, *, reason: str, by: Actor, now: datetime) -> None | Refused:
    """Lift a block before its time, with a reason; of a note that blocks nothing the person is not told.

    Refused: `already_ended` (ended or lifted), `reason_missing`.
    """
    row = Block.objects.select_for_update().get(pk=block_id)
    if not row.holds_on(local_day(now)):
        return Refused(("already_ended",))
    if not reason.strip():
        return Refused(("reason_missing",))
    row.lifted_at, row.lifted_by, row.lifted_reason = now, str(by), reason.strip()
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    if row.until is None:
        record([_fact("misconduct.struck", row, cause=row.cause)], by=by, now=now)
        return None
    record([_fact("block.lifted", row, reason=row.reason)], by=by, now=now)
    post([Letter("block_lifted", f"block_lifted:{row.pk}", row.person_id)], now=now)
    return None


def blocked_until(person_ids: Iterable[int], today: date) -> Mapping[int, date]:
    """Return the first day free again of those who are blocked today. One statement."""
    rows = Block.objects.filter(Block.running_on(today), person__in=person_ids, until__isnull=False)
    return {person: until for person, until in rows.order_by("until").values_list("person", "until") if until}


def _fact(kind: str, row: Block, **data: object) -> Fact:
    return Fact(kind, f"queues.block:{row.pk}", row.person_id, data)
