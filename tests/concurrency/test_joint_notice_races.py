"""One takes a question back as the other says yes to it, with a control. LEASE-6."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from letting.models import JointNotice, Notice
from letting.services import joint_notices
from letting.services.joint_notices import answer_joint_notice, drop_joint_notice
from tenants.outcome import Refused, refused
from tests.cast import World, make_world
from tests.concurrency.test_races import at_once
from tests.concurrency.test_two_races import meet
from tests.letting.test_joint_notices import asks, does
from tests.letting.two import live_together


@pytest.fixture
def flen(committed_db: None) -> World:
    return make_world("flen")


def answering(world: World) -> list[Callable[[], Any]]:
    question = asks(world, live_together(world))
    return [
        lambda: does(world, "Bo", answer_joint_notice, question, "06-01 10:00", agrees=True),
        lambda: does(world, "Anna", drop_joint_notice, question, "06-01 10:00"),
    ]


def came_to(world: World) -> tuple[str, int]:
    with world.scope():
        return JointNotice.objects.get().state, Notice.objects.count()


def test_a_question_taken_back_as_it_is_answered_is_one_or_the_other(flen: World) -> None:
    results = at_once(*answering(flen))
    assert [one for one in results if isinstance(one, Refused)] == [refused("already_answered")]
    assert came_to(flen) in (("agreed", 1), ("dropped", 0))


def test_control_without_the_lock_both_are_told_that_theirs_holds(flen: World, monkeypatch: pytest.MonkeyPatch) -> None:
    two = answering(flen)

    def unlocked(question_id: int) -> JointNotice:
        return JointNotice.objects.select_related("lease__unit", "person").get(pk=question_id)

    monkeypatch.setattr(joint_notices, "_lock", unlocked)
    meet(monkeypatch, joint_notices, "_close")
    results = at_once(*two)
    assert [one for one in results if isinstance(one, Refused)] == []
    assert came_to(flen)[1] == 1
