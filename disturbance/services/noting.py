"""That somebody read of a night is noted: personal data read by staff is logged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from disturbance.models import Case
from tenants.actors import Actor
from tenants.events import Fact, record


@transaction.atomic
def note_reading(cases: Sequence[int], kind: str, *, by: Actor, now: datetime, **data: Any) -> None:
    """Note on each case that it was read; the rows' locks keep the chains in order."""
    rows = Case.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=cases).order_by("pk")
    record([Fact(kind, row.subject, data=data) for row in rows], by=by, now=now)
