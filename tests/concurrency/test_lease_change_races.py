"""Two at the same moment about one application have one clear outcome; each with a control. LEASE-8, 9."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError

from letting.models import Lease, LeaseChange
from letting.services import change_decisions, change_ledger, change_requests
from letting.services import notice as notices
from tenants.outcome import Refused, refused
from tests.cast import World, make_world
from tests.concurrency.test_races import at_once
from tests.letting.changing import agrees, answers, asks, grants, refuses, shows_paper, state, withdraws
from tests.letting.renting import gives_notice, rents


@pytest.fixture
def borlange(committed_db: None) -> World:
    world = make_world("tunabyggen")
    world.person("Anna", serial=988)
    world.person("Bo", serial=989)
    return world


def complete(world: World) -> LeaseChange:
    change: LeaseChange = asks(world, rents(world, "Anna"), "transfer")
    answers(world, "Bo")
    return change


def unlocked(change_id: int) -> LeaseChange:
    return LeaseChange.objects.select_related("lease__unit").get(pk=change_id)


def both_first(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Let two wait for one another at a step, as they would be there at the same moment."""
    gate, real = threading.Barrier(2), getattr(module, name)

    def step(*told: Any, **more: Any) -> Any:
        gate.wait(10)
        return real(*told, **more)

    monkeypatch.setattr(module, name, step)


def deciding(world: World, change: LeaseChange) -> list[Callable[[], Any]]:
    return [lambda: grants(world, change), lambda: refuses(world, change)]


def test_two_of_the_staff_who_decide_at_once_have_one_decision(borlange: World) -> None:
    change = complete(borlange)
    results = at_once(*deciding(borlange, change))
    made = [one for one in results if isinstance(one, LeaseChange)]
    assert [one for one in results if isinstance(one, Refused)] == [refused("already_decided")]
    assert [one.state for one in made] == [state(borlange, change)]


def test_control_without_the_applications_lock_both_are_told_that_theirs_holds(
    borlange: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = complete(borlange)
    monkeypatch.setattr(change_decisions, "lock_change", unlocked)
    monkeypatch.setattr(change_ledger, "record", lambda *_, **__: None)  # its chain would be the second net
    both_first(monkeypatch, change_decisions, "judged")
    results = at_once(*deciding(borlange, change))
    assert {one.state for one in results if isinstance(one, LeaseChange)} == {"granted", "refused"}


def test_a_grant_and_a_withdrawal_at_once_leave_no_lease_to_sign_for_what_was_taken_back(borlange: World) -> None:
    change = complete(borlange)
    at_once(lambda: grants(borlange, change), lambda: withdraws(borlange, change, "Bo"))
    assert state(borlange, change) == "withdrawn"  # whichever came first
    with borlange.scope():
        assert Lease.objects.filter(follows__isnull=False, annulled_at=None).count() == 0


def asking(world: World, lease: Lease) -> list[Callable[[], Any]]:
    return [lambda: asks(world, lease, "transfer"), lambda: asks(world, lease, "transfer", "cecilia@example.se")]


def test_an_application_that_is_sent_twice_at_once_is_one(borlange: World) -> None:
    results = at_once(*asking(borlange, rents(borlange, "Anna")))
    assert [one for one in results if isinstance(one, Refused)] == [refused("already_asked")]
    with borlange.scope():
        assert LeaseChange.objects.count() == 1


def test_control_without_the_leases_lock_only_the_table_keeps_two_apart(
    borlange: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lease_of(pk: int) -> Lease | None:
        return Lease.objects.select_related("unit").filter(pk=pk).first()

    monkeypatch.setattr(change_requests, "lock_lease", lease_of)
    both_first(monkeypatch, change_requests, "against")
    results = at_once(*asking(borlange, rents(borlange, "Anna")))
    assert sum(isinstance(one, IntegrityError) for one in results) == 1


def test_notice_and_a_grant_at_once_do_not_both_hold(borlange: World) -> None:
    change = complete(borlange)
    results = at_once(lambda: grants(borlange, change), lambda: gives_notice(borlange, change.lease, "06-01 10:00"))
    refusals = [one for one in results if isinstance(one, Refused)]
    assert refusals in ([refused("under_notice")], [refused("changes_hands")])


def test_control_without_the_leases_lock_notice_and_a_grant_both_hold(
    borlange: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def around(change: LeaseChange) -> dict[int, Lease]:
        return {row.pk: row for row in Lease.objects.select_related("unit").filter(pk=change.lease_id)}

    def lease_of(pk: int) -> Lease | None:
        return Lease.objects.select_related("unit").filter(pk=pk).first()

    change = complete(borlange)
    gate, real, ends = threading.Barrier(2), change_decisions.judged, notices.ends_of
    monkeypatch.setattr(change_decisions, "lock_around", around)
    monkeypatch.setattr(notices, "lock_places", lambda _person: None)
    monkeypatch.setattr(notices, "lock_lease", lease_of)
    for module in (change_ledger, notices):
        monkeypatch.setattr(module, "record", lambda *_, **__: None)  # its chain would be the second net
    monkeypatch.setattr(change_decisions, "judged", lambda *told, **more: (real(*told, **more), gate.wait(10))[0])
    monkeypatch.setattr(notices, "ends_of", lambda *told, **more: (ends(*told, **more), gate.wait(10))[0])
    results = at_once(lambda: grants(borlange, change), lambda: gives_notice(borlange, change.lease, "06-01 10:00"))
    assert sorted(type(one).__name__ for one in results) == ["LeaseChange", "Notice"]


def test_the_last_yes_of_four_and_a_withdrawal_at_once_end_it(borlange: World) -> None:
    for name, serial in (("Cecilia", 991), ("David", 992)):
        borlange.person(name, serial=serial)
    mine = rents(borlange, "Anna", co_renter=borlange.people["Cecilia"])
    rents(borlange, "Bo", co_renter=borlange.people["David"])
    change = asks(borlange, mine, "swap")
    answers(borlange, "Bo")
    agrees(borlange, change, "David")
    results = at_once(lambda: agrees(borlange, change, "Cecilia"), lambda: withdraws(borlange, change, "Bo"))
    assert state(borlange, change) == "withdrawn"  # whichever came first
    assert [one for one in results if isinstance(one, Refused)] in ([], [refused("taken_back")])


def subletting(world: World) -> LeaseChange:
    home = rents(world, "Anna")
    shows_paper(world, home, "sublet")
    change: LeaseChange = asks(world, home, "sublet", until_on=date(2027, 7, 31))
    answers(world, "Bo")
    return change


def test_a_sublet_that_is_granted_while_notice_is_given_ends_with_the_lease(borlange: World) -> None:
    change = subletting(borlange)
    at_once(lambda: grants(borlange, change), lambda: gives_notice(borlange, change.lease, "06-01 10:00"))
    with borlange.scope():
        row = LeaseChange.objects.get()
        assert (row.state, row.until_on) == ("granted", date(2026, 9, 30))


def test_control_without_the_sublets_lock_first_the_two_wait_for_one_another(
    borlange: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = subletting(borlange)
    gate, around, ends = threading.Barrier(2), change_decisions.lock_around, notices.ends_of
    monkeypatch.setattr(notices, "lock_sublets", lambda _ids: None)
    monkeypatch.setattr(notices, "lock_places", lambda _people: None)
    monkeypatch.setattr(change_decisions, "lock_around", lambda one: (gate.wait(10), around(one))[1])
    monkeypatch.setattr(notices, "ends_of", lambda *told, **more: (ends(*told, **more), gate.wait(10))[0])
    results = at_once(lambda: grants(borlange, change), lambda: gives_notice(borlange, change.lease, "06-01 10:00"))
    assert [type(one) for one in results if isinstance(one, Exception)] == [OperationalError]
