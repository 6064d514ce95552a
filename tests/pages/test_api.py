"""The API through its front door: what is free as JSON, for any site, at a rate, and kept by whoever has it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from letting.models import Listing
from tests.cast import Clock, World, at, make_world

ROOT = "/api/v1"


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.now = at("05-12 12:00")
    cache.clear()
    return make_world()


@pytest.fixture
def program(world: World) -> Client:
    return Client(headers={"host": world.host})


@pytest.fixture
def three(world: World) -> list[Listing]:
    few = [
        {"street": "Lilla gatan 2", "rooms": 1, "size": 30, "rent": 4100, "area": "Söder", "balcony": True},
        {"street": "Stora gatan 1", "rooms": 3, "size": 80, "rent": 9500, "area": "Norr", "lift": True},
        {"street": "Norra gatan 5", "rooms": 2, "size": 55.5, "rent": 7050, "area": "Norr"},
    ]
    days = (date(2026, 8, 1), date(2026, 10, 1), None)
    return [
        world.listing(world.unit(f"N{n}", **one), move_in=day)
        for n, (one, day) in enumerate(zip(few, days, strict=True))
    ]


def asked(program: Client, path: str, **headers: str) -> Any:
    answer = program.get(f"{ROOT}/{path}", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8")
    return answer.json()


def test_what_is_free_is_told_as_the_page_tells_it(world: World, program: Client, three: list[Listing]) -> None:
    found = asked(program, "listings?area=Söder")
    url = f"http://{world.host}/lediga/{three[0].pk}/"
    assert found == {
        "count": 1, "page": 1, "pages": 1, "next": None, "previous": None,
        "results": [{
            "id": three[0].pk, "url": url, "title": "Lilla gatan 2, 1 rum och kök", "kind": "apartment",
            "street": "Lilla gatan 2", "area": "Söder", "rooms": 1, "size": 30.0, "rent": 4100, "floor": None,
            "built": None, "lift": False, "balcony": True, "accessible": False, "position": None,
            "move_in": "2026-08-01", "published_at": "2026-05-11T07:00:00Z", "last_day": "2026-05-15",
            "scheme": {"slug": "ordinary", "name": "Vanlig uthyrning"},
            "queue": {"slug": "housing", "name": "Bostadskön"}, "interests": 0, "last_points": None, "pictures": [],
        }],
    }  # fmt: skip


def test_who_has_the_answer_already_is_told_so_until_it_changes(
    world: World, program: Client, three: list[Listing]
) -> None:
    first = program.get(f"{ROOT}/listings")
    kept = {"if-none-match": first["ETag"]}
    again = program.get(f"{ROOT}/listings", headers=kept)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert (first["Cache-Control"], first["Vary"]) == ("public, max-age=60", "Accept-Language")
    world.wants("Anna", three[0])
    assert program.get(f"{ROOT}/listings", headers=kept).status_code == 200
