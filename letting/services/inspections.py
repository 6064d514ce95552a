"""Inspections of a home whose lease ends: asked for by its notice or by staff, and moved with it (LEASE-11).

Locks: the lease, its inspection, the time that is booked; the tick holds an inspection alone.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from letting.core.inspection import (
    DONE,
    InspectionKind,
    InspectionState,
    answer_at,
    bookable,
    move_out_by,
    remind_at,
    told_at,
)
from letting.core.inspection import wanted as wanted_by
from letting.models import Inspection, Lease, Notice, UnitKind
from letting.services.lease_locks import lock_lease, runs
from tenants.actors import PORTAL, Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.models import Ruleset
from tenants.outbox import Letter, post
from tenants.outcome import Refused, refused
from tenants.rulesets.tenancy_rules import InspectionRules, NoticeReason

OPEN = (InspectionState.WANTED, InspectionState.BOOKED)


def rules_of_inspection(now: datetime) -> InspectionRules:
    """Return the rules of inspections in force."""
    return Ruleset.in_force(local_day(now)).rules.tenancy.inspection


def open_inspections(notice: Notice, *, by: Actor, now: datetime) -> None:
    """Ask for the inspections that a notice of a home leads to. Called under its lease's lock."""
    if notice.lease.unit.kind != UnitKind.APARTMENT:
        return
    for one in wanted_by(rules_of_inspection(now), local_day(notice.given_at), notice.ends_on):
        rows = Inspection.objects.select_for_update(no_key=True, of=("self",)).defer("pdf")
        row = rows.filter(lease=notice.lease_id, kind=one.kind, state__in=OPEN).first()
        if row is None:
            _open(notice.lease, one.kind, one.by, notice=notice, by=by, now=now)
            continue
        row.notice, row.last_day = notice, one.by  # staff had asked for it: it is the notice's from now on
        row.look_again_at = next_look(row, now)
        row.save(update_fields=["notice", "last_day", "look_again_at"])


def move_inspections(notice: Notice, *, by: Actor, now: datetime) -> None:
    """Let inspections follow a lease whose last day has moved; a time that is too late for it is taken back."""
    rules = rules_of_inspection(notice.given_at)
    days = {one.kind: one.by for one in wanted_by(rules, local_day(notice.given_at), notice.ends_on)}
    for row in open_of(notice):
        kind = InspectionKind(row.kind)
        row.last_day = days.get(kind, row.last_day)
        _first, until = bookable(kind, notice.ends_on, now)
        if row.slot is not None and row.slot.starts_at > now and row.slot.ends_at > until:
            row.state, row.slot, row.booked_at = InspectionState.WANTED, None, None
            note(row, "inspection.unbooked", {"kind": row.kind}, by=by, now=now)
            write(row, "inspection_off", now=now)
        row.look_again_at = next_look(row, now)
        row.save()


def call_inspections_off(notice: Notice, *, by: Actor, now: datetime) -> None:
    """Cancel what is not held of a notice's inspections: the lease runs on."""
    for row in open_of(notice):
        _cancel(row, by=by, now=now)


@transaction.atomic
def order_inspection(
    lease_id: int, kind: InspectionKind, *, last_day: date | None = None, by: Actor, now: datetime
) -> Inspection | Refused:
    """Ask for an inspection of any home for staff: before an exchange (CHECK-17), or where no rule asks for one.

    Refused: `lease_over` (not signed, or annulled), `not_ending` (a move-out inspection of a lease without a last day),
    `already_open`, `day_passed`.
    """
    lease = lock_lease(lease_id)
    if lease is None or lease.signed_at is None or lease.annulled_at is not None:
        return refused("lease_over")
    if kind is InspectionKind.MOVE_OUT and lease.ends_on is None:
        return refused("not_ending")
    if kind is InspectionKind.PRE and not runs(lease, local_day(now)):
        return refused("lease_over")
    if Inspection.objects.filter(lease=lease, kind=kind, state__in=OPEN).exists():
        return refused("already_open")
    if kind is InspectionKind.MOVE_OUT and lease.ends_on is not None:
        last_day = last_day or max(move_out_by(lease.ends_on), local_day(now))
    if last_day is None or last_day < local_day(now):
        return refused("day_passed")
    return _open(lease, kind, last_day, notice=lease.ended_with, by=by, now=now)


@transaction.atomic
def call_off(inspection_id: int, *, by: Actor, now: datetime) -> Inspection | Refused:
    """Cancel one inspection for staff: it is not needed. Its time is free again.

    Refused: `already_held` (or cancelled, or begun upon).
    """
    row = lock_inspection(inspection_id)
    if row.state not in OPEN or row.cleaning or row.remarks.exists():
        return refused("already_held")
    _cancel(row, by=by, now=now)
    return row


def _cancel(row: Inspection, *, by: Actor, now: datetime) -> None:
    row.state, row.slot, row.booked_at, row.look_again_at = InspectionState.CANCELLED, None, None, None
    row.save()
    note(row, "inspection.called_off", {"kind": row.kind}, by=by, now=now)


def open_of(notice: Notice) -> Iterable[Inspection]:
    """Lock what is not held of a notice's inspections."""
    rows = Inspection.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "lease__unit", "slot__caretaker", "notice"
    )
    return rows.filter(notice=notice, state__in=OPEN).order_by("pk")


def lock_inspection(inspection_id: int) -> Inspection:
    """Lock an inspection after its lease, as the order of locks has it."""
    lock_lease(Inspection.objects.values_list("lease", flat=True).get(pk=inspection_id))
    rows = Inspection.objects.select_for_update(no_key=True, of=("self",)).defer("pdf", "lease__pdf")
    return rows.select_related("lease__unit", "slot__caretaker", "notice").get(pk=inspection_id)


def next_look(row: Inspection, now: datetime) -> datetime | None:
    """Return when time next moves an inspection: one that waits for a booking, a day or its renter's answer."""
    if row.state == InspectionState.HELD and row.held_at is not None:
        return answer_at(row.held_at, Ruleset.in_force(local_day(now)).rules.workdays, now)
    if row.state == InspectionState.WANTED:
        return remind_at(InspectionKind(row.kind), row.last_day, now)
    return told_at(row.slot.starts_at, now) if row.slot and row.state == InspectionState.BOOKED else None


@transaction.atomic
def look_at(row: Inspection, now: datetime) -> None:
    """Remind of a time to book, of one that is booked or of a protocol to answer, or make the paper: the tick's step of
    a locked inspection.
    """
    if row.state == InspectionState.HELD and row.pdf_sha256:
        write(row, "protocol_due", now=now)
        note(row, "inspection.answer_reminded", {"kind": row.kind}, by=PORTAL, now=now)
    elif row.state in DONE:
        from letting.services.protocol_paper import make_paper  # noqa: PLC0415  (only the worker need pay for it)

        make_paper(row, now)
        return
    elif row.state == InspectionState.WANTED:
        write(row, "inspection_wanted", now=now)
        note(row, "inspection.reminded", {"kind": row.kind, "last_day": row.last_day}, by=PORTAL, now=now)
    elif row.slot is not None and row.state == InspectionState.BOOKED and row.slot.starts_at > now:
        write(row, "inspection_due", now=now)
        note(row, "inspection.reminded", {"kind": row.kind, "last_day": row.slot.starts_at}, by=PORTAL, now=now)
    row.look_again_at = next_look(row, now)
    row.save(update_fields=["look_again_at"])


def note(row: Inspection, kind: str, data: dict[str, Any], *, by: Actor, now: datetime) -> None:
    """Note what has happened to an inspection, under its lock."""
    record([Fact(kind, f"letting.inspection:{row.pk}", row.person_id, data)], by=by, now=now)


def write(row: Inspection, kind: str, *, now: datetime, **more: Any) -> None:
    """Write to all who rent the home; about an estate's not to the one who has died."""
    died = row.notice.person_id if row.notice is not None and row.notice.reason == NoticeReason.ESTATE else None
    context: dict[str, Any] = {
        "street": row.lease.unit.street, "kind": row.kind, "inspection": row.pk, "last_day": row.last_day.isoformat(),
    }  # fmt: skip
    if row.slot is not None:
        context |= {"at": row.slot.starts_at.isoformat(), "caretaker": row.slot.caretaker.name}
    key = f"{row.pk}:{kind}:{now.timestamp()}"
    people = [pk for pk in row.lease.renters if pk != died]
    keys = {pk: key if pk == row.person_id else f"{key}:{pk}" for pk in people}
    post([Letter(kind, keys[pk], pk, context=context | more) for pk in people], now=now)


def _open(
    lease: Lease, kind: InspectionKind, last_day: date, *, notice: Notice | None, by: Actor, now: datetime
) -> Inspection:
    row = Inspection(lease=lease, person_id=lease.person_id, notice=notice, kind=kind, wanted_at=now, last_day=last_day)
    row.look_again_at = next_look(row, now)
    row.save()
    note(row, "inspection.wanted", {"kind": kind.value, "last_day": last_day}, by=by, now=now)
    if notice is None or notice.given_at != now:  # the receipt of a notice tells of it
        write(row, "inspection_wanted", now=now)
    return row
