"""Notices at the same moment have one clear outcome; each with a control that shows what the lock is for. LEASE-2."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError

from letting.models import Lease, Notice
from letting.services import notice as notices
from letting.services.notice import confirm_notice
from tenants.outcome import Refused, refused
from tests.cast import STAFF, World, at, make_world
from tests.concurrency.test_races import at_once
from tests.letting.renting import gives_notice, rents, seen


@pytest.fixture
def flen(committed_db: None) -> World:
    return make_world("flen")


def unlocked(lease_id: int) -> Lease | None:
    return Lease.objects.select_related("unit").filter(pk=lease_id).first()


def both_first(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let two wait for one another at a step, as they would be there at the same moment."""
    gate, real = threading.Barrier(2), getattr(notices, name)

    def step(*told: Any, **more: Any) -> Any:
        gate.wait(10)
        return real(*told, **more)

    monkeypatch.setattr(notices, name, step)


def giving(world: World, lease: Lease, *reasons: str) -> list[Callable[[], Any]]:
    return [lambda reason=reason: gives_notice(world, lease, "05-20 10:00", reason) for reason in reasons]  # type: ignore[misc]  # a default keeps each its own


def test_a_notice_that_is_given_twice_at_once_is_one_notice(flen: World) -> None:
    lease = rents(flen, "Anna")
    results = at_once(*giving(flen, lease, "move_out", "larger"))
    with flen.scope():
        assert [one for one in results if isinstance(one, Refused)] == [refused("already_given")]
        assert seen(flen, lease)[1] == Notice.objects.get().ends_on


def test_control_without_the_leases_lock_only_the_table_keeps_two_notices_apart(
    flen: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = rents(flen, "Anna")
    monkeypatch.setattr(notices, "lock_places", lambda _person: None)
    monkeypatch.setattr(notices, "lock_lease", unlocked)
    both_first(monkeypatch, "ends_of")
    results = at_once(*giving(flen, lease, "move_out", "larger"))
    assert sorted(type(one).__name__ for one in results) == ["IntegrityError", "Notice"]
    assert any(isinstance(one, IntegrityError) for one in results)


def confirming(world: World, notice: Notice) -> list[Callable[[], Any]]:
    def confirm(*, accepts_reason: bool) -> Any:
        with world.scope():
            return confirm_notice(notice.pk, accepts_reason=accepts_reason, by=STAFF, now=at("05-21 10:00"))

    return [lambda: confirm(accepts_reason=True), lambda: confirm(accepts_reason=False)]


def test_two_who_confirm_at_once_have_one_last_day(flen: World) -> None:
    notice = gives_notice(flen, rents(flen, "Anna"), "05-20 10:00", "smaller")
    results = at_once(*confirming(flen, notice))
    confirmed = [one for one in results if isinstance(one, Notice)]
    assert [one for one in results if isinstance(one, Refused)] == [refused("already_decided")]
    assert [seen(flen, notice.lease)[1]] == [one.ends_on for one in confirmed]


def test_control_without_the_leases_lock_both_are_told_that_theirs_holds(
    flen: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    notice = gives_notice(flen, rents(flen, "Anna"), "05-20 10:00", "smaller")
    monkeypatch.setattr(notices, "lock_lease", unlocked)
    monkeypatch.setattr(notices, "record", lambda *_, **__: None)  # its chain would be the second net
    both_first(monkeypatch, "draft_of")
    results = at_once(*confirming(flen, notice))
    assert len({one.ends_on for one in results if isinstance(one, Notice)}) == 2
