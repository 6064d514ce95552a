"""Two members of staff at once: one decides, the other is told so. Each with a control without the lock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet

from letting.core.ranking import rank
from letting.models import Check, Listing, Offer
from letting.services import direct_offers, reviews, selecting
from letting.services.direct_offers import offer_directly
from letting.services.excepting import except_applicant
from letting.services.offers import accept, confirm_viewing, decline
from letting.services.profiles import submit_profile
from letting.services.reviews import record_check
from letting.services.selecting import choose_candidate, select_applicants
from queues.models import Exemption
from queues.services.exemptions import confirm_exemption
from tenants.actors import Actor, staff_actor
from tenants.outcome import Refused
from tenants.rulesets import presets
from tests.cast import World, at, make_world, world_from
from tests.concurrency.meeting import Pause, happened, in_scope, one_winner, read_without_lock, thinking
from tests.concurrency.test_races import at_once

EVA, MARIA, RUT = staff_actor(1), staff_actor(2), staff_actor(3)
BY = (EVA, MARIA)
ONE_REFUSED = {"None": 1}


@pytest.fixture
def borlange(committed_db: None) -> World:
    """Anna and Bo have said yes to a flat; their profiles are filed, and wait for staff."""
    world = make_world("tunabyggen")
    world.person("Anna", since="2010-01-01")
    world.person("Bo", since="2012-01-01", serial=989)
    listing = world.listing(publish=at("05-04 09:00"))
    for name in ("Anna", "Bo"):
        world.wants(name, listing, at("05-04 12:00"))
    world.tick(at("05-11 08:00"))
    for name in ("Anna", "Bo"):
        assert isinstance(world.does(name, confirm_viewing, listing, at("05-11 09:00")), date)
        assert world.does(name, accept, listing, at("05-11 09:01")) is None
        assert world.does(name, submit_profile, listing, at("05-11 09:02")) is None
    return world


def deciding(world: World, kind: str, reasons: list[str]) -> list[Callable[[], Any]]:
    """Return two who decide the same of Anna's checks, one way and the other."""
    with world.scope():
        listing, anna = Listing.objects.get().pk, world.people["Anna"].pk
    return [
        in_scope(world, record_check, listing, anna, kind, passed=passed, reason=reason, by=by, now=at("05-11 10:00"))
        for passed, by, reason in zip((True, False), BY, reasons, strict=True)
    ]


def approved(world: World) -> None:
    """Let staff approve both profiles: Anna is next in line, and her reviews are open."""
    with world.scope():
        listing = Listing.objects.get().pk
        for name in ("Anna", "Bo"):
            person = world.people[name].pk
            done = record_check(listing, person, "profile", passed=True, reason="x", by=RUT, now=at("05-11 09:30"))
            assert done is None


def test_check_2_approved_and_rejected_at_once_a_profile_is_one_of_them(borlange: World) -> None:
    assert one_winner(at_once(*deciding(borlange, "profile", ["x", "x"])), "already_answered")
    assert happened(borlange, "check.passed", "check.failed", check="profile") == 1


def test_control_without_the_listings_lock_a_profile_is_approved_and_rejected(
    borlange: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviews, "lock_listing", read_without_lock)
    monkeypatch.setattr(reviews.Ledger, "write", lambda *_, **__: None)  # its chain would be the second net
    pause = Pause()
    assert at_once(*deciding(borlange, "profile", [thinking(pause), thinking(pause)])) == [None, None]


def test_check_20_two_who_decide_one_review_at_once_have_one_decision(borlange: World) -> None:
    approved(borlange)
    assert one_winner(at_once(*deciding(borlange, "credit", ["x", "x"])), "already_answered")
    assert happened(borlange, "check.passed", "check.failed", check="credit") == 1
    with borlange.scope():
        check = Check.objects.get(kind="credit", offer__person=borlange.people["Anna"])
        assert {"pass": str(EVA), "fail": str(MARIA)}[check.result] == check.decided_by


def test_control_without_the_listings_lock_each_thinks_that_she_decided(
    borlange: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(borlange)
    monkeypatch.setattr(reviews, "lock_listing", read_without_lock)
    monkeypatch.setattr(reviews.Ledger, "write", lambda *_, **__: None)
    pause = Pause()
    assert at_once(*deciding(borlange, "credit", [thinking(pause), thinking(pause)])) == [None, None]


# ---- whom staff choose, select and offer to --------------------------------------------------------------------------


@pytest.fixture
def hjo(committed_db: None) -> World:
    """Anna and Bo want a flat; the advert is over, and staff choose whom to show it to."""
    world = make_world("wennergrens")
    world.person("Anna", since="2010-01-01")
    world.person("Bo", since="2012-01-01", serial=989)
    listing = world.listing(publish=at("05-04 09:00"))
    for name in ("Anna", "Bo"):
        world.wants(name, listing, at("05-04 12:00"))
    world.tick(at("05-11 08:00"))
    return world


def naming(world: World, service: Any, *, several: bool, reasons: list[str]) -> list[Callable[[], Any]]:
    """Return two who name one each: Anna, and Bo."""
    with world.scope():
        listing = Listing.objects.get().pk
    people = [world.people[name].pk for name in ("Anna", "Bo")]
    return [
        in_scope(world, service, listing, [person] if several else person, cause="needs", reason=reason, by=by,
                 now=at("05-11 10:00"))
        for person, by, reason in zip(people, BY, reasons, strict=True)
    ]  # fmt: skip


def test_jour_4_two_selections_at_once_are_one_round(hjo: World) -> None:
    assert one_winner(at_once(*naming(hjo, select_applicants, several=True, reasons=["x", "x"])), "not_open")
    assert (happened(hjo, "round.opened"), happened(hjo, "offer.sent")) == (1, 1)


def test_control_without_the_listings_lock_both_rounds_are_opened(hjo: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selecting, "lock_listing", read_without_lock)
    monkeypatch.setattr(reviews.Ledger, "write", lambda *_, **__: None)
    pause = Pause()
    results = at_once(*naming(hjo, select_applicants, several=True, reasons=[thinking(pause), thinking(pause)]))
    with hjo.scope():
        assert (results, Offer.objects.filter(round=1).count()) == ([None, None], 2)


def both_say_yes(world: World) -> None:
    with world.scope():
        listing = Listing.objects.select_related("unit", "ruleset").get()
        people = [person.pk for person in world.people.values()]
        assert select_applicants(listing.pk, people, cause="needs", reason="x", by=RUT, now=at("05-11 08:30")) is None
    for name in ("Anna", "Bo"):
        world.does(name, confirm_viewing, listing, at("05-11 09:00"))
        assert world.does(name, accept, listing, at("05-11 09:01")) is None


def test_jour_14_two_choices_at_once_are_one_candidate(hjo: World) -> None:
    both_say_yes(hjo)
    assert one_winner(at_once(*naming(hjo, choose_candidate, several=False, reasons=["x", "x"])), "not_open")
    assert happened(hjo, "candidate.named") == 1
    assert sorted(hjo.offers(only(hjo)).values()) == ["accepted", "candidate"]


def only(world: World) -> Listing:
    with world.scope():
        return Listing.objects.get()


def test_control_without_the_listings_lock_only_the_table_keeps_two_out_of_one_line(
    hjo: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_say_yes(hjo)
    monkeypatch.setattr(selecting, "lock_listing", read_without_lock)
    pause = Pause()
    results = at_once(*naming(hjo, choose_candidate, several=False, reasons=[thinking(pause), thinking(pause)]))
    assert sorted(type(one).__name__ for one in results) == ["IntegrityError", "NoneType"]


@pytest.fixture
def direct(committed_db: None) -> World:
    """A draft that goes straight to those who have waited longest."""
    world = make_world("wennergrens")
    world.person("Anna", since="2010-01-01")
    world.person("Bo", since="2012-01-01", serial=989)
    world.listing(world.unit(floor=0), scheme="direct_offer", publish=None)
    return world


def test_scheme_6_two_direct_offers_at_once_are_one(direct: World) -> None:
    assert one_winner(at_once(*naming(direct, offer_directly, several=True, reasons=["x", "x"])), "not_open")
    assert (happened(direct, "listing.offered_directly"), happened(direct, "offer.sent")) == (1, 1)


def test_control_without_the_listings_lock_only_the_table_keeps_two_from_the_first_place(
    direct: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    pause = Pause()

    def place_slowly(*entrants: Any) -> Any:
        pause()  # each has read that nobody has a place
        return rank(*entrants)

    monkeypatch.setattr(direct_offers, "lock_listing", read_without_lock)
    monkeypatch.setattr(direct_offers, "rank", place_slowly)
    results = at_once(*naming(direct, offer_directly, several=True, reasons=["x", "x"]))
    assert sorted(type(one).__name__ for one in results) == ["IntegrityError", "NoneType"]


# ---- the second person of an exception ----------------------------------------------------------------------------


@pytest.fixture
def proposed(committed_db: None) -> tuple[World, Exemption]:
    """Eva has put Anna first; it counts when another has confirmed it."""
    source = presets()["flen"].read_text(encoding="utf-8")
    world = world_from(source.replace("needs_two = false", "needs_two = true"), "flen.localhost:8000")
    world.person("Anna")
    listing = world.listing(publish=at("05-04 09:00"))
    with world.scope():
        made = except_applicant(
            world.people["Anna"].pk, "ranking", listing_id=listing.pk, cause="health", reason="x", by=EVA,
            now=at("05-05 09:00"),
        )  # fmt: skip
    assert isinstance(made, Exemption)
    return world, made


class SlowActor(Actor):
    """A member of staff whose name takes a while to read."""

    pause: Pause

    def __str__(self) -> str:
        self.pause()
        return super().__str__()


def test_check_19_two_who_confirm_at_once_are_one_second_person(proposed: tuple[World, Exemption]) -> None:
    world, made = proposed
    acts = [in_scope(world, confirm_exemption, made.pk, by=by, now=at("05-05 10:00")) for by in (MARIA, RUT)]
    assert one_winner(at_once(*acts), "already_answered")
    assert happened(world, "exception.granted") == 1
    with world.scope():
        assert Exemption.objects.get().confirmed_by in (str(MARIA), str(RUT))


def test_control_without_the_rows_lock_nobody_is_told_that_it_is_confirmed(
    proposed: tuple[World, Exemption], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, made = proposed
    pause, slow = Pause(), []
    for by in (MARIA, RUT):
        slow.append(SlowActor(by.kind, by.pk))
        object.__setattr__(slow[-1], "pause", pause)
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)
    results = at_once(*[in_scope(world, confirm_exemption, made.pk, by=by, now=at("05-05 10:00")) for by in slow])
    assert Refused(("already_answered",)) not in results


def test_a_no_from_the_candidate_and_her_award_at_once_have_one_outcome(borlange: World) -> None:
    """The last review is passed while she steps aside: she is awarded and may decline, or is out and Bo is in line."""
    approved(borlange)
    with borlange.scope():
        listing, anna = Listing.objects.get(), borlange.people["Anna"].pk
        for kind in ("income", "household", "references"):
            record_check(listing.pk, anna, kind, passed=True, reason="x", by=RUT, now=at("05-11 09:40"))
    results = at_once(
        deciding(borlange, "credit", ["x", "x"])[0], lambda: borlange.does("Anna", decline, listing, at("05-11 10:00"))
    )
    first, second = borlange.offers(listing)["Anna"], borlange.offers(listing)["Bo"]
    assert (first, second) in {("awarded", "accepted"), ("declined", "candidate")}, results
    assert results.count(None) == 1
