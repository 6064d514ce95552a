"""A notice that two give together: asked, answered, taken back; or joined by the one who was told of it. LEASE-6."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.models import JointNotice, Lease, Notice
from letting.services.joint_notices import (
    answer_joint_notice,
    ask_for_joint_notice,
    drop_joint_notice,
    join_notice,
)
from queues.models import Registration
from tenants.actors import person_actor
from tenants.models import Event, Message
from tenants.outcome import refused
from tenants.rulesets.tenancy_rules import NoticeReason
from tests.cast import World, at, make_world
from tests.letting.renting import gives_notice, rents, seen
from tests.letting.two import claims, live_together


@pytest.fixture
def flen(db: None) -> World:
    return make_world("flen")


@pytest.fixture
def borlange(db: None) -> World:
    return make_world("tunabyggen")


def asks(world: World, lease: Lease, name: str = "Anna", now: str = "05-31 10:00", reason: str = "larger") -> Any:
    person = world.people[name].pk
    with world.scope():
        return ask_for_joint_notice(
            lease.pk, person, reason=NoticeReason(reason), shows_home=False, by=person_actor(person), now=at(now)
        )


def does(world: World, name: str, service: Any, row: Any, now: str, **more: Any) -> Any:
    person = world.people[name].pk
    with world.scope():
        return service(row.pk, person, by=person_actor(person), now=at(now), **more)


def told(world: World) -> list[tuple[str, str]]:
    with world.scope():
        rows = Message.objects.filter(kind__contains="notice").order_by("pk")
        return [(row.kind, row.person.given_name) for row in rows.select_related("person")]


def test_a_yes_is_a_notice_by_both_from_the_second_of_the_answer(flen: World) -> None:
    lease = live_together(flen)
    question = asks(flen, lease)
    assert seen(flen, lease) == (None, None)

    notice = does(flen, "Bo", answer_joint_notice, question, "06-01 10:00", agrees=True)

    assert isinstance(notice, Notice)
    assert (notice.by_both, notice.person_id, notice.given_by) == (
        True, flen.people["Anna"].pk, f"person:{flen.people['Bo'].pk}",
    )  # fmt: skip
    assert seen(flen, lease) == (date(2026, 6, 1), date(2026, 7, 31))
    assert told(flen) == [("joint_notice_asked", "Bo"), ("notice_received", "Anna"), ("notice_received", "Bo")]
    again = does(flen, "Bo", answer_joint_notice, question, "06-01 10:01", agrees=False)
    assert again == refused("already_answered")


def test_a_no_changes_nothing_and_it_can_be_asked_again(flen: World) -> None:
    lease = live_together(flen)
    question = asks(flen, lease)
    does(flen, "Bo", answer_joint_notice, question, "06-01 10:00", agrees=False)
    assert (seen(flen, lease), told(flen)) == (
        (None, None), [("joint_notice_asked", "Bo"), ("joint_notice_declined", "Anna")],
    )  # fmt: skip
    assert isinstance(asks(flen, lease, "Bo", "06-02 10:00"), JointNotice)
    with flen.scope():
        kinds = Event.objects.filter(kind__startswith="lease.joint").order_by("pk").values_list("kind", flat=True)
        assert [kind.rpartition("_")[2] for kind in kinds] == ["asked", "declined", "asked"]


def test_only_the_other_answers_and_only_the_one_who_asked_takes_it_back(flen: World) -> None:
    question = asks(flen, live_together(flen))
    flen.person("Eva", serial=995)
    assert [
        does(flen, "Anna", answer_joint_notice, question, "06-01 10:00", agrees=True),
        does(flen, "Eva", answer_joint_notice, question, "06-01 10:00", agrees=True),
        does(flen, "Bo", drop_joint_notice, question, "06-01 10:00"),
    ] == [refused("not_yours")] * 3
    assert does(flen, "Anna", drop_joint_notice, question, "06-01 10:00").state == "dropped"
    late = does(flen, "Bo", answer_joint_notice, question, "06-01 10:01", agrees=True)
    assert late == refused("already_answered")


def test_it_is_asked_once_and_only_where_neither_ends_the_lease_alone(flen: World, borlange: World) -> None:
    lease, alone = live_together(flen), rents(flen, "Cecilia")
    coming = rents(flen, "Anna", flen.unit("NEW"), co_renter=flen.people["Bo"], starts_on=date(2026, 7, 1))
    flen.person("Eva", serial=995)
    assert isinstance(asks(flen, lease), JointNotice)
    assert [
        asks(flen, lease, "Bo"),
        asks(flen, lease, "Eva"),
        asks(flen, alone, "Cecilia"),
        asks(flen, coming),
        asks(borlange, live_together(borlange), reason="move_out"),
    ] == [refused(code) for code in ("already_asked", "lease_over", "not_needed", "not_begun", "not_needed")]


def test_the_other_joins_a_notice_that_one_gave_for_both(borlange: World) -> None:
    lease = live_together(borlange)
    parking = rents(borlange, "Bo", borlange.unit("P1", kind="vehicle_space"))
    notice = gives_notice(borlange, lease, "05-20 10:00")

    joined = does(borlange, "Bo", join_notice, notice, "05-21 10:00")

    assert (joined.by_both, seen(borlange, parking)[1]) == (True, date(2026, 8, 31))
    with borlange.scope():
        points = dict(Registration.objects.values_list("person__given_name", "points_from"))
    assert points == {"Anna": date(2026, 5, 20), "Bo": date(2026, 5, 21)}
    assert told(borlange)[-2:] == [("notice_joined", "Anna"), ("notice_joined", "Bo")]
    assert [
        does(borlange, "Bo", join_notice, notice, "05-21 10:01"),
        does(borlange, "Anna", join_notice, notice, "05-22 09:00"),
        claims(borlange, "Bo", notice),
    ] == [refused("not_yours")] * 3


def test_one_who_has_claimed_the_home_does_not_join(borlange: World) -> None:
    notice = gives_notice(borlange, live_together(borlange), "05-20 10:00")
    claims(borlange, "Bo", notice)
    assert does(borlange, "Bo", join_notice, notice, "05-23 10:00") == refused("already_claimed")
