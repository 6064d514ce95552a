"""A lease swapped, transferred, added to: who agrees, who decides, what holds from when. LEASE-8, 9, 10, QUEUE-10."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.models import Lease, LeaseChange
from letting.services.change_checks import judged
from letting.services.change_requests import enter_change
from letting.services.renting import rented_since
from queues.models import Registration
from tenants.outcome import refused
from tests.cast import STAFF, World, at
from tests.letting.changing import (
    FIRST_OF_AUGUST,
    answers,
    asks,
    grants,
    leases,
    logged,
    mails,
    office,
    signs,
    state,
    wish,
    withdraws,
)
from tests.letting.renting import SINCE, rents

JULY_ENDS = date(2026, 7, 31)


def since(world: World, name: str) -> date:
    """Return from when someone's points are counted."""
    with world.scope():
        return Registration.objects.get(person=world.people[name]).points_from


UNTOUCHED, TAKEN = date(2016, 5, 11), FIRST_OF_AUGUST


def swapped(world: World, now: str = "05-21 10:00", **more: Any) -> tuple[LeaseChange, Lease, Lease]:
    """Let Anna and Bo apply to swap their homes here."""
    mine, yours = rents(world, "Anna"), rents(world, "Bo")
    change = asks(world, mine, "swap", **more)
    assert isinstance(answers(world, "Bo", now), LeaseChange)
    return change, mine, yours


def test_lease_8_two_swap_their_homes_and_both_begin_anew_with_their_points(borlange: World) -> None:
    change, _, _ = swapped(borlange)
    rents(borlange, "Anna", borlange.unit("P1", kind="vehicle_space"))
    grants(borlange, change)
    with borlange.scope():
        row = LeaseChange.objects.get()
        assert (row.state, row.effective_on, row.answer_by) == ("granted", FIRST_OF_AUGUST, date(2026, 6, 11))
        assert all(one.terms["renter"]["name"] and one.sha256 for one in Lease.objects.filter(follows__isnull=False))

    signs(borlange, change, "Anna")
    assert [row for row in leases(borlange) if row[3]] == []  # nothing ends until both have signed
    signs(borlange, change, "Bo")
    agreed = [
        ("HAnna", "Anna", SINCE, JULY_ENDS, True), ("HAnna", "Bo", FIRST_OF_AUGUST, None, True),
        ("HBo", "Bo", SINCE, JULY_ENDS, True), ("HBo", "Anna", FIRST_OF_AUGUST, None, True),
        ("P1", "Anna", SINCE, None, True),
    ]  # fmt: skip
    assert leases(borlange) == agreed
    borlange.tick(at("07-31 23:59"))
    assert (since(borlange, "Anna"), since(borlange, "Bo")) == (UNTOUCHED, UNTOUCHED)

    borlange.tick(at("08-01 00:00"))

    assert (leases(borlange), state(borlange, change)) == (agreed, "done")
    assert (since(borlange, "Anna"), since(borlange, "Bo")) == (TAKEN, TAKEN)
    assert logged(borlange) == [
        "lease.change_asked", "lease.change_complete", "lease.change_inspected", "lease.change_granted",
        "lease.change_signed", "lease.change_signed", "lease.change_done",
    ]  # fmt: skip
    assert mails(borlange, "Bo") == ["change_complete", "change_granted", "change_signed", "change_done"]


def test_lease_8_one_from_elsewhere_takes_over_the_lease_that_is_swapped(borlange: World) -> None:
    mine = rents(borlange, "Anna")
    change = asks(borlange, mine, "swap", swaps_here=False, elsewhere="Storgatan 1, Falun. Hyresvärd: Falubygg")
    answers(borlange, "Bo")
    grants(borlange, change)
    assert signs(borlange, change, "Anna") == refused("not_yours")
    signs(borlange, change, "Bo")
    borlange.tick(at("08-01 00:00"))
    assert leases(borlange) == [
        ("HAnna", "Anna", SINCE, JULY_ENDS, True), ("HAnna", "Bo", FIRST_OF_AUGUST, None, True),
    ]  # fmt: skip
    assert (since(borlange, "Anna"), since(borlange, "Bo")) == (TAKEN, TAKEN)


def test_lease_8_what_the_other_answers_late_moves_the_day(borlange: World) -> None:
    change, _, _ = swapped(borlange, "06-01 10:00")
    grants(borlange, change, "06-10 10:00")
    with borlange.scope():
        assert LeaseChange.objects.get().effective_on == date(2026, 9, 1)


def test_lease_8_the_homes_are_inspected_before_a_swap_is_granted(borlange: World) -> None:
    from letting.services.change_decisions import confirm_inspection, grant_change

    change, _, _ = swapped(borlange)
    assert office(borlange, grant_change, change, reason="ok") == refused("inspection_first")
    assert isinstance(office(borlange, confirm_inspection, change), LeaseChange)
    assert office(borlange, confirm_inspection, change) == refused("already_decided")
    assert isinstance(office(borlange, grant_change, change, reason="ok"), LeaseChange)


def test_lease_9_a_separation_moves_the_lease_and_takes_the_takers_points(borlange: World) -> None:
    change = asks(borlange, rents(borlange, "Anna", rent=6900), "transfer")
    answers(borlange, "Bo")
    grants(borlange, change)
    signs(borlange, change, "Bo")
    borlange.tick(at("08-01 00:00"))
    assert leases(borlange) == [
        ("HAnna", "Anna", SINCE, JULY_ENDS, True), ("HAnna", "Bo", FIRST_OF_AUGUST, None, True),
    ]  # fmt: skip
    assert (since(borlange, "Anna"), since(borlange, "Bo")) == (UNTOUCHED, TAKEN)
    with borlange.scope():
        new = Lease.objects.get(starts_on=FIRST_OF_AUGUST)
        assert (new.rent, new.terms["rent"], new.terms["notice"], new.follows.person_id) == (
            6900, 6900, "3 months", borlange.people["Anna"].pk,
        )  # fmt: skip
        assert [one["kind"] for one in new.terms["undertakes"]] == ["residence", "insurance"]


def entered(world: World, lease: Lease, reason: str, **more: Any) -> Any:
    """Let staff enter an application after the renter's death, for Bo who stays."""
    with world.scope():
        asked = wish("transfer", **({"reason": reason, "since_on": None} | more))
        return enter_change(lease.pk, world.people["Bo"].pk, asked, by=STAFF, now=at("05-20 10:00"))


def test_lease_9_after_a_death_the_one_who_stays_keeps_her_points_and_nobody_writes_to_the_dead(
    borlange: World,
) -> None:
    change = entered(borlange, rents(borlange, "Anna"), "death_kin")
    grants(borlange, change)
    signs(borlange, change, "Bo")
    borlange.tick(at("08-01 00:00"))
    assert leases(borlange)[1] == ("HAnna", "Bo", FIRST_OF_AUGUST, None, True)
    assert since(borlange, "Bo") == UNTOUCHED
    assert (mails(borlange, "Anna"), mails(borlange, "Bo")) == (
        [], ["change_complete", "change_granted", "change_signed", "change_done"],
    )  # fmt: skip


def test_lease_9_a_short_time_there_is_reviewed_after_a_death_and_refused_after_a_separation(borlange: World) -> None:
    lease = rents(borlange, "Anna")
    short = {"since_on": date(2025, 1, 1)}
    assert asks(borlange, lease, "transfer", **short) == refused("registered_too_short")
    change = entered(borlange, lease, "death", **short)
    with borlange.scope():
        first = judged(LeaseChange.objects.get(pk=change.pk), now=at("05-21 10:00"))[0]
    assert (first.check, first.result, first.code) == ("registered", "review", "registered_too_short")


def test_a_renter_cannot_apply_with_her_own_death(borlange: World) -> None:
    assert asks(borlange, rents(borlange, "Anna"), "transfer", reason="death") == refused("by_staff_only")


def test_lease_10_one_is_added_to_the_lease_that_both_sign_anew(borlange: World) -> None:
    lease = rents(borlange, "Anna")
    change = asks(borlange, lease, "addition")
    answers(borlange, "Bo")
    grants(borlange, change, "05-25 10:00")
    signs(borlange, change, "Anna", "05-26 10:00")
    signs(borlange, change, "Bo", "05-27 10:00")
    borlange.tick(at("06-01 00:00"))
    assert leases(borlange) == [
        ("HAnna", "Anna", SINCE, date(2026, 5, 31), True), ("HAnna", "Anna", date(2026, 6, 1), None, True),
    ]  # fmt: skip
    with borlange.scope():
        new = Lease.objects.get(follows=lease)
        assert (new.co_renter_id, new.terms["co_renter"]["name"], new.home_since) == (
            borlange.people["Bo"].pk, "Bo Test", SINCE,
        )  # fmt: skip
        assert rented_since(new.person_id, date(2026, 6, 2)) == SINCE
    assert (since(borlange, "Anna"), since(borlange, "Bo")) == (UNTOUCHED, date(2026, 6, 1))


def test_what_is_not_signed_in_time_falls_and_the_leases_run_on(borlange: World) -> None:
    change, _, _ = swapped(borlange)
    grants(borlange, change)
    signs(borlange, change, "Anna")
    borlange.tick(at("07-31 23:59"))
    assert state(borlange, change) == "granted"
    borlange.tick(at("08-01 00:00"))
    assert (state(borlange, change), mails(borlange)[-2:]) == ("lapsed", ["change_lapsed"] * 2)
    assert leases(borlange) == [("HAnna", "Anna", SINCE, None, True), ("HBo", "Bo", SINCE, None, True)]
    assert (since(borlange, "Anna"), signs(borlange, change, "Bo", "08-01 10:00")) == (UNTOUCHED, refused("not_open"))


@pytest.mark.parametrize("who", ["Anna", "Bo"])
def test_either_takes_a_swap_back_until_both_have_signed(borlange: World, who: str) -> None:
    change, mine, _ = swapped(borlange)
    withdraws(borlange, change, who, "05-22 10:00")
    assert (state(borlange, change), grants(borlange, change)) == ("withdrawn", refused("already_decided"))

    again = asks(borlange, mine, "swap", now="05-23 10:00")
    answers(borlange, "Bo", "05-24 10:00")
    grants(borlange, again)
    signs(borlange, again, "Anna")
    withdraws(borlange, again, who)
    assert leases(borlange) == [("HAnna", "Anna", SINCE, None, True), ("HBo", "Bo", SINCE, None, True)]
    other = "Bo" if who == "Anna" else "Anna"
    assert mails(borlange, other)[-1] == "change_withdrawn"

    last = asks(borlange, mine, "swap", now="06-03 10:00", from_on=date(2026, 9, 1))
    answers(borlange, "Bo", "06-04 10:00")
    grants(borlange, last, "06-05 10:00")
    for name in ("Anna", "Bo"):
        signs(borlange, last, name, "06-06 10:00")
    assert withdraws(borlange, last, who, "06-07 10:00") == refused("already_signed")


def test_a_no_ends_it_and_silence_does_so_after_fourteen_days(borlange: World) -> None:
    lease = rents(borlange, "Anna")
    first = asks(borlange, lease, "transfer")
    answers(borlange, "Bo", yes=False)
    assert (state(borlange, first), mails(borlange, "Anna")) == ("declined", ["change_received", "change_declined"])

    second = asks(borlange, lease, "transfer", now="05-22 10:00")
    borlange.tick(at("06-05 23:59"))
    assert state(borlange, second) == "asked"
    assert answers(borlange, "Bo", "06-06 00:00") == refused("too_late")
    borlange.tick(at("06-08 08:00"))
    assert (state(borlange, second), mails(borlange, "Anna")[-1]) == ("lapsed", "change_lapsed")
