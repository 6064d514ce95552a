"""How an entry is written to a case, and the case's own log: the one place that writes either (NIGHT-5, NIGHT-6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from disturbance.core.steps import HeardFrom, Step
from disturbance.models import Case, Entry, NightWorker
from tenants.actors import Actor
from tenants.events import Fact, record
from tenants.scoping import scope

NIGHT_STAFF = "night"


def night_actor(worker: NightWorker) -> Actor:
    """Return one of the night service's staff, as the log names her."""
    return Actor(NIGHT_STAFF, worker.pk)


def write(
    case: Case, step: Step, *, by: NightWorker, now: datetime, key: UUID | None = None, text: str = "",
    heard_from: HeardFrom | None = None, happened_at: datetime | None = None, corrects: Entry | None = None,
) -> Entry:  # fmt: skip
    """Write an entry to a locked case; who is on its patrol together with her is named along."""
    return Entry.objects.create(
        landlord_id=case.landlord_id, case=case, key=key or uuid4(), step=step, heard_from=heard_from or "",
        text=text.strip(), happened_at=happened_at or now, recorded_at=now, by=by, along=_along(case, by),
        corrects=corrects,
    )  # fmt: skip


def note(case: Case, kind: str, *, by: NightWorker, now: datetime, **data: Any) -> None:
    """Note in the landlord's log what happened to a case: codes and numbers, no words of anybody."""
    with scope(case.landlord.pk):
        record([Fact(kind, case.subject, data=data)], by=night_actor(by), now=now)


def _along(case: Case, by: NightWorker) -> NightWorker | None:
    if case.patrol is None or by.pk not in {case.patrol.first_id, case.patrol.second_id}:
        return None
    return case.patrol.second if by.pk == case.patrol.first_id else case.patrol.first
