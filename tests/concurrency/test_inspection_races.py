"""Inspections at the same moment have one clear outcome; controls show what the locks are for. LEASE-11."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError

from letting.models import Debt, Inspection, InspectionSlot, KeyReceipt, Lease
from letting.services import booking_inspections, keys, protocols
from letting.services.keys import take_keys_in
from tenants.outcome import Refused, refused
from tests.cast import STAFF, World, at, make_world
from tests.concurrency.test_races import at_once
from tests.letting.inspecting import books, closes, finds, inspection, times
from tests.letting.renting import gives_notice, rents


@pytest.fixture
def borlange(committed_db: None) -> World:
    return make_world("tunabyggen")


def leaves(world: World, name: str) -> Lease:
    lease = rents(world, name)
    gives_notice(world, lease, "05-20 10:00")
    return lease


def both_first(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Let two wait for one another at a step, as they would be there at the same moment."""
    gate, real = threading.Barrier(2), getattr(module, name)

    def step(*told: Any, **more: Any) -> Any:
        answer = real(*told, **more)
        gate.wait(10)
        return answer

    monkeypatch.setattr(module, name, step)


def read_slot(slot_id: int) -> InspectionSlot | None:
    return InspectionSlot.objects.select_related("caretaker").filter(pk=slot_id).first()


def read_inspection(inspection_id: int) -> Inspection:
    return Inspection.objects.select_related("lease__unit", "slot__caretaker", "notice").get(pk=inspection_id)


def booking(world: World) -> list[Callable[[], Any]]:
    """Return Anna and Bo, who are about to book the same time."""
    rows = [inspection(world, leaves(world, name)) for name in ("Anna", "Bo")]
    slot = times(world, "05-27")[0]
    return [lambda row=row: books(world, row, slot) for row in rows]  # type: ignore[misc]  # a default keeps each its own


def test_a_time_that_two_book_at_once_is_one_homes(borlange: World) -> None:
    results = at_once(*booking(borlange))
    assert [one for one in results if isinstance(one, Refused)] == [refused("slot_taken")]
    with borlange.scope():
        assert Inspection.objects.filter(slot__isnull=False).count() == 1


def test_control_without_the_times_lock_only_the_table_keeps_two_homes_apart(
    borlange: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = booking(borlange)
    monkeypatch.setattr(booking_inspections, "lock_slot", read_slot)
    both_first(monkeypatch, booking_inspections, "is_taken")
    results = at_once(*acts)
    assert sorted(type(one).__name__ for one in results) == ["Inspection", "IntegrityError"]
    assert any(isinstance(one, IntegrityError) for one in results)


def closing(world: World) -> tuple[Lease, list[Callable[[], Any]]]:
    """Return two caretakers who are about to close the same protocol."""
    lease = leaves(world, "Anna")
    row = inspection(world, lease, "move_out")
    books(world, row, times(world, "08-31")[0])
    finds(world, row, now="08-31 09:05")
    return lease, [
        lambda: closes(world, row, "08-31 09:30", cleaning="approved"),
        lambda: closes(world, row, "08-31 09:30", cleaning="billed", cleaning_cost=2200),
    ]


def test_a_protocol_that_two_close_at_once_is_closed_once_and_billed_once(borlange: World) -> None:
    lease, acts = closing(borlange)
    results = at_once(*acts)
    assert [one for one in results if isinstance(one, Refused)] == [refused("already_held")]
    held = inspection(borlange, lease, "move_out")
    with borlange.scope():
        assert sum(Debt.objects.values_list("amount", flat=True)) == held.protocol["total"]


def test_control_without_the_inspections_lock_the_renter_owes_twice(
    borlange: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _lease, acts = closing(borlange)
    monkeypatch.setattr(protocols, "lock_inspection", read_inspection)
    monkeypatch.setattr(protocols, "note", lambda *_, **__: None)  # its chain would be the second net
    monkeypatch.setattr("letting.services.debts.record", lambda *_, **__: None)
    both_first(monkeypatch, protocols, "rules_of_inspection")
    at_once(*acts)
    with borlange.scope():
        assert Debt.objects.filter(kind="damage").count() == 2


def taking(world: World) -> list[Callable[[], Any]]:
    """Return two who are about to take the same keys in."""
    lease = leaves(world, "Anna")

    def take(number: int) -> Any:
        with world.scope():
            return take_keys_in(lease.pk, number, missing_cost=900, by=STAFF, now=at("09-01 11:00"))

    return [lambda: take(2), lambda: take(3)]


def test_keys_that_two_take_in_at_once_come_in_once(borlange: World) -> None:
    results = at_once(*taking(borlange))
    assert [one for one in results if isinstance(one, Refused)] == [refused("already_in")]
    with borlange.scope():
        assert (KeyReceipt.objects.count(), Debt.objects.count()) == (1, 1)


def test_control_without_the_leases_lock_only_the_table_keeps_two_receipts_apart(
    borlange: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = taking(borlange)
    monkeypatch.setattr(keys, "lock_lease", lambda pk: Lease.objects.select_related("unit").get(pk=pk))
    both_first(monkeypatch, keys, "rules_of_inspection")
    results = at_once(*acts)
    assert sorted(type(one).__name__ for one in results) == ["IntegrityError", "KeyReceipt"]
