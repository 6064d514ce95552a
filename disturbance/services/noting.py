"""That somebody read of a night is noted: personal data read by staff is logged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from disturbance.models import Case, NightWorker
from disturbance.services.writing import night_actor
from tenants.actors import Actor
from tenants.events import Fact, record
from tenants.scoping import scope


@transaction.atomic
def note_reading(cases: Sequence[int], kind: str, *, by: Actor, now: datetime, **data: Any) -> None:
    """Note on each case that it was read; the rows' locks keep the chains in order."""
    rows = Case.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=cases).order_by("pk")
    record([Fact(kind, row.subject, data=data) for row in rows], by=by, now=now)


def note_reading_on_duty(case: Case, *, by: NightWorker, now: datetime) -> None:
    """Note in its landlord's log that one of the night service's staff read a case; its row is locked."""
    with scope(case.landlord.pk):
        record([Fact("case.read", case.subject)], by=night_actor(by), now=now)
