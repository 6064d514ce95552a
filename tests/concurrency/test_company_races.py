"""Two who act at once on one invitation, one security, one person's wishes: one wins. With controls."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

import pytest
from django.db.models import QuerySet

from letting.models import Security
from letting.services.securities import decide_security, offer_security
from queues.models import Companion, Registration
from queues.services import companions, invitations
from queues.services.wishes import choose_area
from tenants.actors import person_actor
from tenants.models import Event
from tests.cast import STAFF, World, at, make_world
from tests.concurrency.test_races import at_once
from tests.queues.company import answer, ask, key_to


@pytest.fixture
def town(committed_db: None) -> World:
    world = make_world("tunabyggen")
    for serial, name in enumerate(("Anna", "Bo", "Cecilia")):
        world.person(name, serial=988 + serial)
    return world


def outcomes(results: list[Any]) -> Counter[str]:
    """Count what came of several acts."""
    return Counter("done" if isinstance(one, Companion) else str(getattr(one, "codes", one)) for one in results)


def accepted(town: World) -> int:
    with town.scope():
        return Event.objects.filter(kind="companion.accepted").count()


def test_two_who_answer_one_invitation_at_once_have_one_winner_queue_18(town: World) -> None:
    ask(town, "Anna")
    key = key_to(town)
    results = at_once(*[lambda name=name: answer(town, name, key=key) for name in ("Bo", "Cecilia")])
    assert outcomes(results) == {"done": 1, "('wrong_person',)": 1}
    assert accepted(town) == 1


def test_control_without_the_rows_lock_both_would_win(town: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(town, "Anna")
    key, both_have_read = key_to(town), threading.Barrier(2)
    judged = companions.against_answer

    def slowly(*arguments: Any) -> str:
        against = judged(*arguments)
        both_have_read.wait(5)
        return against

    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)
    monkeypatch.setattr(companions, "against_answer", slowly)
    results = at_once(*[lambda name=name: answer(town, name, key=key) for name in ("Bo", "Cecilia")])
    assert outcomes(results) == {"done": 2}


def test_four_invitations_at_once_are_one_queue_18(town: World) -> None:
    results = at_once(*[lambda n=n: ask(town, "Anna", email=f"x{n}@example.se") for n in range(4)])
    assert outcomes(results) == {"done": 1, "('already_invited',)": 3}


def test_control_without_the_persons_lock_the_table_itself_must_refuse(
    town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    have_looked = threading.Barrier(4)
    looked = invitations._has_live

    def slowly(*arguments: Any) -> bool:
        live = looked(*arguments)
        have_looked.wait(5)
        return live

    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)
    monkeypatch.setattr(invitations, "_has_live", slowly)
    results = at_once(*[lambda n=n: ask(town, "Anna", email=f"x{n}@example.se") for n in range(4)])
    told = [str(result) for result in results if not isinstance(result, Companion)]
    assert len(told) == 3
    assert all("one_live_companion_per_role" in text for text in told), told


def test_two_who_answer_each_other_at_once_do_not_wait_for_ever(town: World) -> None:
    ask(town, "Anna", email="bo@example.se")
    ask(town, "Bo", email="anna@example.se")
    to_bo, to_anna = key_to(town, "bo@example.se"), key_to(town, "anna@example.se")
    results = at_once(lambda: answer(town, "Bo", key=to_bo), lambda: answer(town, "Anna", key=to_anna))
    assert outcomes(results) == {"done": 2}


@pytest.fixture
def offered(committed_db: None) -> tuple[World, Security]:
    """A bank guarantee of Anna's that waits for a decision."""
    world = make_world("wennergrens")
    anna = world.person("Anna").pk
    with world.scope():
        row = offer_security(anna, "bank_guarantee", by=person_actor(anna), now=at("05-12 10:00"))
    assert isinstance(row, Security)
    return world, row


def decide(world: World, row: Security, *, accepted: bool) -> Any:
    with world.scope():
        return decide_security(row.pk, accepted=accepted, reason="Prövad.", by=STAFF, now=at("05-13 09:00"))


def both_ways(world: World, row: Security) -> Counter[str]:
    results = at_once(lambda: decide(world, row, accepted=True), lambda: decide(world, row, accepted=False))
    return Counter(str(getattr(one, "codes", one)) for one in results)


def test_two_who_decide_a_security_at_once_make_one_decision_check_11(offered: tuple[World, Security]) -> None:
    assert both_ways(*offered) == {"None": 1, "('already_answered',)": 1}


def test_control_without_the_lock_a_security_is_decided_both_ways(
    offered: tuple[World, Security], monkeypatch: pytest.MonkeyPatch
) -> None:
    both_have_read = threading.Barrier(2)

    class Unlocked(QuerySet[Security]):
        def first(self) -> Security | None:
            found = super().first()
            both_have_read.wait(5)
            return found

    def without_lock(rows: QuerySet[Any], **_how: Any) -> QuerySet[Any]:
        return rows._chain() if rows.model is not Security else Unlocked(Security, rows.query)

    monkeypatch.setattr(QuerySet, "select_for_update", without_lock)
    assert both_ways(*offered) == {"None": 2}


def test_one_who_chooses_an_area_twice_at_once_stands_in_its_queue_once_queue_15(committed_db: None) -> None:
    world = make_world("wennergrens")
    anna = world.person("Anna").pk

    def choose() -> Any:
        with world.scope():
            return choose_area(anna, "ronnen", by=person_actor(anna), now=at("05-12 10:00"))

    assert at_once(choose, choose, choose) == [None] * 3
    with world.scope():
        assert Registration.objects.filter(person=anna, queue__slug="ronnen").count() == 1
        assert Event.objects.filter(kind="area.chosen").count() == 1
