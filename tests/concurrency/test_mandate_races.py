"""Anna ends Bo's mandate while he is in the middle of a form: nothing is done after the end. With a control."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from letting.public import interest
from tenants import representing
from tenants.actors import person_actor
from tenants.mandates import answer_question, ask_to_represent, end_mandate
from tenants.models import Event, Extent, Mandate
from tests.cast import Clock, World, at
from tests.concurrency.test_races import at_once


@pytest.fixture
def acting(real_town: World, monkeypatch: pytest.MonkeyPatch) -> tuple[World, Client, int]:
    """Bo acts for Anna in his browser; there is a flat."""
    now = Clock(at("05-12 10:00"))
    monkeypatch.setattr("tenants.clock.now", lambda: now.now)
    anna, bo = real_town.person("Anna"), real_town.person("Bo", serial=989)
    flat = real_town.listing()
    by = person_actor(anna.pk)
    with real_town.scope():
        terms: dict[str, Any] = {"extent": Extent.ACT, "may_sign": False, "ends_on": None, "wording": "x"}
        row = ask_to_represent(anna.pk, email="bo@example.se", by=by, now=now.now, **terms)
        assert isinstance(row, Mandate)
        assert isinstance(answer_question(row.pk, bo.pk, accepted=True, by=by, now=now.now), Mandate)
    client = Client(headers={"host": real_town.host})
    client.force_login(real_town.users["Bo"], backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(f"/mina-sidor/ombud/{row.pk}/foretrad/").status_code == 303
    return real_town, client, flat.pk


def deed_and_end(acting: tuple[World, Client, int], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let Bo make an interest, and Anna end the mandate when he is half-way; return what happened, in its order."""
    world, client, flat = acting
    half_way, over = threading.Event(), threading.Event()
    real = interest.express_interest

    def slow(*arguments: Any, **more: Any) -> Any:
        half_way.set()
        over.wait(1)  # with the lock the end cannot come, and this runs out
        return real(*arguments, **more)

    monkeypatch.setattr(interest, "express_interest", slow)
    anna = person_actor(world.people["Anna"].pk)

    def bo_does() -> int:
        return client.post(f"/lediga/{flat}/anmal/").status_code

    def anna_ends() -> Any:
        assert half_way.wait(5)
        with world.scope():
            outcome = end_mandate(Mandate.objects.get().pk, by=anna, now=at("05-12 10:00"))
        over.set()
        return outcome

    assert sorted(map(str, at_once(bo_does, anna_ends))) == ["303", "None"]
    with world.scope():
        kinds = Event.objects.filter(kind__in=("interest.made", "mandate.ended")).order_by("pk")
        return list(kinds.values_list("kind", flat=True))


def test_what_is_half_done_is_done_before_the_end(
    acting: tuple[World, Client, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert deed_and_end(acting, monkeypatch) == ["interest.made", "mandate.ended"]
    _world, client, flat = acting
    monkeypatch.undo()
    monkeypatch.setattr("tenants.clock.now", lambda: at("05-12 10:01"))
    assert client.post(f"/lediga/{flat}/anmal/").status_code == 409


def test_control_without_the_mandates_lock_a_deed_follows_its_end(
    acting: tuple[World, Client, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(representing, "hold_shared", lambda _number: None)
    assert deed_and_end(acting, monkeypatch) == ["mandate.ended", "interest.made"]


def test_two_deeds_at_once_do_not_wait_for_each_other(acting: tuple[World, Client, int]) -> None:
    world, _client, _flat = acting
    met = threading.Barrier(2)

    def held() -> str:
        with world.scope():
            representing.hold_shared(Mandate.objects.get().pk)
            met.wait(2)  # both hold it
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        return "done"

    assert at_once(held, held) == ["done", "done"]
