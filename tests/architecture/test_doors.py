"""Every address is knocked at by everyone who has no business there: never a page with data, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from letting.models import (
    Listing,
    Offer,
)
from tenants.models import Event, Message
from tests.architecture.annas_town import FIRST, SECRET, build, number
from tests.architecture.permissions import PERMISSIONS
from tests.cast import World

THERE = "grannen.localhost:8000"  # where the neighbour is
ENTER = ("Anna", "Bo", "Eva", "Fredrik", "Gun", "Rolf")
SESSIONS: dict[str, str] = {}  # of those who enter, for all doors of this process
READS = ("barrier.read", "person.logged_in", "person.page_shown", "document.read", "complaint.read", "export.fetched")


def paths(resolver: URLResolver, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from paths(pattern, path, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
        elif isinstance(pattern, URLPattern):
            yield (space + pattern.name if pattern.name else path), path


ADDRESSES = sorted(set(paths(get_resolver("config.urls"))))


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The town, built once for all doors, and taken back after the last."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        town = build()
        SESSIONS.update({name: session_of(town, name) for name in ENTER})
        yield town
        transaction.set_rollback(True)


def session_of(town: World, name: str) -> str:
    client = Client(HTTP_HOST=town.host)
    client.force_login(town.users[name])
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def town(built: World, django_db_blocker: Any) -> Iterator[World]:
    """Anna has everything; what is done at a door is taken back before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield built
        transaction.set_rollback(True)


WORDS = {"slug": "housing", "kind": "income", "url": "nothing-here", "app_label": "letting", "night": "2026-05-22",
         "paper": "rapport", "step": "demand"}  # fmt: skip


def concrete(town: World, name: str, path: str) -> str:
    """Return an address with Anna's ids in it."""
    last = name.rpartition(":")[2]
    kinds = (*sorted(FIRST, key=len, reverse=True), "message", "person")
    about = next((kind for kind in kinds if kind in last), "listing")

    def fill(found: re.Match[str]) -> str:
        word = found.group(1)
        return WORDS.get(word) or str(number(town, word if word in kinds else about))

    with town.scope():
        path = re.sub(r"\(\?P<(\w+)>[^)]*\)", fill, path)
        path = re.sub(r"<\w+:(\w+)>", fill, path)
    return "/" + path.replace("^", "").replace("$", "")


def knock(client: Client, address: str) -> list[tuple[int, bytes]]:
    answers = []
    for method in (client.get, client.post, client.head):
        response = method(address)
        answers.append((response.status_code, b"" if response.streaming else response.content))
    return answers


def visitor(town: World, name: str | None, host: str = "") -> Client:
    """Return a browser of someone who is logged in already; at the town's host or another."""
    client = Client(HTTP_HOST=host or town.host)
    if name:
        client.cookies[settings.SESSION_COOKIE_NAME] = SESSIONS[name]
    return client


@pytest.mark.parametrize(("name", "path"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_nobody_opens_what_is_not_hers(town: World, name: str, path: str) -> None:
    who, address = PERMISSIONS[name], concrete(town, name, path)
    assert "<" not in address, address
    intruders = {"person": [None, "Bo", "Gun"], "staff": [None, "Bo", "Gun"], "anyone": [None], "account": [None]}[who]
    for intruder in intruders:
        for status, content in knock(visitor(town, intruder), address):
            assert status < 500, (intruder, address)
            assert SECRET.encode() not in content, (intruder, address)
            if who in ("person", "staff") and intruder is None:
                assert status in (302, 404, 405), (intruder, address, status)
            if who == "staff":
                assert status != 200, (intruder, address)


LEADS_ON = {"delete", "change", "history", "workbench", "publish", "listing"}
WITH_ID = [(name, path) for name, path in ADDRESSES if re.search(r"<\w+:(?!slug|app_label|url)", path)]


@pytest.mark.parametrize(("name", "path"), WITH_ID, ids=[name for name, _ in WITH_ID])
def test_another_landlords_id_does_not_exist(town: World, name: str, path: str) -> None:
    """At the neighbour's own host, with every right there, Anna's things are nowhere."""
    address, who = concrete(town, name, path), PERMISSIONS[name]
    for neighbour in ("Fredrik", "Gun"):
        for status, content in knock(visitor(town, neighbour, THERE), address):
            assert status in (302, 303, 403, 404, 405), (neighbour, address, status)
            assert SECRET.encode() not in content
    visitor_there = visitor(town, "Gun" if who == "staff" else "Fredrik", THERE)
    if who in ("staff", "person", "anyone"):
        # No page, and no way on but to a page that is not there either.
        leads_on = {303, 403} if name.rpartition("_")[2] in LEADS_ON else set()
        assert visitor_there.get(address).status_code in {302, 404, 405} | leads_on, address


@pytest.mark.parametrize(
    ("name", "path"),
    [row for row in ADDRESSES if PERMISSIONS.get(row[0]) == "staff"],
    ids=lambda value: str(value)[:40],
)
def test_a_reader_never_changes_anything(town: World, name: str, path: str) -> None:
    with town.scope():
        before = Event.objects.exclude(kind__startswith="person.").count(), Listing.objects.values().get()
    client = visitor(town, "Rolf")
    for data in ({}, {"reason": "x", "outcome": "pass", "passed": "1", "confirm": "1"}):
        response = client.post(concrete(town, name, path), data)
        assert response.status_code < 500
    with town.scope():
        assert (Event.objects.exclude(kind__startswith="person.").count(), Listing.objects.values().get()) == before


def test_get_changes_nothing_anywhere(town: World) -> None:
    """Mail scanners and browsers that fetch ahead follow links."""
    before = rows(town)
    for visiting in ("Anna", "Eva"):
        client = visitor(town, visiting)
        for name, path in ADDRESSES:
            if "logout" not in name and PERMISSIONS[name] != "account":
                client.get(concrete(town, name, path))
    assert rows(town) == before


def rows(town: World) -> list[Any]:
    """Return what people did and were promised; that a page was read is itself logged, and left out here."""
    with town.scope():
        events = Event.objects.exclude(kind__in=READS).values_list("kind", flat=True)
        tables = [list(model.objects.order_by("pk").values()) for model in (Offer, Message, Listing)]
        return [list(events.order_by("pk")), *tables]


def test_a_forged_host_is_refused(town: World) -> None:
    assert Client(HTTP_HOST="evil.example").get("/").status_code == 400
    assert Client(HTTP_HOST=town.host, HTTP_X_FORWARDED_HOST="evil.example").get("/").status_code == 200


def test_personal_pages_are_never_stored(town: World) -> None:
    client = visitor(town, "Anna")
    for name, path in ADDRESSES:
        if PERMISSIONS[name] == "person" and "<" not in path:
            response = client.get("/" + path)
            if response.status_code == 200:
                assert "no-store" in response.headers.get("Cache-Control", ""), name
