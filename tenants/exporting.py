"""Exports: a file of data that staff order with a reason. Who, what, why and how many rows is kept; the file is not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import translation

from tenants import waking
from tenants.actors import Actor, actor_named
from tenants.core.calendar import local_day
from tenants.events import Fact, declare_codes, record
from tenants.landlords import rules_today
from tenants.models import Export, ExportForm, Landlord
from tenants.outcome import Refused, refused
from tenants.scoping import scoped_landlord
from tenants.table_files import Table, TooLong, written
from tenants.words import in_sentence

IN_REQUEST = 1000  # rows; what is more, and every PDF, is a worker's
KEPT = timedelta(days=7)
TOO_LONG = "too_long_for_pdf"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of export: what it is called, about how many rows it has, and its content.

    `table` makes a table of an export's subject. `document` makes a PDF of another sort, with how many it holds.
    """

    word: Any
    size: Callable[[Export], int]
    table: Callable[[Export, datetime], Table] | None = None
    document: Callable[[Export, datetime], tuple[bytes, int]] | None = None

    @property
    def forms(self) -> list[ExportForm]:
        """Return the forms that it can be had in."""
        return list(ExportForm) if self.table is not None else [ExportForm.PDF]


kinds: dict[str, Kind] = {}


def declare(name: str, kind: Kind) -> None:
    """Declare a kind of export."""
    kinds[name] = kind
    declare_codes({name: in_sentence(kind.word)}, of="export.made.kind")


@transaction.atomic
def order_export(kind: str, subject: str, *, form: str, reason: str, by: Actor, now: datetime) -> Export | Refused:
    """Order a file, which is made at once if it is small and no PDF, else by a worker within a minute.

    Refused: `reason_missing`. Raises KeyError for an undeclared kind, ValueError for a form that it has not.
    """
    if not reason.strip():
        return refused("reason_missing")
    if ExportForm(form) not in kinds[kind].forms:
        raise ValueError(f"{kind} cannot be had as {form}")
    row = Export.objects.create(
        kind=kind, subject=subject, form=form, reason=reason.strip()[:200], asked_at=now, asked_by=str(by),
        look_again_at=now,
    )  # fmt: skip
    if form != ExportForm.PDF and kinds[kind].size(row) <= IN_REQUEST:
        look_at(row, now)
    else:
        waking.after_commit(waking.TICK)
    return row


def look_at(row: Export, now: datetime) -> None:
    """Make an export that waits, or remove the content of one that has been kept long enough."""
    if row.made_at is not None or row.last_error == TOO_LONG:
        row.content, row.look_again_at = None, None
        row.save(update_fields=["content", "look_again_at"])
        return
    try:
        with translation.override("sv"):
            row.content, row.rows = _made(row, now)
    except TooLong:
        row.last_error, row.look_again_at = TOO_LONG, None
        row.save(update_fields=["last_error", "look_again_at"])
        return
    row.made_at, row.look_again_at, row.last_error = now, now + KEPT, ""
    row.sha256 = hashlib.sha256(row.content).hexdigest()
    row.save(update_fields=["content", "rows", "made_at", "look_again_at", "sha256", "last_error"])
    fact = Fact("export.made", row.own_subject, data={"kind": row.kind, "rows": row.rows, "form": row.form})
    record([fact], by=actor_named(row.asked_by), now=now)


def _made(row: Export, now: datetime) -> tuple[bytes, int]:
    kind = kinds[row.kind]
    if kind.document is not None:
        return kind.document(row, now)
    if kind.table is None:
        raise ValueError(f"{row.kind} has no content")
    landlord = Landlord.objects.get(pk=scoped_landlord())
    facts = rules_today(local_day(now)).landlord
    return written(kind.table(row, now), row.form, now=now, landlord=landlord, facts=facts, reason=row.reason)


@transaction.atomic
def note_fetching(export_id: int, *, by: Actor, now: datetime) -> None:
    """Note that a file was fetched; its row's lock keeps the chain in order."""
    row = Export.objects.select_for_update(no_key=True).defer("content").get(pk=export_id)
    record([Fact("export.fetched", row.own_subject)], by=by, now=now)
