"""Caretakers' times and what is done at them, for the stories of inspections."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from letting.core.inspection import InspectionKind
from letting.models import Inspection, InspectionSlot, Lease
from letting.services.booking_inspections import book_inspection, make_slots
from letting.services.protocols import Remark, close_protocol, save_remark
from tenants.actors import person_actor, staff_actor
from tenants.core.calendar import local_day
from tenants.models import Membership, Role
from tests.cast import World, at

KAJSA = "Kajsa"


def caretaker(world: World, name: str = KAJSA) -> Membership:
    """Return a caretaker."""
    if name not in world.users:
        world.staff(name, Role.CARETAKER)
    with world.scope():
        return Membership.objects.get(user=world.users[name])


def times(world: World, *days: str, name: str = KAJSA, now: str = "05-20 08:00", **more: Any) -> list[InspectionSlot]:
    """Return the free times on these days, two on each unless told otherwise: from nine and from ten o'clock."""
    hers = caretaker(world, name)
    chosen = [date.fromisoformat(f"2026-{day}") for day in days]
    asked: dict[str, Any] = {"first": time(9), "last": time(11), "minutes": 60} | more
    with world.scope():
        made = make_slots(hers.pk, days=chosen, **asked, now=at(now))
        assert isinstance(made, int), made
        free = InspectionSlot.objects.filter(caretaker=hers, inspections=None).order_by("starts_at")
        return [slot for slot in free if local_day(slot.starts_at) in chosen]


def inspection(world: World, lease: Lease, kind: str = "pre") -> Inspection:
    """Return a lease's latest inspection of a kind as it is now."""
    with world.scope():
        rows = Inspection.objects.select_related("lease__unit", "slot__caretaker", "notice")
        return rows.filter(lease=lease, kind=InspectionKind(kind)).latest("pk")


def books(world: World, row: Inspection, slot: InspectionSlot, now: str = "05-20 12:00") -> Any:
    """Let the renter book a time."""
    with world.scope():
        whose = row.person_id
        return book_inspection(row.pk, slot.pk, of=whose, by=person_actor(whose), now=at(now))


def finds(world: World, row: Inspection, *, cost: int = 1800, now: str = "05-27 09:10", **more: Any) -> Any:
    """Let the caretaker write down a hole in a wall."""
    said = {"room": "Kök", "text": "Hål i väggen", "abnormal": True, "cost": cost} | more
    with world.scope():
        return save_remark(row.pk, Remark(**said), by=staff_actor(1), now=at(now))


def closes(world: World, row: Inspection, now: str = "05-27 09:40", **more: Any) -> Any:
    """Let the caretaker close the protocol."""
    with world.scope():
        return close_protocol(row.pk, inspector=KAJSA, by=staff_actor(1), now=at(now), **more)
