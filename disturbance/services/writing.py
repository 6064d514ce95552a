"""How an entry is written to a case, and the case's own log: the one place that writes either (NIGHT-5, NIGHT-6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from disturbance.core.steps import HeardFrom, Step
from disturbance.models import Case, Entry, NightRole, NightWorker
from tenants.actors import Actor
from tenants.core.calendar import later
from tenants.events import Fact, record
from tenants.scoping import scope

NIGHT_STAFF = "night"
AHEAD = timedelta(minutes=2)  # so much may a telephone's clock be before ours


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


def is_on(case: Case, worker: NightWorker) -> bool:
    """Say whether someone is on a case's patrol."""
    return case.patrol is not None and worker.pk in {case.patrol.first_id, case.patrol.second_id}


def against(case: Case, when: datetime, *, by: NightWorker, now: datetime) -> str | None:
    """Return why nothing may be entered on a case as done at a moment, or none.

    `not_on_the_case` (of a patrol that is not on it), `case_locked` (the morning has come: it is corrected instead),
    `case_closed` (what happened after that), `time_wrong` (before the call, or ahead of now).
    """
    if by.role == NightRole.PATROL and not is_on(case, by):
        return "not_on_the_case"
    if case.locked_at is not None:
        return "case_locked"
    if case.closed_at is not None and when > case.closed_at:
        return "case_closed"
    return "time_wrong" if when < case.opened_at or when > later(now, AHEAD) else None


def _along(case: Case, by: NightWorker) -> NightWorker | None:
    if case.patrol is None or not is_on(case, by):
        return None
    return case.patrol.second if by.pk == case.patrol.first_id else case.patrol.first
