"""How often one visitor may do a thing: told apart by landlord, thing and address; without a cache nobody waits."""

from __future__ import annotations

import pytest
from django.core.cache import cache, caches
from django.test import RequestFactory, override_settings

from config.cache import MayBeAwayCache
from tenants.limits import seconds_to_wait
from tests.cast import World, other_landlord


def waits(world: World, what: str, *, times: int = 1, address: str = "192.0.2.1", forwarded: str = "") -> list[bool]:
    """Return, for each time that something is done, whether it has to wait."""
    request = RequestFactory().get("/", REMOTE_ADDR=address, headers={"x-forwarded-for": forwarded})
    with world.scope():
        return [seconds_to_wait(request, what, "2/h") > 0 for _ in range(times)]


@pytest.fixture
def town(town: World) -> World:
    cache.clear()
    return town


def test_landlords_things_and_addresses_are_counted_apart(town: World) -> None:
    assert waits(town, "api", times=3) == [False, False, True]
    assert waits(town, "form") == waits(other_landlord(), "api") == waits(town, "api", address="192.0.2.2") == [False]
    assert waits(town, "api") == [True]


def test_neighbours_in_one_network_of_the_newer_kind_are_one(town: World) -> None:
    assert waits(town, "api", times=2, address="2001:db8::1") == [False, False]
    assert waits(town, "api", address="2001:db8::ffff:2") == [True]
    assert waits(town, "api", address="2001:db8:0:1::1") == [False]


def test_what_a_visitor_says_of_herself_counts_only_from_a_trusted_proxy(town: World) -> None:
    assert [waits(town, "api", forwarded=f"203.0.113.{n}")[0] for n in range(3)] == [False, False, True]
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        assert waits(town, "api", forwarded="203.0.113.9") == [False]
        forged = [waits(town, "api", forwarded=f"198.51.100.{n}, 203.0.113.9")[0] for n in range(2)]
    assert forged == [False, True]


def test_without_a_cache_nobody_waits(town: World, monkeypatch: pytest.MonkeyPatch) -> None:
    away = MayBeAwayCache("unix:///nonexistent/valkey.sock", {})
    monkeypatch.setattr(caches._connections, "default", away, raising=False)
    assert waits(town, "api", times=5) == [False] * 5
