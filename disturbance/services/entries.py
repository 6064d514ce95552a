"""What staff enter on a case: timed steps, each once, never changed; what is wrong is corrected by a new one."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from disturbance.core.steps import NEEDS_PLACE, NEEDS_TEXT, HeardFrom, Step
from disturbance.models import Case, CasePhoto, Entry, NightWorker
from disturbance.services.dispatch import lock_case
from disturbance.services.safety import heard_from
from disturbance.services.writing import against, is_on, note, write
from tenants import waking
from tenants.files import write_with_transaction
from tenants.outcome import Refused, refused


@dataclass(frozen=True, slots=True)
class Said:
    """One entry as it is sent. `key` is made once by the page or telephone, however often it is sent.

    `photo` is a JPEG as `tenants.photographs.taken_in` gives it.
    """

    key: UUID
    step: Step
    happened_at: datetime | None = None
    text: str = ""
    heard_from: HeardFrom | None = None
    photo: bytes = b""


@transaction.atomic
def enter(case_id: int, said: Said, *, by: NightWorker, now: datetime) -> Entry | Refused:
    """Write an entry; the same key a second time gives the first entry again (NIGHT-4, NIGHT-5).

    What a telephone without a connection kept is taken when it comes, also when the case is closed meanwhile.
    Refused as `writing.against`, and `place_missing` (heard, or not: from where?), `text_missing`.
    """
    case = lock_case(case_id)
    if (there := Entry.objects.filter(key=said.key, landlord=case.landlord_id).first()) is not None:
        return there
    if code := _against(case, said, by, now):
        return refused(code)
    made = write(case, said.step, by=by, now=now, key=said.key, text=said.text, heard_from=said.heard_from,
                 happened_at=said.happened_at)  # fmt: skip
    if said.photo:
        _keep(made, said.photo)
    if case.patrol is not None and is_on(case, by):
        heard_from(case.patrol.pk, made.happened_at)
    return made


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


def _keep(entry: Entry, photo: bytes) -> None:
    name = f"cases/{entry.landlord_id}/{secrets.token_hex(16)}.jpeg"
    CasePhoto.objects.create(landlord_id=entry.landlord_id, entry=entry, image=write_with_transaction(name, photo))


def _against(case: Case, said: Said, by: NightWorker, now: datetime) -> str | None:
    if code := against(case, said.happened_at or now, by=by, now=now):
        return code
    if said.step in NEEDS_PLACE and said.heard_from is None:
        return "place_missing"
    return "text_missing" if said.step in NEEDS_TEXT and not said.text.strip() and not said.photo else None
