"""What stands in the way of changing a lease: for who asks, who answers, who decides. LEASE-8, 9, CHECK-17."""

from __future__ import annotations

from datetime import date
from typing import Any

from letting.models import Lease, LeaseChange
from letting.services.change_checks import judged
from letting.services.change_decisions import grant_change
from letting.services.change_requests import enter_change
from letting.services.erasing import end_changes
from queues.services.blocks import block_for_misconduct
from tenants.actors import PORTAL
from tenants.outcome import Refused, refused
from tests.cast import STAFF, World, at, make_world
from tests.letting.changing import (
    answers,
    asks,
    grants,
    leases,
    logged,
    mails,
    office,
    refuses,
    shows_paper,
    state,
    wish,
)
from tests.letting.renting import SINCE, gives_notice, rents

JULY_ENDS = date(2026, 7, 31)


def swapped(world: World, now: str = "05-21 10:00", **more: Any) -> tuple[LeaseChange, Lease, Lease]:
    """Let Anna and Bo apply to swap their homes here."""
    mine, yours = rents(world, "Anna"), rents(world, "Bo")
    change = asks(world, mine, "swap", **more)
    assert isinstance(answers(world, "Bo", now), LeaseChange)
    return change, mine, yours


def test_who_may_answer_and_what_a_yes_needs(borlange: World) -> None:
    asks(borlange, rents(borlange, "Anna"), "swap")
    borlange.person("David", born="20090214", serial=990)
    borlange.person("Cecilia", serial=991)
    assert [
        answers(borlange, "Anna"),
        answers(borlange, "David"),
        answers(borlange, "Cecilia"),
        answers(borlange, "Bo", wording=" "),
        answers(borlange, "Bo", key="guessed"),
    ] == [
        refused("yourself"), refused("not_of_age"), refused("no_lease_here"), refused("consent_missing"),
        refused("not_found"),
    ]  # fmt: skip
    rents(borlange, "Bo")
    assert isinstance(answers(borlange, "Bo"), LeaseChange)
    assert answers(borlange, "Bo") == refused("already_answered")


def test_what_cannot_be_applied_for(borlange: World) -> None:
    lease, ended = rents(borlange, "Anna"), rents(borlange, "Anna", borlange.unit("OLD"), ends_on=date(2026, 4, 30))
    parking = rents(borlange, "Anna", borlange.unit("P1", kind="vehicle_space"))
    young = rents(borlange, "Anna", borlange.unit("NEW"), starts_on=date(2025, 6, 1))
    two = rents(borlange, "Anna", borlange.unit("TWO"), co_renter=borlange.people["Bo"])
    noticed = rents(borlange, "Bo")
    gives_notice(borlange, noticed, "05-19 10:00")
    assert [
        asks(borlange, ended, "swap"),
        asks(borlange, parking, "swap"),
        asks(borlange, young, "swap"),
        asks(borlange, two, "addition"),
        asks(borlange, two, "transfer"),
        asks(borlange, noticed, "swap", "anna@example.se"),
        asks(borlange, lease, "swap", "anna@example.se"),
        asks(borlange, lease, "swap", "bo@"),
        asks(borlange, lease, "swap", swaps_here=False),
        asks(borlange, lease, "swap", reason="other", text="Vill"),
        asks(borlange, lease, "swap", from_on=date(2026, 7, 1)),
    ] == [
        refused("lease_over"), refused("not_a_home"), refused("lived_too_short"), refused("two_already"),
        refused("two_on_lease"), refused("under_notice"), refused("yourself"), refused("bad_address"),
        refused("elsewhere_missing"), refused("no_such_reason"), refused("not_a_turn"),
    ]  # fmt: skip
    assert isinstance(asks(borlange, lease, "swap"), LeaseChange)
    assert asks(borlange, lease, "swap") == refused("already_asked")
    assert isinstance(asks(borlange, lease, "transfer"), LeaseChange)


def test_a_persons_invitations_have_an_end_for_the_day(borlange: World) -> None:
    homes = [rents(borlange, "Anna", borlange.unit(f"N{number}")) for number in range(6)]
    outcomes = [asks(borlange, home, "swap", swaps_here=False, elsewhere="Falun") for home in homes]
    assert [isinstance(one, Refused) for one in outcomes] == [False] * 5 + [True]
    assert outcomes[-1] == refused("too_many")


def test_a_requirement_that_is_not_met_hinders_a_grant_and_the_results_are_kept(borlange: World) -> None:
    change = asks(borlange, rents(borlange, "Anna"), "transfer")
    answers(borlange, "Bo")
    with borlange.scope():
        block_for_misconduct(borlange.people["Bo"].pk, "neglect", by=STAFF, now=at("05-25 10:00"))
    assert grants(borlange, change) == refused("not_met")
    assert refuses(borlange, change, reason=" ") == refused("reason_missing")
    refuses(borlange, change)
    with borlange.scope():
        row = LeaseChange.objects.get()
        assert {one["check"]: one["result"] for one in row.results} == {
            "registered": "pass", "age": "pass", "income": "review", "credit": "review", "household": "review",
            "one_lease": "pass", "conduct": "fail", "references": "review",
        }  # fmt: skip
        assert (row.state, row.decision, row.decided_by) == ("refused", "Skälet räcker inte.", str(STAFF))
    assert (mails(borlange, "Anna")[-1], mails(borlange, "Bo")[-1]) == ("change_refused", "change_refused")


def test_a_swap_judges_each_for_the_home_she_is_to_have(borlange: World) -> None:
    change, _, _ = swapped(borlange)
    with borlange.scope():
        found = judged(LeaseChange.objects.get(pk=change.pk), now=at("05-25 10:00"))
    people = {borlange.people[name].pk for name in ("Anna", "Bo")}
    assert ({one.person for one in found}, len(found)) == (people, 12)


def test_notice_and_a_change_that_is_granted_do_not_go_together(borlange: World) -> None:
    change, mine, yours = swapped(borlange)
    gives_notice(borlange, yours, "05-25 10:00")
    assert grants(borlange, change) == refused("under_notice")

    home = rents(borlange, "Anna", borlange.unit("TWO"))
    moving = asks(borlange, home, "transfer", now="05-25 11:00")
    answers(borlange, "Bo", "05-26 10:00")
    grants(borlange, moving)
    assert gives_notice(borlange, home, "06-02 09:00") == refused("changes_hands")
    assert asks(borlange, home, "swap", now="06-02 09:00", from_on=date(2026, 9, 1)) == refused("already_moving")
    assert gives_notice(borlange, mine, "06-02 09:00")


def test_staff_cannot_enter_one_person_twice_or_a_home_that_is_not_there(borlange: World) -> None:
    lease = rents(borlange, "Anna")
    anna, bo = (borlange.people[name].pk for name in ("Anna", "Bo"))
    with borlange.scope():
        said = wish("swap")
        assert [
            enter_change(lease.pk, anna, said, by=PORTAL, now=at("05-20 10:00")),
            enter_change(lease.pk, bo, said, by=PORTAL, now=at("05-20 10:00")),
            enter_change(0, bo, said, by=PORTAL, now=at("05-20 10:00")),
        ] == [refused("yourself"), refused("no_lease_here"), refused("lease_over")]
    assert logged(borlange) == []
    shows_paper(borlange, lease, "swap")


def test_check_17_a_swap_within_the_landlord_waits_for_its_inspection(db: None) -> None:
    flen = make_world("flen")
    flen.person("Anna", serial=988)
    flen.person("Bo", serial=989)
    change, _, _ = swapped(flen, from_on=date(2026, 6, 1), reason="other", text="Vi byter för att bo nära våra barn.")
    assert office(flen, grant_change, change, "05-25 10:00", reason="ok") == refused("inspection_first")
    with flen.scope():
        found = judged(LeaseChange.objects.get(pk=change.pk), now=at("05-25 10:00"))
    assert [(one.check, one.result, one.code) for one in found] == [("moved_in", "review", "inspection_first")] * 2
    grants(flen, change, "05-25 10:00")
    assert state(flen, change) == "granted"


def test_whoever_is_erased_takes_back_what_she_has_not_signed(borlange: World) -> None:
    change = asks(borlange, rents(borlange, "Anna"), "transfer")
    answers(borlange, "Bo")
    grants(borlange, change)
    with borlange.scope():
        end_changes(borlange.people["Bo"], PORTAL, at("06-02 10:00"))
    assert (state(borlange, change), mails(borlange, "Anna")[-1]) == ("withdrawn", "change_withdrawn")
    assert leases(borlange) == [("HAnna", "Anna", SINCE, None, True)]
