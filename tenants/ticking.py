"""The engine of time: finds rows whose `look_again_at` has come, and advances each in a transaction of its own.

Idempotent, safe to run twice at once, on any number of workers, late, or after days of outage: a row is taken
with SKIP LOCKED, looked at again under its lock, and advanced until nothing more is due. A row that raises is
put off an hour, logged and shown to staff; it never stops the others.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db.models import F

from tenants.core.calendar import later
from tenants.earliest import earliest
from tenants.models import Heartbeat, Landlord
from tenants.scoping import Timed, scope

log = structlog.get_logger()

PUT_OFF = timedelta(hours=1)
BATCH = 100
NEEDS_ATTENTION = 3


@dataclass(frozen=True, slots=True)
class Stepper:
    """A kind of row that time moves. `advance(row, now)` does all that is due and sets `look_again_at`.

    `related` is read along with the locked row. `decides` is false where only paper is made of what was decided:
    a simulation leaves that out.
    """

    name: str
    model: type[Any]
    advance: Callable[[Any, datetime], None]
    related: tuple[str, ...] = ()
    decides: bool = True


# What else a round does, outside any transaction: questions to services, and such. Each returns how many it did.
errands: list[Callable[[datetime], int]] = []
_steppers: dict[str, Stepper] = {}


def register(stepper: Stepper) -> None:
    """Make the tick move a kind of row. Called once per kind, when the apps are ready."""
    _steppers[stepper.name] = stepper


def deciders() -> tuple[Stepper, ...]:
    """Return the kinds of row that the tick decides about."""
    return tuple(stepper for stepper in _steppers.values() if stepper.decides)


def next_due() -> datetime | None:
    """Return the earliest moment at which something is to be decided for the landlords in scope."""
    return min(earliest({stepper.name: stepper.model for stepper in deciders()}).values(), default=None)


def tick(now: datetime) -> tuple[int, int]:
    """Advance everything that is due at every landlord; return how many rows were taken, and how many failed."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name="tick", started_at=now, finished_at=None)],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["started_at", "finished_at"],
    )
    landlords = tuple(Landlord.objects.order_by("pk").values_list("pk", flat=True))
    taken, failed = _round(landlords, now)
    if taken:  # what was done may have made more due: a flat that was published is to be told of
        again = _round(landlords, now)
        taken, failed = taken + again[0], failed + again[1]
    Heartbeat.objects.filter(name="tick").update(finished_at=now, picked=taken, failed=failed)
    return taken, failed


def _round(landlords: tuple[int, ...], now: datetime) -> tuple[int, int]:
    """Advance the kinds of row of which some are due, each until no batch of it is full."""
    taken = failed = 0
    for stepper in _kinds_due(landlords, now) if landlords else ():
        more = True
        while more:
            some, bad = advance_due(stepper, landlords, now)
            taken, failed, more = taken + some, failed + bad, some == BATCH
    return taken, failed


def _kinds_due(landlords: tuple[int, ...], now: datetime) -> list[Stepper]:
    """Return the kinds of row of which some are due, in their order."""
    with scope(*landlords):
        first = earliest({name: stepper.model for name, stepper in _steppers.items()})
    return [stepper for name, stepper in _steppers.items() if name in first and first[name] <= now]


def advance_due(stepper: Stepper, landlords: tuple[int, ...], now: datetime) -> tuple[int, int]:
    """Advance the due rows of one kind, at most a batch; return how many were taken, and how many failed."""
    with scope(*landlords):
        due = _due(stepper.model).filter(look_again_at__lte=now)
        rows = list(due.values_list("landlord", "pk")[:BATCH])
    failed = sum(not _advance_one(stepper, landlord, pk, now) for landlord, pk in rows)
    return len(rows), failed


def _due(model: type[Any]) -> Any:
    return model.objects.filter(look_again_at__isnull=False).order_by("look_again_at", "pk")


def _advance_one(stepper: Stepper, landlord: int, pk: int, now: datetime) -> bool:
    try:
        with scope(landlord):
            locked = stepper.model.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
            if stepper.related:
                locked = locked.select_related(*stepper.related)
            row = locked.filter(pk=pk, look_again_at__lte=now).first()
            if row is not None:
                stepper.advance(row, now)
    except Exception as error:  # the row is put off, not the tick
        log.exception("tick.row_failed", stepper=stepper.name, row=pk)
        _put_off(stepper.model, landlord, pk, now, error)
        return False
    return True


def _put_off(model: type[Timed], landlord: int, pk: int, now: datetime, error: Exception) -> None:
    with scope(landlord):
        model.objects.filter(pk=pk).update(  # type: ignore[attr-defined]  # every timed row is a landlord's too
            look_again_at=later(now, PUT_OFF),
            failed_steps=F("failed_steps") + 1,
            last_error=f"{type(error).__name__}: {error}"[:200],
        )
