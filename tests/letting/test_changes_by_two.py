"""Two who rent together swap, sublet, and let one of them stay: both agree, all sign. LEASE-6, 7, 8, 9, 10."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.models import Lease, LeaseChange, Signature
from letting.services.change_checks import judged
from letting.services.change_requests import enter_change
from letting.services.erasing import end_changes
from queues.models import Registration
from queues.services.blocks import block_for_misconduct
from tenants.actors import PORTAL
from tenants.models import Message
from tenants.outcome import refused
from tests.cast import STAFF, World, at, make_world
from tests.letting.changing import (
    FIRST_OF_AUGUST,
    agrees,
    answers,
    asks,
    grants,
    mails,
    shows_paper,
    signs,
    state,
    wish,
    withdraws,
)
from tests.letting.renting import SINCE, gives_notice, rents

NAMES = ("Anna", "Bo", "Cecilia", "David")
JULY_ENDS = date(2026, 7, 31)


@pytest.fixture
def borlange(db: None) -> World:
    """Anna rents with Bo; Cecilia and David are to have their home."""
    world = make_world("tunabyggen")
    for number, name in enumerate(NAMES):
        world.person(name, serial=988 + number)
    return world


def two_homes(world: World, **more: Any) -> tuple[Lease, Lease]:
    """Return the lease of Anna and Bo, and that of Cecilia and David."""
    mine = rents(world, "Anna", co_renter=world.people["Bo"], **more)
    return mine, rents(world, "Cecilia", co_renter=world.people["David"])


def asked(world: World, name: str = "") -> tuple[LeaseChange, Lease, Lease]:
    """Let Anna, or someone else, ask Cecilia to swap; she says yes."""
    mine, yours = two_homes(world)
    change = asks(world, mine, "swap", "cecilia@example.se", name=name)
    assert isinstance(answers(world, "Cecilia"), LeaseChange)
    return change, mine, yours


def agreed(world: World) -> LeaseChange:
    """Let all four say yes."""
    change, _, _ = asked(world)
    for name in ("Bo", "David"):
        assert isinstance(agrees(world, change, name), LeaseChange)
    return change


def who_rents(world: World) -> list[tuple[str, set[str], date, date | None, bool]]:
    """Return each lease that holds or waits: its home, its renters, from and to, and whether it is signed."""
    with world.scope():
        rows = Lease.objects.filter(annulled_at=None).select_related("unit", "person", "co_renter")
        return [
            (
                row.unit.number, {one.given_name for one in (row.person, row.co_renter) if one is not None},
                row.starts_on, row.ends_on, row.signed_at is not None,
            )
            for row in rows.order_by("unit__number", "pk")
        ]  # fmt: skip


UNTOUCHED = [("HAnna", {"Anna", "Bo"}, SINCE, None, True), ("HCecilia", {"Cecilia", "David"}, SINCE, None, True)]


def test_lease_8_four_agree_and_sign_and_each_home_goes_to_the_two_who_come(borlange: World) -> None:
    change, _, _ = asked(borlange)
    assert (state(borlange, change), mails(borlange, "Bo")) == ("asked", ["change_co_asked"])
    assert mails(borlange, "David") == ["change_co_asked"]
    agrees(borlange, change, "Bo")
    assert state(borlange, change) == "asked"
    agrees(borlange, change, "David", "05-21 12:00")
    assert [mails(borlange, name)[-1] for name in NAMES] == ["change_complete"] * 4
    grants(borlange, change)
    for name in ("David", "Anna", "Cecilia"):
        signs(borlange, change, name)
    assert [row for row in who_rents(borlange) if row[3]] == []  # nothing ends until all have signed
    signs(borlange, change, "Bo")
    assert who_rents(borlange) == [
        ("HAnna", {"Anna", "Bo"}, SINCE, JULY_ENDS, True),
        ("HAnna", {"Cecilia", "David"}, FIRST_OF_AUGUST, None, True),
        ("HCecilia", {"Cecilia", "David"}, SINCE, JULY_ENDS, True),
        ("HCecilia", {"Anna", "Bo"}, FIRST_OF_AUGUST, None, True),
    ]
    borlange.tick(at("08-01 00:00"))
    with borlange.scope():
        assert LeaseChange.objects.get().state == "done"
        assert set(Registration.objects.values_list("points_from", flat=True)) == {FIRST_OF_AUGUST}
        made = Lease.objects.filter(follows__isnull=False).order_by("pk")
        assert [{row.terms["renter"]["name"], row.terms["co_renter"]["name"]} for row in made] == [
            {"Cecilia Test", "David Test"}, {"Anna Test", "Bo Test"},
        ]  # fmt: skip
        assert Signature.objects.count() == 4


def test_the_second_of_two_may_be_the_one_who_asks(borlange: World) -> None:
    change, _, _ = asked(borlange, name="Bo")
    assert agrees(borlange, change, "Bo") == refused("not_yours")
    assert mails(borlange, "Anna") == ["change_co_asked"]
    agrees(borlange, change, "Anna")
    agrees(borlange, change, "David")
    assert state(borlange, change) == "complete"


def test_two_swap_with_one_and_with_one_from_elsewhere(borlange: World) -> None:
    mine = rents(borlange, "Anna", co_renter=borlange.people["Bo"])
    rents(borlange, "Cecilia")
    change = asks(borlange, mine, "swap", "cecilia@example.se")
    agrees(borlange, change, "Bo", "05-20 12:00")
    assert state(borlange, change) == "asked"
    answers(borlange, "Cecilia")
    grants(borlange, change)
    for name in ("Anna", "Bo", "Cecilia"):
        signs(borlange, change, name)
    assert {row[0]: row[1] for row in who_rents(borlange) if row[3] is None} == {
        "HAnna": {"Cecilia"}, "HCecilia": {"Anna", "Bo"},
    }  # fmt: skip

    away = rents(borlange, "David", co_renter=borlange.person("Elsa", serial=996))
    leaves = asks(borlange, away, "swap", "filip@example.se", swaps_here=False, elsewhere="Falun")
    borlange.person("Filip", serial=997)
    answers(borlange, "Filip")
    agrees(borlange, leaves, "Elsa")
    grants(borlange, leaves)
    assert signs(borlange, leaves, "Elsa") == refused("not_yours")
    signs(borlange, leaves, "Filip")
    assert ("HDavid", {"Filip"}, FIRST_OF_AUGUST, None, True) in who_rents(borlange)


def test_checks_are_run_for_each_who_comes_and_what_one_of_two_did_counts_for_both(borlange: World) -> None:
    change = agreed(borlange)
    with borlange.scope():
        block_for_misconduct(borlange.people["David"].pk, "neglect", by=STAFF, now=at("05-25 10:00"))
        found = judged(LeaseChange.objects.get(pk=change.pk), now=at("05-25 10:00"))
    people = [borlange.people[name].pk for name in ("Cecilia", "David", "Anna", "Bo")]
    assert list(dict.fromkeys(one.person for one in found)) == people
    assert len({(one.person, one.check) for one in found}) == len(found) == 24
    conduct = {one.person: one.result for one in found if one.check == "conduct"}
    assert [conduct[pk] for pk in people] == ["fail", "fail", "pass", "pass"]
    assert grants(borlange, change) == refused("not_met")


@pytest.mark.parametrize("who", NAMES)
def test_whoever_of_the_four_withdraws_ends_it_for_all(borlange: World, who: str) -> None:
    change = agreed(borlange)
    grants(borlange, change)
    signs(borlange, change, "Anna")
    withdraws(borlange, change, who)
    assert (state(borlange, change), who_rents(borlange)) == ("withdrawn", UNTOUCHED)
    assert [name for name in NAMES if mails(borlange, name)[-1] == "change_withdrawn"] == [
        name for name in NAMES if name != who
    ]


@pytest.mark.parametrize("who", ["Bo", "David"])
def test_one_no_ends_it_for_all_and_silence_does_too(borlange: World, who: str) -> None:
    change, mine, _ = asked(borlange)
    agrees(borlange, change, who, yes=False)
    assert state(borlange, change) == "declined"
    assert [name for name in NAMES if mails(borlange, name)[-1] == "change_declined"] == [
        name for name in NAMES if name != who
    ]
    assert agrees(borlange, change, who) == refused("too_late")

    again = asks(borlange, mine, "swap", "cecilia@example.se", now="05-22 10:00")
    answers(borlange, "Cecilia", "05-25 10:00")
    agrees(borlange, again, "Bo", "05-25 11:00")
    borlange.tick(at("06-08 23:59"))
    assert state(borlange, again) == "asked"  # David has fourteen days from when he was asked
    assert agrees(borlange, again, "David", "06-09 00:00") == refused("too_late")
    borlange.tick(at("06-09 08:00"))
    assert (state(borlange, again), mails(borlange, "David")[-1]) == ("lapsed", "change_lapsed")
    assert who_rents(borlange) == UNTOUCHED


def test_who_may_say_yes_beside_the_two_and_what_it_needs(borlange: World) -> None:
    change, _, _ = asked(borlange)
    stranger = borlange.person("Elsa", serial=996)
    assert [
        agrees(borlange, change, "Elsa"),
        agrees(borlange, change, "Anna"),
        agrees(borlange, change, "Cecilia"),
        agrees(borlange, change, "Bo", wording=" "),
    ] == [refused("not_yours")] * 3 + [refused("consent_missing")]
    assert answers(borlange, "Bo") == refused("yourself")
    agrees(borlange, change, "Bo")
    assert agrees(borlange, change, "Bo") == refused("already_answered")
    with borlange.scope():
        row = LeaseChange.objects.get()
        assert (row.co_person_wording, row.role_of(stranger.pk)) == ("Ja.", "")


@pytest.mark.parametrize("side", [0, 1])
def test_a_yes_that_comes_when_notice_has_been_given_of_either_home_is_refused(borlange: World, side: int) -> None:
    change, *homes = asked(borlange)
    gives_notice(borlange, homes[side], "05-21 10:30")
    assert agrees(borlange, change, "Bo") == refused("under_notice")


def test_one_who_was_taken_back_cannot_be_agreed_to(borlange: World) -> None:
    change, _, _ = asked(borlange)
    withdraws(borlange, change, "Anna", "05-21 10:30")
    assert agrees(borlange, change, "Bo") == refused("taken_back")


def test_lease_10_a_third_is_refused_and_the_lease_goes_only_to_the_one_who_stays(borlange: World) -> None:
    home, _ = two_homes(borlange)
    anna, bo, cecilia = (borlange.people[name].pk for name in ("Anna", "Bo", "Cecilia"))

    def on_paper(kind: str, other: int, **more: Any) -> Any:
        with borlange.scope():
            return enter_change(home.pk, other, wish(kind), by=STAFF, now=at("05-20 10:00"), **more)

    assert [
        asks(borlange, home, "addition", "cecilia@example.se"),
        on_paper("addition", cecilia),
        asks(borlange, home, "transfer", "cecilia@example.se"),
        on_paper("transfer", cecilia),
        on_paper("swap", bo),
        on_paper("sublet", anna),
    ] == [refused("two_already")] * 2 + [refused("two_on_lease")] * 2 + [refused("yourself")] * 2
    stays = on_paper("transfer", anna)  # the first of the two stays, the second leaves
    grants(borlange, stays)
    signs(borlange, stays, "Anna")
    assert ("HAnna", {"Anna"}, FIRST_OF_AUGUST, None, True) in who_rents(borlange)
    with borlange.scope():
        assert stays.person_id == bo


def test_lease_7_two_sublet_when_both_have_agreed(borlange: World) -> None:
    home, _ = two_homes(borlange)
    shows_paper(borlange, home, "sublet")
    change = asks(borlange, home, "sublet", "elsa@example.se")
    borlange.person("Elsa", serial=996)
    answers(borlange, "Elsa")
    assert state(borlange, change) == "asked"
    agrees(borlange, change, "Bo")
    grants(borlange, change)
    assert [mails(borlange, name)[-1] for name in ("Anna", "Bo", "Elsa")] == ["change_granted"] * 3
    assert who_rents(borlange) == UNTOUCHED


def test_on_paper_all_have_signed_or_the_one_who_has_not_is_asked(borlange: World) -> None:
    mine, yours = two_homes(borlange)
    cecilia = borlange.people["Cecilia"].pk

    def entered(**more: Any) -> LeaseChange:
        with borlange.scope():
            made = enter_change(mine.pk, cecilia, wish("swap"), by=STAFF, now=at("05-20 10:00"), **more)
        assert isinstance(made, LeaseChange)
        return made

    whole = entered()
    assert (whole.state, whole.other_lease, mails(borlange, "David")) == ("complete", yours, ["change_complete"])
    withdraws(borlange, whole, "David")
    waits = entered(all_agree=False)
    assert (waits.state, waits.answer_last_day) == ("asked", date(2026, 6, 3))
    assert [mails(borlange, name)[-1] for name in ("Bo", "David")] == ["change_co_asked"] * 2
    with borlange.scope():
        said = Message.objects.filter(kind="change_co_asked").order_by("pk").values_list("context", flat=True)
        assert [one["name"] for one in said] == ["Anna", "Cecilia"]
    for name in ("David", "Bo"):
        agrees(borlange, waits, name)
    assert state(borlange, waits) == "complete"


def test_two_who_share_a_renter_cannot_swap_with_each_other(borlange: World) -> None:
    home = rents(borlange, "Anna", co_renter=borlange.people["Bo"])
    rents(borlange, "Cecilia", co_renter=borlange.people["Bo"])
    asks(borlange, home, "swap", "cecilia@example.se")
    assert answers(borlange, "Cecilia") == refused("no_lease_here")


def test_one_of_two_who_is_erased_ends_what_is_not_signed(borlange: World) -> None:
    change = agreed(borlange)
    with borlange.scope():
        end_changes(borlange.people["David"], PORTAL, at("06-02 10:00"))
    assert (state(borlange, change), who_rents(borlange)) == ("withdrawn", UNTOUCHED)
