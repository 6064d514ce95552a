"""A patrol is chosen, sent, sent again and taken over from; a case is closed, or joined to another (NIGHT-3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from disturbance.core.categories import Ending
from disturbance.core.nearest import Choice, Crew, nearest
from disturbance.core.nights import morning_after
from disturbance.core.steps import Step
from disturbance.models import Case, CaseState, Entry, NightWorker, Patrol
from disturbance.services.safety import heard_from, rest
from disturbance.services.writing import against, note, write
from tenants.outcome import Refused, refused


def lock_case(case_id: int) -> Case:
    """Lock a case: whatever is done to it is done by one at a time, and what was written before is read again.

    Its patrol is read once the lock is had: one that waited would be given it as it was when the waiting began.
    """
    lock_cases((case_id,))
    return Case.objects.select_related("patrol__first", "patrol__second", "landlord").get(pk=case_id)


def lock_cases(case_ids: Iterable[int]) -> set[int]:
    """Lock several cases, by their numbers; return those that are there."""
    rows = Case.objects.select_for_update(of=("self",)).filter(pk__in=case_ids).order_by("pk")
    return set(rows.values_list("pk", flat=True))


def patrols_for(case: Case, now: datetime) -> list[Choice]:
    """Return the patrols on duty, the one to be sent first. One statement."""
    live = Count("cases", filter=~Q(cases__state=CaseState.CLOSED) & ~Q(cases=case.pk))
    crews = [
        Crew(row.pk, row.callsign, _place(row), row.placed_at, row.on_cases)
        for row in Patrol.objects.filter(off_at=None).annotate(on_cases=live)
    ]
    return nearest(crews, _place(case), now)


@transaction.atomic
def send(case_id: int, patrol_id: int, *, by: NightWorker, now: datetime) -> None | Refused:
    """Send a patrol to a case, the first time or instead of another.

    Refused: `case_closed`, `patrol_off_duty`, `already_sent` (that one is there already).
    """
    case = lock_case(case_id)
    before = case.patrol
    wanted = {patrol_id, before.pk if before else patrol_id}
    crews = Patrol.objects.select_for_update(no_key=True).filter(pk__in=wanted, off_at=None).order_by("pk")
    patrol = next((crew for crew in crews if crew.pk == patrol_id), None)
    if case.state == CaseState.CLOSED:
        return refused("case_closed")
    if patrol is None:
        return refused("patrol_off_duty")
    if case.patrol_id == patrol.pk:
        return refused("already_sent")
    case.patrol, case.state = patrol, CaseState.SENT
    case.save(update_fields=["patrol", "state"])
    write(case, Step.SENT, by=by, now=now, text=f"{before} → {patrol}" if before else str(patrol))
    note(case, "case.sent", by=by, now=now, patrol=patrol.pk)
    heard_from(patrol.pk, now)
    if before is not None:
        rest(before.pk)
    return None


@transaction.atomic
def close(
    case_id: int, ending: Ending, *, text: str = "", key: UUID | None = None, happened_at: datetime | None = None,
    by: NightWorker, now: datetime,
) -> None | Refused:  # fmt: skip
    """Close a case; the same key a second time has done it already.

    Refused as `writing.against`, and `case_closed`, `ending_wrong` (that one is by `join`).
    """
    case = lock_case(case_id)
    if key is not None and Entry.objects.filter(key=key, landlord=case.landlord_id).exists():
        return None
    if code := against(case, happened_at or now, by=by, now=now):
        return refused(code)
    if case.state == CaseState.CLOSED:
        return refused("case_closed")
    if ending is Ending.JOINED:
        return refused("ending_wrong")
    _close(case, ending, text=text, key=key, at=happened_at or now, by=by, now=now)
    return None


@transaction.atomic
def join(case_id: int, to_id: int, *, by: NightWorker, now: datetime) -> None | Refused:
    """Join a case to another about the same: it is closed, and who called stands in it (NIGHT-1).

    Refused: `case_closed` (either), `not_the_same` (itself, another landlord's, or one that is joined itself).
    """
    lock_cases((case_id, to_id))
    case, to = lock_case(case_id), lock_case(to_id)
    if case.pk == to.pk or case.landlord_id != to.landlord_id or to.joined_to_id is not None:
        return refused("not_the_same")
    if CaseState.CLOSED in (case.state, to.state):
        return refused("case_closed")
    case.joined_to = to
    _close(case, Ending.JOINED, text="", key=None, at=now, by=by, now=now)
    write(to, Step.JOINED, by=by, now=now, text=str(case.number))
    return None


def _close(
    case: Case, ending: Ending, *, text: str, key: UUID | None, at: datetime, by: NightWorker, now: datetime
) -> None:
    case.state, case.ending, case.closed_at = CaseState.CLOSED, ending, min(at, now)
    case.look_again_at = max(now, morning_after(case.night))  # its report waits for the morning, or is late
    case.save(update_fields=["state", "ending", "closed_at", "joined_to", "look_again_at"])
    write(case, Step.CLOSED, by=by, now=now, text=text, key=key, happened_at=case.closed_at)
    note(case, "case.closed", by=by, now=now, ending=ending.value)
    if case.patrol is not None:
        rest(case.patrol.pk)


def _place(row: Case | Patrol) -> tuple[float, float] | None:
    return None if row.latitude is None or row.longitude is None else (row.latitude, row.longitude)
