"""Units read in from a file: compared, shown, and written when staff say yes. All of it or nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from letting.core.unit_rows import shrunken
from letting.models import ImportState, UnitImport
from letting.services.unit_staging import Beside, Staged, stage
from tenants import waking
from tenants.actors import Actor, actor_named
from tenants.events import Fact, record
from tenants.outcome import Refused, refused
from tenants.scoping import scoped_landlord
from tenants.tables import BadTable, is_small

IN_REQUEST = 2000  # rows, a second or two if all of them change; what is larger is a worker's
KEPT = timedelta(days=7)  # how long a file waits for a yes
PROGRESS = 600  # seconds


@transaction.atomic
def upload_units(data: bytes, name: str, *, by: Actor, now: datetime) -> UnitImport:
    """Take a file of units and compare it with those that there are: at once, or by a worker if it is large.

    Nothing is changed yet. The file is removed when it has been read in, thrown away, or a week has passed.
    """
    row = UnitImport.objects.create(
        name=name[-120:],
        content=data,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_at=now,
        uploaded_by=str(by),
        look_again_at=now,
    )
    record([Fact("units.uploaded", row.subject)], by=by, now=now)
    if is_small(data, IN_REQUEST):
        compare(row, now=now)
    else:
        waking.after_commit(waking.TICK)
    return row


def look_at(row: UnitImport, now: datetime) -> None:
    """Do what a file waits for; what a locked row's `look_again_at` is for."""
    match ImportState(row.state):
        case ImportState.COMPARING:
            compare(row, now=now)
        case ImportState.APPLYING:
            _apply(row, now=now)
        case _:
            _end(row, ImportState.DISCARDED, now=now)


def compare(row: UnitImport, *, now: datetime) -> None:
    """Find out what a file would do, or what is wrong in it."""
    result, beside = _compared(row)
    row.state = ImportState.READY if beside is not None else ImportState.WRONG
    row.fingerprint = beside.fingerprint() if beside is not None else ""
    row.result = json.loads(json.dumps(result, cls=DjangoJSONEncoder))
    row.look_again_at = now + KEPT
    row.save(update_fields=["state", "result", "fingerprint", "look_again_at"])


def _compared(row: UnitImport) -> tuple[dict[str, Any], Beside | None]:
    try:
        staged = stage(bytes(row.content or b""), row.name, told=lambda done: tell(row, done))
    except BadTable as bad:
        return {"file": bad.code, "line": bad.row}, None
    told: dict[str, Any] = {"rows": staged.rows, "unknown": staged.unknown, "columns": [c.name for c in staged.columns]}
    if staged.wrong:
        return told | {"wrong": [asdict(one) for one in staged.wrong], "wrong_in_all": staged.wrong_in_all}, None
    beside = _beside(staged)
    counts = beside.counts()
    seen = {"added": beside.added(), "changed": beside.changed(), "missing": beside.missing()}
    return told | {"counts": counts, "shrunken": shrunken(staged.rows, counts["units"]), "seen": seen}, beside


def _beside(staged: Staged) -> Beside:
    return Beside(staged.columns, scoped_landlord())


@transaction.atomic
def confirm_import(import_id: int, *, sure: bool = False, by: Actor, now: datetime) -> None | Refused:
    """Read in a file that has been compared; a large one is a worker's.

    Refused: `not_open` (no file waits for a yes), `fewer_rows` (a shrunken file, without a second yes),
    `units_changed` (somebody has changed the units since it was compared; it has been compared anew).
    """
    row = UnitImport.objects.select_for_update(no_key=True).get(pk=import_id)
    if row.state != ImportState.READY:
        return refused("not_open")
    if row.result["shrunken"] and not sure:
        return refused("fewer_rows")
    row.state, row.confirmed_by, row.look_again_at = ImportState.APPLYING, str(by), now
    row.save(update_fields=["state", "confirmed_by", "look_again_at"])
    if is_small(bytes(row.content or b""), IN_REQUEST):
        return _apply(row, now=now)
    waking.after_commit(waking.TICK)
    return None


@transaction.atomic
def discard_import(import_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Throw a file away; nothing of it has been read in. Refused: `not_open`."""
    row = UnitImport.objects.select_for_update(no_key=True).get(pk=import_id)
    if row.state not in {ImportState.READY, ImportState.WRONG, ImportState.COMPARING}:
        return refused("not_open")
    record([Fact("units.discarded", row.subject)], by=by, now=now)
    _end(row, ImportState.DISCARDED, now=now)
    return None


def _apply(row: UnitImport, *, now: datetime) -> None | Refused:
    """Write a confirmed file's units, and an event for each that changes and one for the whole."""
    staged = stage(bytes(row.content or b""), row.name, told=lambda done: tell(row, done))
    beside = _beside(staged)
    if beside.fingerprint() != row.fingerprint:
        compare(row, now=now)
        return refused("units_changed")
    counts, by = beside.counts(), actor_named(row.confirmed_by)
    try:
        with transaction.atomic():
            for batch in beside.changes():
                facts = [Fact("unit.imported", f"letting.unit:{pk}", data={"fields": fields}) for pk, fields in batch]
                record(facts, by=by, now=now)
            beside.write()
    except IntegrityError:  # the same number was added by another meanwhile
        compare(row, now=now)
        return refused("units_changed")
    record([Fact("units.imported", row.subject, data={"added": counts["added"], "changed": counts["changed"]})], by=by,
           now=now)  # fmt: skip
    row.result = {name: row.result[name] for name in ("rows", "unknown", "columns", "shrunken")} | {"counts": counts}
    _end(row, ImportState.DONE, now=now)
    return None


def _end(row: UnitImport, state: ImportState, *, now: datetime) -> None:
    row.state, row.ended_at, row.look_again_at, row.content = state, now, None, None
    row.save(update_fields=["state", "ended_at", "look_again_at", "content", "result"])


# ---- how far it has come


def tell(row: UnitImport, done: int) -> None:
    """Say how many rows have been read, past the transaction that reads them."""
    cache.set(_key(row), done, PROGRESS)


def progress(row: UnitImport) -> int:
    """Return how many rows have been read so far, as last heard."""
    return int(cache.get(_key(row)) or 0)


def _key(row: UnitImport) -> str:
    return f"unit-import:{row.landlord_id}:{row.pk}"
