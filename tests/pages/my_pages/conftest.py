"""Mina sidor through the front door: a landlord, its people, and a clock that the test sets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Clock, World, at, make_world, other_landlord

FRAME = ("SAVEPOINT", "RELEASE", "SELECT before, set_config", "ROLLBACK")


@dataclass
class Visitor:
    """Someone at a landlord's pages."""

    world: World
    client: Client

    def get(self, path: str) -> Any:
        return self.client.get(path, HTTP_HOST=self.world.host)

    def post(self, path: str, **data: Any) -> Any:
        return self.client.post(path, data, HTTP_HOST=self.world.host)

    def text(self, path: str) -> str:
        """Return a page's words; it must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
        return words(answer)

    def queries(self, path: str) -> list[str]:
        """Return the questions that a page asks of the database, the frame of its transaction left out."""
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert self.get(path).status_code == 200
        return [query["sql"] for query in asked.captured_queries if not query["sql"].startswith(FRAME)]


def words(answer: Any) -> str:
    """Return a response's text with its white space gathered."""
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.fixture
def clock(clock: Clock) -> Clock:
    clock.now = at("05-11 09:00")
    return clock


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def neighbour(world: World) -> World:
    return other_landlord()


@pytest.fixture
def visit(world: World, clock: Clock) -> Callable[..., Visitor]:
    """Let a person of the cast, or a new login, come to Mina sidor."""

    def come(name: str, at_world: World | None = None, **more: Any) -> Visitor:
        home = at_world or world
        if name not in home.people:
            home.person(name, **more)
        client = Client()
        client.force_login(home.users[name], backend="django.contrib.auth.backends.ModelBackend")
        return Visitor(home, client)

    return come
