"""Whoever watches the board is told at once that something has changed, by a stream of events or by asking."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from disturbance.core.categories import Category
from disturbance.models import Case
from disturbance.night import stream
from disturbance.services.intake import Intake, open_case
from disturbance.watching import Watch
from tests.night import EVENING, Night, make_night

STREAM, PLACES = "/nu/strom/", 4


@pytest.fixture
def night(committed_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Night]:
    monkeypatch.setattr("tenants.clock.now", lambda: EVENING)
    monkeypatch.setattr(stream, "_free", BoundedSemaphore(PLACES))
    watch = Watch()
    monkeypatch.setattr(stream, "watch", watch)
    yield make_night("kopparstaden")
    if (ear := watch._thread) is not None:
        ear.join(timeout=5)


@pytest.fixture
def opens(night: Night) -> Iterator[Any]:
    """Lets someone open the stream; it is closed at the end."""
    opened: list[Any] = []

    def open_stream(name: str = "Olga") -> Any:
        answer = night.inside(name).get(STREAM)
        opened.append(answer)
        return answer

    yield open_stream
    for answer in opened:
        answer.close()


def someone_calls(night: Night, minutes: int = 0) -> None:
    call = Intake(
        night.worlds["kopparstaden"].pk, Category.MUSIC, "Hög musik.", street=f"Åsgatan {minutes}", caller_name="Anna"
    )
    with night.duty():
        made = open_case(call, by=night.workers["Olga"], now=EVENING + timedelta(minutes=minutes))
        assert isinstance(made, Case)


def until_changed(told: Iterator[bytes]) -> None:
    """Read until something has changed; what has not within three signs of life fails."""
    assert any(next(told) == stream.CHANGED for _ in range(3))


def test_a_call_is_told_to_whoever_watches_when_it_is_committed(night: Night, opens: Any) -> None:
    answer = opens()
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/event-stream")
    told = iter(answer.streaming_content)
    assert next(told) == stream.BEGUN
    until_changed(told)  # what changed before the ear was there is not known
    someone_calls(night)
    assert next(told) == stream.CHANGED


def test_where_nothing_happens_a_sign_of_life_is_sent(
    night: Night, opens: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "BREATH", 0.2)
    told = iter(opens().streaming_content)
    pieces = [next(told) for _ in range(12)]
    assert pieces[0] == stream.BEGUN
    assert pieces[-1] == stream.ALIVE


def test_a_connection_that_is_lost_is_found_again(night: Night, opens: Any) -> None:
    told = iter(opens().streaming_content)
    next(told)
    until_changed(told)
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
        assert cursor.fetchone() == (1,)
    until_changed(told)
    someone_calls(night)
    until_changed(told)


def test_who_finds_no_place_is_told_to_ask_and_a_place_that_is_left_is_anothers(night: Night, opens: Any) -> None:
    held = [opens() for _ in range(PLACES)]
    assert [answer.status_code for answer in held] == [200] * PLACES
    assert opens().status_code == 204
    held[0].close()
    held[0].close()  # leaving twice frees one place
    assert [opens().status_code, opens().status_code] == [200, 204]


@pytest.mark.usefixtures("night")
def test_only_those_who_may_see_the_board_are_told(night: Night, opens: Any) -> None:
    assert opens("Petra").status_code == 403
    assert Client(headers={"host": night.service.host}).get(STREAM).status_code == 302


def test_nobody_listens_when_nobody_watches(night: Night) -> None:
    watch = Watch()
    with watch.watching():
        ear = watch._thread
        assert ear is not None
    ear.join(timeout=5)
    assert (ear.is_alive(), watch._thread) == (False, None)
