"""Two who act at once on one invitation, or invite at once: one wins. Each with a control without the lock."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

import pytest
from django.db.models import QuerySet

from queues.models import Companion
from queues.services import companions, invitations
from tenants.models import Event
from tests.cast import World, make_world
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
