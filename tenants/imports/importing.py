"""Rows read in from a file: compared, shown, and written when staff say yes. All of it or nothing."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.core.cache import cache
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.db.models import Model

from tenants import waking
from tenants.actors import Actor, actor_named
from tenants.core.table_columns import Sheet, shrunken
from tenants.events import Fact, record
from tenants.imports.staging import Beside, Staged, stage
from tenants.models import FileImport, ImportState
from tenants.outcome import Refused, refused
from tenants.scoping import scoped_landlord
from tenants.tables import BadTable, is_small

IN_REQUEST = 2000  # rows, a second or two if all of them change; what is larger is a worker's
KEPT = timedelta(days=7)  # how long a file waits for a yes
PROGRESS = 600  # seconds


@dataclass(frozen=True)
class Importing:
    """How rows of one sort are read in.

    `said` begins the kinds of its events: `<said>.uploaded`, `<said>.discarded`, `<said>.imported`; `told_of_each`
    is the kind of one event for each row that changes, where they are told of. Rows that the file does not name stay,
    or are removed.
    """

    sheet: Sheet
    files: type[FileImport]
    rows: type[Model]
    said: str
    told_of_each: str = ""
    removes_missing: bool = False

    @transaction.atomic
    def upload(self, data: bytes, name: str, *, by: Actor, now: datetime) -> FileImport:
        """Take a file and compare it with what is there: at once, or by a worker if it is large.

        Nothing is changed yet. The file is removed when it has been read in, thrown away, or a week has passed.
        """
        row = self.files.objects.create(
            name=name[-120:],
            content=data,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            uploaded_at=now,
            uploaded_by=str(by),
            look_again_at=now,
        )
        record([Fact(f"{self.said}.uploaded", row.subject)], by=by, now=now)
        if is_small(data, IN_REQUEST):
            self.compare(row, now=now)
        else:
            waking.after_commit(waking.TICK)
        return row

    def look_at(self, row: FileImport, now: datetime) -> None:
        """Do what a file waits for; what a locked row's `look_again_at` is for."""
        match ImportState(row.state):
            case ImportState.COMPARING:
                self.compare(row, now=now)
            case ImportState.APPLYING:
                self._apply(row, now=now)
            case _:
                _end(row, ImportState.DISCARDED, now=now)

    def compare(self, row: FileImport, *, now: datetime) -> None:
        """Find out what a file would do, or what is wrong in it."""
        result, beside = self._compared(row)
        row.state = ImportState.READY if beside is not None else ImportState.WRONG
        row.fingerprint = beside.fingerprint() if beside is not None else ""
        row.result = json.loads(json.dumps(result, cls=DjangoJSONEncoder))
        row.look_again_at = now + KEPT
        row.save(update_fields=["state", "result", "fingerprint", "look_again_at"])

    def _compared(self, row: FileImport) -> tuple[dict[str, Any], Beside | None]:
        try:
            staged = self._stage(row)
        except BadTable as bad:
            return {"file": bad.code, "line": bad.row}, None
        told: dict[str, Any] = {"rows": staged.rows, "unknown": staged.unknown}
        told["columns"] = [column.name for column in staged.columns]
        if staged.wrong:
            wrong = sorted(staged.wrong, key=attrgetter("row"))  # rows that stand twice are found last
            return told | {"wrong": [asdict(one) for one in wrong], "wrong_in_all": staged.wrong_in_all}, None
        beside = self._beside(staged)
        counts = beside.counts()
        seen = {"added": beside.added(), "changed": beside.changed(), "missing": beside.missing()}
        left = counts["there"] - counts["missing"] if self.removes_missing else staged.rows
        shrinks = shrunken(min(staged.rows, left), counts["there"])  # as many rows may be another landlord's
        return told | {"counts": counts, "shrunken": shrinks, "seen": seen}, beside

    def _stage(self, row: FileImport) -> Staged:
        return stage(self.sheet, bytes(row.content or b""), row.name, told=lambda done: tell(row, done))

    def _beside(self, staged: Staged) -> Beside:
        return Beside(self.sheet, self.rows, staged.columns, scoped_landlord())

    @transaction.atomic
    def confirm(self, import_id: int, *, sure: bool = False, by: Actor, now: datetime) -> None | Refused:
        """Read in a file that has been compared; a large one is a worker's.

        Refused: `not_open` (no file waits for a yes), `fewer_rows` (a shrunken file, without a second yes),
        `rows_changed` (somebody has changed what is there since it was compared; it has been compared anew).
        """
        row = self.files.objects.select_for_update(no_key=True).get(pk=import_id)
        if row.state != ImportState.READY:
            return refused("not_open")
        if row.result["shrunken"] and not sure:
            return refused("fewer_rows")
        row.state, row.confirmed_by, row.look_again_at = ImportState.APPLYING, str(by), now
        row.save(update_fields=["state", "confirmed_by", "look_again_at"])
        if is_small(bytes(row.content or b""), IN_REQUEST):
            return self._apply(row, now=now)
        waking.after_commit(waking.TICK)
        return None

    @transaction.atomic
    def discard(self, import_id: int, *, by: Actor, now: datetime) -> None | Refused:
        """Throw a file away; nothing of it has been read in. Refused: `not_open`."""
        row = self.files.objects.select_for_update(no_key=True).get(pk=import_id)
        if row.state not in {ImportState.READY, ImportState.WRONG, ImportState.COMPARING}:
            return refused("not_open")
        record([Fact(f"{self.said}.discarded", row.subject)], by=by, now=now)
        _end(row, ImportState.DISCARDED, now=now)
        return None

    def _apply(self, row: FileImport, *, now: datetime) -> None | Refused:
        """Write a confirmed file's rows, an event for each that changes where they are told of, and one for all."""
        beside = self._beside(self._stage(row))
        if beside.fingerprint() != row.fingerprint:
            self.compare(row, now=now)
            return refused("rows_changed")
        counts, by = beside.counts(), actor_named(row.confirmed_by)
        try:
            with transaction.atomic():
                self._write(beside, by=by, now=now)
        except IntegrityError:  # the same row was added by another meanwhile
            self.compare(row, now=now)
            return refused("rows_changed")
        done = {"added": counts["added"], "changed": counts["changed"]}
        done |= {"removed": counts["missing"]} if self.removes_missing else {}
        record([Fact(f"{self.said}.imported", row.subject, data=done)], by=by, now=now)
        row.result = {name: row.result[name] for name in ("rows", "unknown", "columns", "shrunken")}
        row.result |= {"counts": counts}
        _end(row, ImportState.DONE, now=now)
        return None

    def _write(self, beside: Beside, *, by: Actor, now: datetime) -> None:
        if self.told_of_each:
            label = self.rows._meta.label_lower  # noqa: SLF001  (Django's own way to the name)
            for batch in beside.changes():
                facts = [Fact(self.told_of_each, f"{label}:{pk}", data={"fields": fields}) for pk, fields in batch]
                record(facts, by=by, now=now)
        beside.write()
        if self.removes_missing:
            beside.remove_missing()


def _end(row: FileImport, state: ImportState, *, now: datetime) -> None:
    row.state, row.ended_at, row.look_again_at, row.content = state, now, None, None
    row.save(update_fields=["state", "ended_at", "look_again_at", "content", "result"])


# ---- how far it has come


def tell(row: FileImport, done: int) -> None:
    """Say how many rows have been read, past the transaction that reads them."""
    cache.set(_key(row), done, PROGRESS)


def progress(row: FileImport) -> int:
    """Return how many rows have been read so far, as last heard."""
    return int(cache.get(_key(row)) or 0)


def _key(row: FileImport) -> str:
    return f"import:{row.landlord_id}:{row.subject}"
