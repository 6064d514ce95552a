"""A pupil takes over the lease that a parent signed for the home where the pupil lives. QUEUE-20, LEASE-9."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.models import Lease, LeaseChange
from letting.services.change_checks import judged
from letting.services.change_requests import enter_change
from letting.services.renting import rented_since
from queues.models import Registration
from tenants.outcome import refused
from tests.cast import STAFF, World, at, make_world
from tests.letting.changing import FIRST_OF_AUGUST, answers, asks, grants, leases, signs, wish
from tests.letting.renting import SINCE, rents

AS_PUPIL: dict[str, Any] = {"reason": "pupil", "since_on": SINCE}


@pytest.fixture
def borlange(db: None) -> World:
    """Anna has signed for David, eighteen since March, who lives in the home; Bo is someone else."""
    world = make_world("tunabyggen")
    world.person("Anna", serial=988)
    world.person("Bo", serial=989)
    world.person("David", born="20080301", since="2024-03-01", serial=991)
    return world


def signed_for(world: World) -> Lease:
    return rents(world, "Anna", resident=world.people["David"])


def test_queue_20_the_pupil_who_has_lived_there_takes_over_and_nobodys_points_are_taken(borlange: World) -> None:
    change = asks(borlange, signed_for(borlange), "transfer", "david@example.se", **AS_PUPIL)
    answers(borlange, "David")
    with borlange.scope():
        first = judged(LeaseChange.objects.get(pk=change.pk), now=at("05-22 10:00"))[0]
        assert (first.check, first.result) == ("registered", "pass")
    grants(borlange, change)
    signs(borlange, change, "David")
    borlange.tick(at("08-01 00:00"))
    assert leases(borlange) == [
        ("HAnna", "Anna", SINCE, date(2026, 7, 31), True), ("HAnna", "David", FIRST_OF_AUGUST, None, True),
    ]  # fmt: skip
    david = borlange.people["David"]
    with borlange.scope():
        new = Lease.objects.get(person=david)
        assert (new.resident_id, new.home_since) == (None, SINCE)
        assert rented_since(david.pk, date(2026, 8, 2)) == SINCE
        assert Registration.objects.get(person=david).points_from == date(2024, 3, 1)


def test_what_stands_against_a_pupil_who_would_take_over(borlange: World) -> None:
    lease, other = signed_for(borlange), rents(borlange, "Anna", borlange.unit("NONE"))
    too_short = AS_PUPIL | {"since_on": date(2024, 6, 1)}
    assert [
        asks(borlange, other, "transfer", "david@example.se", **AS_PUPIL),
        asks(borlange, lease, "transfer", "david@example.se", **too_short),
        asks(borlange, lease, "transfer", "david@example.se", **AS_PUPIL | {"since_on": None}),
    ] == [refused("no_such_reason"), refused("registered_too_short"), refused("since_missing")]
    asks(borlange, lease, "transfer", "david@example.se", **AS_PUPIL)
    assert answers(borlange, "Bo") == refused("not_the_pupil")
    with borlange.scope():
        borlange.people["David"].born = date(2008, 5, 22)
        borlange.people["David"].save()
    assert answers(borlange, "David") == refused("not_of_age")
    assert isinstance(answers(borlange, "David", "05-22 10:00"), LeaseChange)


def test_on_paper_only_the_pupil_takes_over_and_not_before_the_years_that_the_rules_say(borlange: World) -> None:
    lease = signed_for(borlange)

    def entered(name: str) -> Any:
        with borlange.scope():
            asked = wish("transfer", **AS_PUPIL)
            return enter_change(lease.pk, borlange.people[name].pk, asked, by=STAFF, now=at("05-20 10:00"))

    assert entered("Bo") == refused("not_the_pupil")
    with borlange.scope():
        borlange.people["David"].born = date(2008, 5, 21)
        borlange.people["David"].save()
    assert entered("David") == refused("pupil_too_young")


def test_a_landlord_whose_queues_know_no_pupils_has_no_such_reason(db: None) -> None:
    flen = make_world("flen")
    lease = rents(flen, "Anna", resident=flen.person("David", born="20080301", serial=991))
    assert asks(flen, lease, "transfer", "david@example.se", **AS_PUPIL) == refused("no_such_reason")
