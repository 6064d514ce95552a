"""What staff enter on a case: timed steps, each once, never changed; what is wrong is corrected by a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from disturbance.core.steps import NEEDS_PLACE, NEEDS_TEXT, HeardFrom, Step
from disturbance.models import Case, Entry, NightRole, NightWorker
from disturbance.services.dispatch import lock_case
from disturbance.services.writing import note, write
from tenants import waking
from tenants.outcome import Refused, refused

AHEAD = timedelta(minutes=2)  # so much may a telephone's clock be before ours


@dataclass(frozen=True, slots=True)
class Said:
    """One entry as it is sent. `key` is made once by the page or telephone, however often it is sent."""

    key: UUID
    step: Step
    happened_at: datetime | None = None
    text: str = ""
    heard_from: HeardFrom | None = None


@transaction.atomic
def enter(case_id: int, said: Said, *, by: NightWorker, now: datetime) -> Entry | Refused:
    """Write an entry; the same key a second time gives the first entry again (NIGHT-4, NIGHT-5).

    What a telephone without a connection kept is taken when it comes, also when the case is closed meanwhile.
    Refused: `not_on_the_case` (of a patrol that is not on it), `case_closed` (what happened after that),
    `case_locked` (the morning has come: it is corrected instead), `place_missing` (heard, or not: from where?),
    `text_missing`, `time_wrong` (before the call, or ahead of now).
    """
    case = lock_case(case_id)
    if (there := Entry.objects.filter(key=said.key, landlord=case.landlord_id).first()) is not None:
        return there
    if code := _against(case, said, by, now):
        return refused(code)
    return write(case, said.step, by=by, now=now, key=said.key, text=said.text, heard_from=said.heard_from,
                 happened_at=said.happened_at)  # fmt: skip


@transaction.atomic
def correct(entry_id: int, text: str, *, key: UUID, by: NightWorker, now: datetime) -> Entry | Refused:
    """Correct an entry by a new one; the first stays as it was (NIGHT-6). Refused: `text_missing`."""
    wrong = Entry.objects.get(pk=entry_id)
    case = lock_case(wrong.case_id)
    if (there := Entry.objects.filter(key=key, landlord=case.landlord_id).first()) is not None:
        return there
    if not text.strip():
        return refused("text_missing")
    made = write(case, Step.CORRECTION, by=by, now=now, key=key, text=text, corrects=wrong)
    note(case, "case.corrected", by=by, now=now, step=wrong.step)
    if case.locked_at is not None:  # the portal makes a new version of the report; the earlier stays
        Case.objects.filter(pk=case.joined_to_id or case.pk).update(look_again_at=now)
        waking.after_commit(waking.TICK)
    return made


def _against(case: Case, said: Said, by: NightWorker, now: datetime) -> str | None:
    on_it = case.patrol is not None and by.pk in {case.patrol.first_id, case.patrol.second_id}
    if by.role == NightRole.PATROL and not on_it:
        return "not_on_the_case"
    when = said.happened_at or now
    if case.locked_at is not None:
        return "case_locked"
    if case.closed_at is not None and when > case.closed_at:
        return "case_closed"
    if said.step in NEEDS_PLACE and said.heard_from is None:
        return "place_missing"
    if said.step in NEEDS_TEXT and not said.text.strip():
        return "text_missing"
    return "time_wrong" if when < case.opened_at or when > now + AHEAD else None
