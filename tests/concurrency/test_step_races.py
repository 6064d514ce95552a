"""Steps of the tick against each other and against a person, on what counts over listings. Each with a control."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from letting.models import Listing, Offer
from letting.services import profiles, strikes
from letting.services.offers import accept, confirm_viewing
from letting.services.profiles import submit_profile
from letting.services.publishing import publish_listing
from queues.models import Block
from tenants import ticking
from tenants.core.calendar import local_day
from tenants.models import Event
from tenants.outcome import Refused
from tests.cast import STAFF, World, at, make_world
from tests.concurrency.test_races import at_once
from tests.concurrency.test_staff_races import Pause, in_scope, read_without_lock

STEPPER = next(stepper for stepper in ticking.deciders() if stepper.name == "letting.listing")


@pytest.fixture
def borlange(committed_db: None) -> World:
    world = make_world("tunabyggen")
    world.person("Anna", since="2010-01-01")
    return world


def unanswered(world: World, number: str) -> Listing:
    """Return a listing in which Anna's offer ran out on Tuesday 19 May, and waits for its step."""
    listing = world.listing(number=number, publish=at("05-04 09:00"))
    assert not isinstance(world.wants("Anna", listing, at("05-04 12:00")), Refused)
    return listing


def run_out(world: World, number: int) -> list[Listing]:
    """Return so many listings whose answers are overdue, the first ones expired already, the last two not yet."""
    listings = [unanswered(world, f"A{n}") for n in range(number)]
    world.tick(at("05-11 08:00"))
    world.tick(at("05-18 08:00"))
    for listing in listings[:-2]:
        step(world, listing)
    return listings[-2:]


def step(world: World, listing: Listing) -> bool:
    """Take a listing's step of Wednesday morning, as a worker does."""
    return ticking._advance_one(STEPPER, world.pk, listing.pk, at("05-20 08:00"))


def blocks(world: World) -> int:
    with world.scope():
        assert Event.objects.filter(kind="block.started").count() == Block.objects.count()
        return Block.objects.count()


@pytest.mark.parametrize("before", [1, 2])
def test_queue_12_the_third_unanswered_offer_in_two_listings_at_once_is_one_block(borlange: World, before: int) -> None:
    first, second = run_out(borlange, before + 2)
    assert at_once(lambda: step(borlange, first), lambda: step(borlange, second)) == [True, True]
    with borlange.scope():
        assert Offer.objects.filter(state="expired").count() == before + 2
    assert blocks(borlange) == 1


@pytest.mark.parametrize(("before", "made"), [(1, 0), (2, 2)])
def test_control_without_the_persons_lock_there_is_no_block_or_there_are_two(
    borlange: World, monkeypatch: pytest.MonkeyPatch, before: int, made: int
) -> None:
    first, second = run_out(borlange, before + 2)
    pause, counted = Pause(), strikes.strikes_of

    def slowly(people: Any) -> Any:
        number = counted(people)
        pause()
        return number

    monkeypatch.setattr(strikes, "lock_persons", lambda _people: None)
    monkeypatch.setattr(strikes, "strikes_of", slowly)
    at_once(lambda: step(borlange, first), lambda: step(borlange, second))
    assert blocks(borlange) == made


def yes_without_profile(world: World) -> Listing:
    """Return a listing where Anna has said yes on Monday 11 May; her profile is due on Friday the 15th."""
    listing = unanswered(world, "A1")
    world.tick(at("05-11 08:00"))
    world.does("Anna", confirm_viewing, listing, at("05-11 09:00"))
    assert world.does("Anna", accept, listing, at("05-11 09:01")) is None
    return listing


def what_came(world: World) -> tuple[bool, str]:
    """Return whether the profile is filed, and why the interest is closed."""
    with world.scope():
        offer = Offer.objects.select_related("interest").get()
        return offer.profile_filed_at is not None, offer.interest.closed_because


def test_check_2_a_profile_at_the_last_second_and_the_step_that_closes_it_have_one_winner(borlange: World) -> None:
    listing = yes_without_profile(borlange)
    filed, _ = at_once(
        lambda: borlange.does("Anna", submit_profile, listing, at("05-15 23:59:59")),
        lambda: ticking.tick(at("05-18 08:00")),
    )
    if filed is None:
        assert what_came(borlange) == (True, "")
    else:
        assert (filed, what_came(borlange)) == (Refused(("not_open",)), (False, "profile_missing"))


def test_control_without_the_listings_lock_a_profile_is_filed_and_missing(
    borlange: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = yes_without_profile(borlange)

    def step_meanwhile(moment: Any) -> Any:
        other = threading.Thread(target=lambda: (ticking.tick(at("05-18 08:00")), connection.close()))
        other.start()
        other.join(10)
        return local_day(moment)

    monkeypatch.setattr(profiles, "lock_listing", read_without_lock)
    monkeypatch.setattr(profiles, "local_day", step_meanwhile)
    monkeypatch.setattr(profiles, "settle_answer", lambda *_, **__: None)
    borlange.does("Anna", submit_profile, listing, at("05-15 23:59:59"))
    assert what_came(borlange) == (True, "profile_missing")


def test_jour_23_two_who_publish_a_draft_at_once_publish_it_once_and_under_one_ruleset(borlange: World) -> None:
    draft = borlange.listing(publish=None)
    acts = [in_scope(borlange, publish_listing, draft.pk, by=STAFF, now=at("05-04 09:00"))] * 4
    assert sorted(map(str, at_once(*acts))) == sorted(["None", *[str(Refused(("not_open",)))] * 3])


def test_jour_23_who_waited_for_a_draft_to_be_published_sees_its_rules(borlange: World) -> None:
    """A row that was locked while it changed is read anew, what was joined to it is not: the rules are read again."""
    from letting.services.loading import lock_listing, rules_of

    draft = borlange.listing(publish=None)
    holds, publishes = threading.Event(), threading.Event()

    def publish() -> Any:
        with borlange.scope():
            outcome = publish_listing(draft.pk, by=STAFF, now=at("05-04 09:00"))
            holds.set()
            publishes.wait(5)
            return outcome

    def wait_for_it() -> Any:
        holds.wait(5)
        timer = threading.Timer(0.3, publishes.set)
        timer.start()
        with borlange.scope():
            return rules_of(lock_listing(draft.pk)).landlord.slug

    assert at_once(publish, wait_for_it) == [None, "tunabyggen"]
