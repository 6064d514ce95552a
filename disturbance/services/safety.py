"""The crew's own safety: who is on a case is asked every fifteen minutes, and who does not answer is on the board."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from disturbance.core.safety import asked_by
from disturbance.models import CaseState, NightWorker, Patrol
from disturbance.services.crews import patrol_of
from tenants.outcome import Refused, refused


def heard_from(patrol_id: int, at: datetime) -> None:
    """Ask a patrol on duty and on a case again fifteen minutes after it was heard from; one that is free, not at all.

    In the transaction of what was heard, under the patrol's lock: after its case's, never before.
    """
    patrol = Patrol.objects.select_for_update(no_key=True).filter(pk=patrol_id, off_at=None).first()
    if patrol is None:
        return
    patrol.check_in_by = asked_by(patrol.check_in_by, at) if _is_on_a_case(patrol) else None
    patrol.save(update_fields=["check_in_by"])


def rest(patrol_id: int) -> None:
    """Ask a patrol no more that is on no case by now; under its lock, after its case's."""
    patrol = Patrol.objects.select_for_update(no_key=True).get(pk=patrol_id)
    if not _is_on_a_case(patrol):
        patrol.check_in_by = None
        patrol.save(update_fields=["check_in_by"])


@transaction.atomic
def check_in(*, by: NightWorker, now: datetime) -> None | Refused:
    """Let one of a crew say that all is well. Refused: `off_duty`."""
    patrol = patrol_of(by)
    if patrol is None:
        return refused("off_duty")
    heard_from(patrol.pk, now)
    return None


def _is_on_a_case(patrol: Patrol) -> bool:
    return patrol.cases.exclude(state=CaseState.CLOSED).exists()
