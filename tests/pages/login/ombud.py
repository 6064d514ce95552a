"""An ombud as tests meet one: Anna has waited long, Bo is her son, and they agree."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tenants.models import Mandate, Person
from tests.cast import World, number_in_series
from tests.pages.my_pages.conftest import Visitor

HERE = "/mina-sidor/ombud/"


def person(world: World, name: str) -> Person:
    with world.scope():
        return Person.objects.get(pk=world.people[name].pk)


def mandate(world: World) -> Mandate:
    with world.scope():
        return Mandate.objects.select_related("person", "agent").latest("pk")


def visitor(world: World, name: str) -> Visitor:
    client = Client(headers={"host": world.host})
    client.force_login(world.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return Visitor(world, client)


def agreed(world: World, **terms: Any) -> Visitor:
    """Let Anna ask Bo by his number, and him say yes; return his browser, in which he acts for her."""
    bo = accepted(world, **terms)
    assert bo.post(f"{HERE}{mandate(world).pk}/foretrad/").status_code == 303
    return bo


def accepted(world: World, **terms: Any) -> Visitor:
    asked = {"who": number_in_series("19900101", 989), "extent": "act", "agree": "on"} | terms
    assert visitor(world, "Anna").post(f"{HERE}fraga/", **asked).status_code == 303
    bo = visitor(world, "Bo")
    assert bo.post(f"{HERE}{mandate(world).pk}/svara/", answer="yes", agree="on").status_code == 303
    return bo
