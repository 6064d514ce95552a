"""What takes points, hides them, keeps queues apart and queues elsewhere. QUEUE-1, 3, 5, 7 to 10 and 17."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from queues.models import Queue, Registration
from queues.services.activity import reset_points, take_points_for
from queues.services.queues import queues_still_needed
from queues.services.registrations import reactivate, register, renew
from tenants.actors import PORTAL, person_actor
from tenants.models import Event, Message
from tenants.outcome import Refused
from tenants.persons import log_in
from tenants.rulesets import parse, presets
from tests.cast import World, at, make_world

CONSENTS = {"personal_data": "Ja", "credit_check": "Ja"}
BEFORE, TODAY = date(2016, 5, 11), date(2026, 5, 20)
NOW = at("05-20 10:00")


@pytest.fixture
def borlange(db: None) -> World:
    """Five queues. Anna stands in that for homes since 2016, and in that for parking since today."""
    world = make_world("tunabyggen")
    world.person("Anna", born="19600101")
    joins(world, "Anna", "vehicle", NOW)
    return world


def joins(world: World, name: str, queue: str, now: datetime) -> Any:
    person = world.people[name].pk
    with world.scope():
        return register(person, queue, consents=CONSENTS, by=person_actor(person), now=now)


def places(world: World, name: str = "Anna") -> dict[str, date]:
    """Return the points date in each queue that someone stands in."""
    with world.scope():
        rows = Registration.objects.filter(person=world.people[name]).order_by("pk")
        return dict(rows.values_list("queue__slug", "points_from"))


def takes(world: World, cause: Any, now: datetime = NOW) -> list[str]:
    """Let a cause take Anna's points; return the queues where it did."""
    with world.scope():
        rows = take_points_for(world.people["Anna"].pk, cause, by=PORTAL, now=now)
        return [row.queue.slug for row in rows]


@pytest.mark.parametrize(
    ("slug", "queues"),
    [
        ("tunabyggen", {"housing", "senior", "student", "vehicle", "storage"}),
        ("kopparstaden", {"housing", "senior"}),
        ("flen", {"housing", "vehicle"}),
        ("wennergrens", {"housing", "ronnen"}),
    ],
)
def test_queue_1_each_landlord_has_the_queues_of_its_rules_and_no_others(db: None, slug: str, queues: set[str]) -> None:
    world = make_world(slug)
    world.person("Anna")
    with world.scope():
        assert set(Queue.objects.values_list("slug", flat=True)) == queues
    with pytest.raises(Queue.DoesNotExist):
        joins(world, "Anna", "castle", NOW)


def test_queue_1_points_are_kept_in_each_queue_apart(borlange: World) -> None:
    assert places(borlange) == {"housing": BEFORE, "vehicle": TODAY}
    with borlange.scope():
        parking = Registration.objects.select_related("person", "queue").get(queue__slug="vehicle")
        reset_points(parking, reason="lease", by=PORTAL, now=at("06-01 10:00"))
    assert places(borlange) == {"housing": BEFORE, "vehicle": date(2026, 6, 1)}


def test_queue_1_rules_cannot_drop_a_queue_in_which_somebody_stands(borlange: World) -> None:
    now = parse(presets()["tunabyggen"].read_text(encoding="utf-8"))

    def without(slug: str) -> Any:
        return now.model_copy(update={"queues": {name: one for name, one in now.queues.items() if name != slug}})

    with borlange.scope():
        assert queues_still_needed(without("vehicle"), now) == "queue_in_use"
        assert queues_still_needed(without("storage"), now) is None


def test_queue_3_one_registers_from_the_eighteenth_birthday_where_that_is_the_rule(db: None) -> None:
    flen = make_world("flen")
    flen.person("David", born="20080521", since=None)
    for queue in ("housing", "vehicle"):
        assert joins(flen, "David", queue, at("05-20 23:59:59")) == Refused(("too_young",))
        assert isinstance(joins(flen, "David", queue, at("05-21 00:00")), Registration)


def test_queue_5_the_points_of_one_who_takes_over_are_her_own(borlange: World) -> None:
    borlange.person("Bo", since="2020-01-01", serial=989)
    takes(borlange, "death")
    takes(borlange, "separation")
    assert (places(borlange), places(borlange, "Bo")) == (
        {"housing": TODAY, "vehicle": TODAY},
        {"housing": date(2020, 1, 1)},
    )


def test_queue_7_renewing_is_an_act_and_a_login_is_none(db: None) -> None:
    flen = make_world("flen")
    for serial, name in enumerate(("Anna", "Bo", "Cecilia")):
        flen.person(name, serial=988 + serial, now=at("01-15 12:00"))
    anna, bo, cecilia = (flen.people[name].pk for name in ("Anna", "Bo", "Cecilia"))
    with flen.scope():
        log_in(bo, now=at("07-14 12:00"))
        assert renew(anna, "housing", by=person_actor(anna), now=at("07-14 23:59:59")) is None
        assert renew(anna, "vehicle", by=person_actor(anna), now=NOW) == Refused(("not_registered",))
        assert renew(cecilia, "housing", by=person_actor(cecilia), now=at("07-15 00:00")) is None
    flen.tick(at("07-15 00:00"))
    assert [places(flen, name)["housing"] for name in ("Anna", "Bo", "Cecilia")] == [
        BEFORE, date(2026, 7, 15), date(2026, 7, 15),
    ]  # fmt: skip


def test_queue_8_and_9_after_a_lease_points_are_hidden_until_the_person_reactivates(borlange: World) -> None:
    anna = borlange.people["Anna"].pk
    with borlange.scope():
        row = Registration.objects.select_related("person", "queue").get(queue__slug="housing")
        reset_points(row, reason="lease", by=PORTAL, now=NOW)
        hidden = Registration.objects.get(queue__slug="housing")
        assert (hidden.points_hidden_at, hidden.deactivated_at, hidden.points_from) == (NOW, None, TODAY)
        assert Registration.objects.get(queue__slug="vehicle").points_hidden_at is None
        assert reactivate(anna, "housing", by=person_actor(anna), now=at("05-21 10:00")) is None
        assert Registration.objects.get(queue__slug="housing").points_hidden_at is None
    borlange.tick(at("05-22 10:00"))
    assert places(borlange)["housing"] == TODAY, "a resident gathers points from the lease on"


def test_queue_8_a_lapse_hides_nothing(borlange: World) -> None:
    borlange.tick(at("05-22 10:00").replace(year=2027))
    with borlange.scope():
        row = Registration.objects.get(queue__slug="housing")
        assert (row.points_from, row.points_hidden_at) == (date(2027, 5, 1), None)


@pytest.mark.parametrize(
    ("cause", "reason"), [("notice", "notice"), ("swap", "swap"), ("added", "added"), ("separation", "transfer")]
)
def test_queue_10_notice_a_swap_a_place_on_a_lease_and_separation_take_the_points_of_homes_alone(
    borlange: World, cause: str, reason: str
) -> None:
    assert takes(borlange, cause) == ["housing"]
    assert places(borlange) == {"housing": TODAY, "vehicle": TODAY}
    with borlange.scope():
        event = Event.objects.get(kind="points.reset")
        assert (event.data, event.occurred_at) == (
            {"queue": "housing", "reason": reason, "since": "2026-05-20"},
            NOW,
        )
        assert Registration.objects.get(queue__slug="housing").points_hidden_at is None


def test_queue_10_a_transfer_by_death_keeps_the_points(borlange: World) -> None:
    assert takes(borlange, "death") == []
    assert places(borlange)["housing"] == BEFORE
    with borlange.scope():
        assert not Event.objects.filter(kind="points.reset").exists()


@pytest.mark.parametrize("slug", ["kopparstaden", "flen", "wennergrens"])
def test_queue_10_where_the_rules_say_nothing_of_it_nothing_else_takes_points(db: None, slug: str) -> None:
    world = make_world(slug)
    world.person("Anna")
    for cause in ("notice", "swap", "added", "separation", "death"):
        assert takes(world, cause) == []
    assert places(world)["housing"] == BEFORE


def test_queue_17_the_students_queue_is_elsewhere_and_nobody_registers_in_it_here(borlange: World) -> None:
    assert joins(borlange, "Anna", "student", NOW) == Refused(("elsewhere",))
    with borlange.scope():
        assert not Registration.objects.filter(queue__slug="student").exists()
        assert Message.objects.filter(kind="registered").count() == 1, "of the parking, before"


def test_queue_17_its_rules_say_where() -> None:
    rules = parse(presets()["tunabyggen"].read_text(encoding="utf-8"))
    assert {slug for slug, queue in rules.queues.items() if queue.elsewhere} == {"student"}
    assert rules.queues["student"].elsewhere == "https://student.tunabyggen.example/"
