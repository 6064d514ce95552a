"""Letting one's home to another for a time: granted for its days, reminded of, ended by itself. LEASE-7."""

from __future__ import annotations

from datetime import date

from letting.models import LeaseChange
from letting.services.change_decisions import grant_change
from tenants.documents import documents_of, remove_document
from tenants.models import Document
from tenants.outcome import refused
from tests.cast import World, at
from tests.letting.changing import (
    answers,
    asks,
    grants,
    leases,
    logged,
    mails,
    office,
    shows_paper,
    signs,
    state,
    withdraws,
)
from tests.letting.renting import SINCE, gives_notice, rents


def sublet(world: World, **more: object) -> LeaseChange:
    lease = rents(world, "Anna")
    shows_paper(world, lease, "sublet")
    change: LeaseChange = asks(world, lease, "sublet", **more)
    answers(world, "Bo")
    return change


def test_lease_7_a_sublet_is_reminded_of_a_month_before_and_ends_by_itself(borlange: World) -> None:
    change = sublet(borlange)
    grants(borlange, change)
    assert signs(borlange, change, "Bo") == refused("not_yours")  # no lease is written
    assert leases(borlange) == [("HAnna", "Anna", SINCE, None, True)]

    borlange.tick(at("12-31 08:00"))
    assert mails(borlange, "Anna")[-1] == "change_granted"
    january = at("12-31 08:00").replace(year=2027, month=1, day=1)
    borlange.tick(january)
    assert [mails(borlange, name)[-1] for name in ("Anna", "Bo")] == ["sublet_ends_soon"] * 2
    borlange.tick(january.replace(day=31, hour=23))
    assert state(borlange, change) == "granted"
    borlange.tick(january.replace(month=2, hour=0))
    assert (state(borlange, change), mails(borlange, "Bo")[-1]) == ("done", "sublet_ended")
    assert logged(borlange)[-3:] == ["lease.change_granted", "lease.sublet_ends_soon", "lease.sublet_ended"]


def test_lease_7_a_rent_above_the_ceiling_and_a_missing_paper_are_refused(borlange: World) -> None:
    lease = rents(borlange, "Anna", rent=7200)
    assert asks(borlange, lease, "sublet", rent_asked=8281).codes == ("document_missing", "rent_above_ceiling")
    shows_paper(borlange, lease, "sublet")
    assert asks(borlange, lease, "sublet", rent_asked=8281) == refused("rent_above_ceiling")
    assert isinstance(asks(borlange, lease, "sublet", rent_asked=8280), LeaseChange)


def test_the_documents_follow_the_application_and_cannot_be_taken_back_while_it_stands(borlange: World) -> None:
    change = sublet(borlange)
    with borlange.scope():
        paper = documents_of(change.subject).get()
        from tenants.actors import person_actor

        by = person_actor(change.person_id)
        assert remove_document(paper.pk, by=by, now=at("05-22 10:00")) == refused("needed")
    withdraws(borlange, change, "Anna")
    with borlange.scope():
        assert remove_document(paper.pk, by=by, now=at("06-03 10:00")) is None
        assert Document.objects.get().removed_at is not None


def test_a_sublet_takes_no_points_and_leaves_the_renter_free_to_give_notice(borlange: World) -> None:
    change = sublet(borlange)
    grants(borlange, change)
    with borlange.scope():
        assert gives_notice(borlange, change.lease, "06-02 10:00").ends_on == date(2026, 9, 30)
    withdraws(borlange, change, "Anna", "06-03 10:00")
    assert (state(borlange, change), mails(borlange, "Bo")[-1]) == ("withdrawn", "change_withdrawn")


def test_a_sublet_whose_time_is_over_is_not_granted(borlange: World) -> None:
    change = sublet(borlange, from_on=date(2026, 5, 21), until_on=date(2026, 5, 31))
    assert office(borlange, grant_change, change, "06-01 10:00", reason="ok") == refused("too_late")


def test_a_sublet_that_is_short_is_reminded_of_at_once(borlange: World) -> None:
    change = sublet(borlange, from_on=date(2026, 6, 5), until_on=date(2026, 6, 20))
    grants(borlange, change)
    borlange.tick(at("06-01 10:01"))
    assert mails(borlange, "Anna")[-1] == "sublet_ends_soon"
    borlange.tick(at("06-21 00:00"))
    assert state(borlange, change) == "done"
