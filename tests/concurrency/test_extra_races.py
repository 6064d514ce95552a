"""Two at the same moment about one extra have one clear outcome, with a control. LEASE-12."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError

from letting.models import Extra, Lease
from letting.services import extras
from tenants.outcome import Refused, refused
from tests.cast import World, make_world
from tests.concurrency.test_lease_change_races import both_first
from tests.concurrency.test_races import at_once
from tests.letting.choosing import asks
from tests.letting.renting import rents


@pytest.fixture
def flen(committed_db: None) -> World:
    world = make_world("flen")
    world.person("Anna", serial=988)
    world.person("Bo", serial=989)
    return world


def asking(world: World) -> list[Callable[[], Any]]:
    lease = rents(world, "Anna", co_renter=world.people["Bo"])
    return [lambda: asks(world, lease), lambda: asks(world, lease, name="Bo")]


def test_two_of_one_lease_who_ask_at_once_have_one_application(flen: World) -> None:
    results = at_once(*asking(flen))
    assert [one for one in results if isinstance(one, Refused)] == [refused("already_asked")]
    with flen.scope():
        assert Extra.objects.count() == 1


def test_control_without_the_leases_lock_the_constraint_stops_the_second(
    flen: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = asking(flen)
    monkeypatch.setattr(extras, "lock_lease", lambda pk: Lease.objects.select_related("unit").get(pk=pk))
    both_first(monkeypatch, extras, "_has_live")
    results = at_once(*two)
    assert [isinstance(one, IntegrityError) for one in results].count(True) == 1
    with flen.scope():
        assert Extra.objects.count() == 1
