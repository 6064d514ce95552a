"""The times of inspections: made by caretakers, booked by renters and staff, one home at each (LEASE-11)."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from letting.core.inspection import InspectionKind, InspectionState, bookable
from letting.models import Inspection, InspectionSlot
from letting.services.inspections import OPEN, lock_inspection, next_look, note, write
from tenants.actors import Actor
from tenants.core.calendar import at_hour
from tenants.models import Membership
from tenants.outcome import Refused, refused

MOST_SLOTS = 200  # made at once
SHOWN = 60
MINUTES = (15, 240)


@transaction.atomic
def make_slots(
    caretaker_id: int, *, days: Collection[date], first: time, last: time, minutes: int, kind: str = "", now: datetime,
) -> int | Refused:  # fmt: skip
    """Make a caretaker's free times: on each day one after another, the last of them over by `last`.

    Those that have been, or that run into a time that she has, are left out; returns how many were made.
    Refused: `bad_minutes`, `nothing_chosen` (no day, or no room between the hours), `too_many_slots`.
    """
    if not MINUTES[0] <= minutes <= MINUTES[1]:
        return refused("bad_minutes")
    length = timedelta(minutes=minutes)
    times = [start for day in sorted(days) for start in _times(at_hour(day, first), at_hour(day, last), length)]
    if not times:
        return refused("nothing_chosen")
    if len(times) > MOST_SLOTS:
        return refused("too_many_slots")
    Membership.objects.select_for_update(no_key=True).get(pk=caretaker_id)  # her times are looked through under it
    around = times[0] - timedelta(minutes=MINUTES[1]), times[-1] + length
    hers = list(InspectionSlot.objects.filter(caretaker=caretaker_id, starts_at__range=around))
    fresh = [start for start in times if start > now and not any(_meet(start, start + length, one) for one in hers)]
    InspectionSlot.objects.bulk_create(
        InspectionSlot(caretaker_id=caretaker_id, starts_at=start, minutes=minutes, kind=kind) for start in fresh
    )
    return len(fresh)


def _times(start: datetime, until: datetime, length: timedelta) -> list[datetime]:
    return [start + number * length for number in range((until - start) // length)]


def _meet(start: datetime, end: datetime, other: InspectionSlot) -> bool:
    return start < other.ends_at and other.starts_at < end


@transaction.atomic
def remove_slot(slot_id: int) -> None | Refused:
    """Take a free time away. Refused: `slot_taken` (someone is to come then, or has come)."""
    slot = lock_slot(slot_id)
    if slot is None:
        return None
    if Inspection.objects.filter(slot=slot).exists():
        return refused("slot_taken")
    slot.delete()
    return None


def lock_slot(slot_id: int) -> InspectionSlot | None:
    """Lock a time: it is booked by one."""
    rows = InspectionSlot.objects.select_for_update(of=("self",)).select_related("caretaker")
    return rows.filter(pk=slot_id).first()


def free_slots(kind: InspectionKind, after: datetime) -> QuerySet[InspectionSlot]:
    """Return the free times for an inspection of a kind, the first first."""
    rows = InspectionSlot.objects.filter(starts_at__gt=after, kind__in=["", kind])
    taken = Exists(Inspection.objects.filter(slot=OuterRef("pk")))
    return rows.filter(~taken).select_related("caretaker").order_by("starts_at", "pk")


def slots_for(row: Inspection, now: datetime) -> list[InspectionSlot]:
    """Return the free times that a renter may choose between for her inspection."""
    if row.lease.ends_on is None:
        return list(free_slots(InspectionKind(row.kind), now)[:SHOWN])
    first, until = bookable(InspectionKind(row.kind), row.lease.ends_on, now)
    return [slot for slot in free_slots(InspectionKind(row.kind), first)[:SHOWN] if slot.ends_at <= until]


@transaction.atomic
def book_inspection(
    inspection_id: int, slot_id: int, *, of: int | None = None, by: Actor, now: datetime
) -> Inspection | Refused:
    """Book a time for an inspection, or another instead of the one it has. `of`: the renter; staff leave it out.

    Refused: `not_open` (held, cancelled, or not hers), `slot_gone` (no such time, past, for the other kind, or after
    the home is to be left), `slot_taken`.
    """
    row = lock_inspection(inspection_id)
    if row.state not in OPEN or not _is_of(row, of):
        return refused("not_open")
    slot = lock_slot(slot_id)
    if slot is None or slot.kind not in ("", row.kind) or not _fits(row, slot, of, now):
        return refused("slot_gone")
    if row.slot_id == slot.pk:
        return row
    if is_taken(slot):
        return refused("slot_taken")
    _give(row, slot, by=by, now=now)
    write(row, "inspection_booked", now=now)
    return row


@transaction.atomic
def hold_now(inspection_id: int, caretaker_id: int, *, by: Actor, now: datetime) -> Inspection | Refused:
    """Begin an inspection that has no time: the caretaker is there. Refused: `not_open` (it has one, or is held)."""
    row = lock_inspection(inspection_id)
    if row.state != InspectionState.WANTED:
        return refused("not_open")
    slot = InspectionSlot.objects.create(caretaker_id=caretaker_id, starts_at=now, kind=row.kind)
    _give(row, slot, by=by, now=now)
    return row


@transaction.atomic
def unbook_inspection(inspection_id: int, *, of: int | None = None, by: Actor, now: datetime) -> Inspection | Refused:
    """Give a booked time back; the inspection is still to be booked. The renter is told where staff do it.

    Refused: `not_open` (not booked, begun upon, or not hers).
    """
    row = lock_inspection(inspection_id)
    begun = row.state == InspectionState.BOOKED and (row.cleaning or row.remarks.exists())
    if row.state != InspectionState.BOOKED or begun or not _is_of(row, of):
        return refused("not_open")
    if of is None:
        write(row, "inspection_off", now=now)
    row.state, row.slot, row.booked_at = InspectionState.WANTED, None, None
    row.look_again_at = next_look(row, now)
    row.save(update_fields=["state", "slot", "booked_at", "look_again_at"])
    note(row, "inspection.unbooked", {"kind": row.kind}, by=by, now=now)
    return row


def is_taken(slot: InspectionSlot) -> bool:
    """Say whether a locked time is booked."""
    return Inspection.objects.filter(slot=slot).exists()


def _give(row: Inspection, slot: InspectionSlot, *, by: Actor, now: datetime) -> None:
    row.state, row.slot, row.booked_at = InspectionState.BOOKED, slot, now
    row.look_again_at = next_look(row, now)
    row.save(update_fields=["state", "slot", "booked_at", "look_again_at"])
    note(row, "inspection.booked", {"kind": row.kind, "slot": slot.starts_at}, by=by, now=now)


def _is_of(row: Inspection, person_id: int | None) -> bool:
    return person_id is None or person_id in (row.lease.person_id, row.lease.co_renter_id)


def _fits(row: Inspection, slot: InspectionSlot, of: int | None, now: datetime) -> bool:
    """Say whether a time can be booked: staff may book any that has not been."""
    if of is None or row.lease.ends_on is None:
        return slot.starts_at > now
    first, until = bookable(InspectionKind(row.kind), row.lease.ends_on, now)
    return slot.starts_at > first and slot.ends_at <= until
