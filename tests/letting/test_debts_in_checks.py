"""What is owed for a home that was left counts in the checks, and what an inspection found before that. CHECK-17."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.checks.providers import facts_of
from letting.core.answers import Result
from letting.core.credit import credit
from letting.core.eligibility import moved_in
from letting.core.facts import Debts, Facts, Home, PresentLease, together
from letting.core.inspection import InspectionKind
from letting.models import Debt, Lease
from letting.services.booking_inspections import hold_now
from letting.services.debts import settle_debt
from letting.services.erasing import in_the_way
from letting.services.inspections import order_inspection
from tenants.models import Person
from tenants.rulesets import parse, presets
from tests.cast import STAFF, World, at, make_world
from tests.letting.inspecting import caretaker, closes, finds
from tests.letting.renting import gives_notice, rents

TODAY = date(2026, 6, 1)
RULES = parse(presets()["flen"].read_text(encoding="utf-8"))
MOVING: Any = next(rule for rule in RULES.requirements.values() if rule.kind == "moved_in")
CREDIT: Any = next(rule for rule in RULES.requirements.values() if rule.kind == "credit")
LARGER, SMALLER = Home(3, 80, 9000), Home(1, 30, 4000)


def knows(**more: Any) -> Facts:
    lease = PresentLease("A1", date(2021, 9, 1), 7000, size=58, **{k: v for k, v in more.items() if k in LEASE})
    return Facts(date(1990, 1, 1), TODAY, leases=(lease,), **{k: v for k, v in more.items() if k not in LEASE})


LEASE = {"inspected", "damages"}


@pytest.mark.parametrize(
    ("known", "home", "answer"),
    [
        ({}, LARGER, ("review", "inspection_first")),
        ({"inspected": True}, LARGER, ("pass", "")),
        ({"inspected": True, "damages": 1}, LARGER, ("fail", "debts")),
        ({"inspected": True, "damages": 1}, SMALLER, ("review", "debts")),
        ({"inspected": True, "owed": 1}, LARGER, ("fail", "debts")),
        ({"inspected": True, "debts": Debts(landlord=1)}, LARGER, ("fail", "debts")),
    ],
)
def test_check_17_damage_that_an_inspection_found_counts_as_a_debt(
    known: dict[str, Any], home: Home, answer: tuple[str, str]
) -> None:
    given = moved_in(MOVING, knows(**known), home)
    assert (given.result.value, given.code) == answer


def test_a_debt_that_the_portal_knows_of_fails_before_anything_else_is_known() -> None:
    strict = CREDIT.model_copy(update={"landlord_debt": "fail"})
    lenient = CREDIT.model_copy(update={"landlord_debt": "review"})
    assert credit(strict, knows(owed=1), LARGER).code == "landlord_debt"
    assert credit(lenient, knows(owed=1), LARGER).code == "not_known"
    assert credit(strict, knows(owed=1, debts=Debts(), remarks=()), LARGER).result is Result.FAIL
    assert credit(strict, knows(debts=Debts(), remarks=()), LARGER).result is Result.PASS


def test_two_who_rent_together_owe_together() -> None:
    assert together(knows(owed=3), knows(owed=4)).owed == 7


@pytest.fixture
def flen(db: None) -> World:
    return make_world("flen")


def seen(world: World, name: str, now: str = "06-01 10:00") -> tuple[int, bool, int]:
    """Return what is known to be owed, and of the first home whether it is inspected and what was found."""
    with world.scope():
        person = Person.objects.get(pk=world.people[name].pk)
        facts = facts_of(person, provider="staff", today=at(now).date())
    lease = facts.leases[0] if facts.leases else PresentLease("", TODAY)
    return facts.owed, lease.inspected, lease.damages


def inspect(world: World, lease: Lease, kind: str, day: str) -> None:
    kajsa = caretaker(world)
    with world.scope():
        row = order_inspection(lease.pk, InspectionKind(kind), last_day=date(2026, 12, 1), by=STAFF, now=at(day))
        if hasattr(row, "codes"):
            row = lease.inspections.get(kind=kind, state="wanted")
        hold_now(row.pk, kajsa.pk, by=STAFF, now=at(day))
    finds(world, row, now=day)
    closes(world, row, day, cleaning="approved" if kind == "move_out" else "")


def test_one_who_owes_is_erased_when_she_has_paid(flen: World) -> None:
    lease = rents(flen, "Anna")
    gives_notice(flen, lease, "05-21 10:00")
    inspect(flen, lease, "move_out", "08-30 10:00")
    with flen.scope():
        anna = Person.objects.get(pk=flen.people["Anna"].pk)
        assert in_the_way(anna, date(2026, 9, 2)) == ("debt_unpaid",)
        settle_debt(Debt.objects.get().pk, by=STAFF, now=at("09-02 10:00"))
        assert in_the_way(anna, date(2026, 9, 2)) == ()


def test_check_17_the_portal_knows_of_its_own_inspections_and_debts(flen: World) -> None:
    lease = rents(flen, "Anna")
    assert seen(flen, "Anna") == (0, False, 0)
    inspect(flen, lease, "pre", "05-20 10:00")
    assert seen(flen, "Anna") == (0, True, 1800)
    assert seen(flen, "Anna", "12-01 10:00") == (0, False, 0)  # half a year later it tells of nothing

    gives_notice(flen, lease, "05-21 10:00")
    inspect(flen, lease, "move_out", "05-30 10:00")
    assert seen(flen, "Anna") == (1800, True, 0)  # billed now, and counted once
    with flen.scope():
        settle_debt(Debt.objects.get().pk, by=STAFF, now=at("06-02 10:00"))
    assert seen(flen, "Anna") == (0, True, 0)
