"""Alerts told twice at once, and searches saved at the limit; each with a control without its lock."""

from __future__ import annotations

from typing import Any

import pytest

from letting.core.finding import Wanted
from letting.models import AlertRound, Often, SavedSearch, SearchHit
from letting.services import alerts, searches
from letting.services.searches import save_search
from tenants import ticking
from tenants.actors import person_actor
from tenants.models import Message
from tests.cast import World, at
from tests.concurrency.meeting import Pause, in_scope
from tests.concurrency.test_races import at_once


@pytest.fixture
def town(real_town: World) -> World:
    """Anna watches for small flats, and one has just been published."""
    anna = real_town.person("Anna")
    in_scope(real_town, save_search, anna.pk, Wanted(rooms_to=2), name="Smått", often=Often.IMMEDIATE,
             by=person_actor(anna.pk), now=at("05-11 08:00"))()  # fmt: skip
    real_town.listing(real_town.unit("A1"))
    return real_town


def told(town: World) -> tuple[int, int]:
    """Return how many mails and how many hits there are."""
    with town.scope():
        return Message.objects.filter(kind="homes_found").count(), SearchHit.objects.count()


def test_two_ticks_at_once_tell_once(town: World) -> None:
    at_once(*[lambda minute=minute: ticking.tick(at(f"05-11 09:0{minute}")) for minute in (1, 2, 3, 4)])
    ticking.tick(at("05-11 09:10"))
    assert told(town) == (1, 1)


def run(town: World, minute: int) -> Any:
    def act() -> int:
        with town.scope():
            turn = AlertRound.objects.select_for_update().get(often=Often.IMMEDIATE)
            return alerts.tell(turn, at(f"05-11 09:0{minute}"))

    return act


def run_without_lock(town: World, minute: int) -> Any:
    def act() -> int:
        with town.scope():
            return alerts.tell(AlertRound.objects.get(often=Often.IMMEDIATE), at(f"05-11 09:0{minute}"))

    return act


def test_two_runs_of_a_round_tell_once_by_its_lock(town: World) -> None:
    assert sorted(at_once(run(town, 1), run(town, 2))) == [0, 1]
    assert told(town) == (1, 1)


def test_without_the_lock_both_runs_find_the_flat(town: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the hits' unique key is what then stops the second mail, by an error."""
    pause, found = Pause(), alerts.news

    def slowly(*arguments: Any) -> Any:
        hits = found(*arguments)
        pause()
        return hits

    monkeypatch.setattr(alerts, "news", slowly)
    results = at_once(run_without_lock(town, 1), run_without_lock(town, 2))
    assert sorted(type(one).__name__ for one in results) == ["IntegrityError", "int"]
    assert told(town) == (1, 1)


def saving(town: World, rooms: int) -> Any:
    anna = town.people["Anna"].pk
    return in_scope(town, save_search, anna, Wanted(rooms_from=rooms), name="Till", often=Often.DAILY,
                    by=person_actor(anna), now=at("05-11 10:00"))  # fmt: skip


def fill(town: World) -> None:
    for rooms in range(1, 9):
        saving(town, rooms)()


def saved(town: World) -> int:
    with town.scope():
        return SavedSearch.objects.count()


def test_the_limit_holds_for_two_tabs_at_once(town: World) -> None:
    fill(town)  # nine of ten
    at_once(saving(town, 11), saving(town, 12))
    assert saved(town) == 10


def test_without_the_persons_lock_both_tabs_save(town: World, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(town)
    pause, rules = Pause(), searches.rules_today

    def slowly(day: Any) -> Any:
        pause()
        return rules(day)

    monkeypatch.setattr(searches, "_lock", lambda _person: None)
    monkeypatch.setattr(searches, "rules_today", slowly)
    at_once(saving(town, 11), saving(town, 12))
    assert saved(town) == 11
