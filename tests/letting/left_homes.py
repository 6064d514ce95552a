"""Inspections in each state that one can be in, for walks over all pages."""

from __future__ import annotations

from letting.models import Debt, Inspection, InspectionSlot, Lease
from letting.services.inspections import OPEN
from tests.cast import World, at
from tests.letting.inspecting import books, closes, finds, inspection, times
from tests.letting.renting import gives_notice, rents


def is_looked_over(town: World, lease: Lease) -> None:
    """A renter's pre-inspection is held and waits for her answer; her move-out inspection is booked.

    Hilma's and Gustav's are to be booked and signed.
    """
    slots = times(town, "05-22", "05-25", now="05-22 08:00")
    held = inspection(town, lease)
    books(town, held, slots[0], "05-22 08:30")
    finds(town, held, now="05-22 09:10")
    finds(town, held, room="Hall", text="Slitet golv", abnormal=False, now="05-22 09:11")
    closes(town, held, "05-22 09:40")
    leaving = inspection(town, lease, "move_out")
    books(town, leaving, times(town, "08-31", now="05-22 08:00")[0], "05-22 10:10")
    for name, state in (("Hilma", "wanted"), ("Gustav", "signed")):
        other = rents(town, name, town.unit(f"S1{len(name)}", street=f"Stigaregatan 1{len(name)}", area="Norr"))
        gives_notice(town, other, "05-22 10:00")
        if state == "signed":
            _signed(town, inspection(town, other), slots[1])


def _signed(town: World, row: Inspection, slot: InspectionSlot) -> None:
    with town.scope():
        when = at("05-22 10:30")
        Inspection.objects.filter(pk=row.pk, state__in=OPEN).update(
            state="signed", slot=slot, booked_at=when, held_at=when, held_by="staff:1", signed_at=when,
            signed_by="staff:1", objection="Hålet fanns.", protocol={"remarks": [], "inspector": "Kajsa", "total": 0},
        )  # fmt: skip
        made = {"kind": "damage", "amount": 1800, "made_at": when, "made_by": "staff:1"}
        Debt.objects.create(lease=row.lease, person_id=row.person_id, inspection=row, **made)
