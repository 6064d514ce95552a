"""Races with real threads and transactions, each with a control that shows what the lock is for."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from letting.core.states import OfferState
from letting.models import Interest, Listing, Offer, ViewingSlot
from letting.services import asking, interests, loading, offers
from letting.services.interests import express_interest
from letting.services.offers import accept, book_viewing, decline
from tenants import mailing, ticking
from tenants.models import Event, Message
from tenants.outcome import Refused
from tests.cast import World, at


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do things in threads that start at the same moment; return what each came to, an exception included."""
    gate, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            results[place] = act()
        except Exception as error:  # noqa: BLE001  (it is the result)
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def acting(town: World, name: str, service: Any, listing: Listing, now: str, **more: Any) -> Callable[[], Any]:
    return lambda: town.does(name, service, listing, at(now), **more)


@pytest.fixture
def listing(real_town: World) -> Listing:
    """Anna and Bo have an offer each; the answer period runs."""
    town = real_town
    town.person("Anna", since="2010-01-01")
    town.person("Bo", since="2012-01-01", serial=989)
    listing = town.listing()
    for name in ("Anna", "Bo"):
        town.wants(name, listing)
    town.tick(at("05-18 08:00"))
    town.tick(at("05-22 08:00"))
    return listing


def test_eight_equal_answers_of_one_person_count_once(real_town: World, listing: Listing) -> None:
    results = at_once(*[acting(real_town, "Anna", accept, listing, "05-22 09:00") for _ in range(8)])
    assert Counter(map(str, results)) == {"None": 1, str(Refused(("already_answered",))): 7}
    with real_town.scope():
        assert Event.objects.filter(kind="offer.accepted").count() == 1


def test_the_last_two_answers_at_once_name_one_candidate(real_town: World, listing: Listing) -> None:
    results = at_once(
        acting(real_town, "Anna", accept, listing, "05-22 09:00"),
        acting(real_town, "Bo", accept, listing, "05-22 09:00"),
    )
    assert results == [None, None]
    assert real_town.offers(listing) == {"Anna": "candidate", "Bo": "accepted"}
    with real_town.scope():
        assert Event.objects.filter(kind="candidate.named").count() == 1


def test_control_without_the_lock_the_last_two_answers_race(
    real_town: World, listing: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reads that the other has not answered, so nobody is named: what the one lock per decision prevents."""
    both_have_read = threading.Barrier(2)

    def read_without_lock(listing_id: int) -> Listing:
        return Listing.objects.select_related("unit", "ruleset").get(pk=listing_id)

    def slow_load(listing: Listing) -> Any:
        process = loading.load(listing)
        both_have_read.wait(5)
        return process

    monkeypatch.setattr(offers, "lock_listing", read_without_lock)
    monkeypatch.setattr("letting.services.steps.load", slow_load)
    at_once(
        acting(real_town, "Anna", accept, listing, "05-22 09:00"),
        acting(real_town, "Bo", accept, listing, "05-22 09:00"),
    )
    with real_town.scope():
        assert not Event.objects.filter(kind="candidate.named").exists()
        assert set(Offer.objects.values_list("state", flat=True)) == {"accepted"}


def test_two_ticks_at_once_take_each_step_once(real_town: World, listing: Listing) -> None:
    at_once(*[lambda: ticking.tick(at("05-26 08:00")) for _ in range(6)])
    with real_town.scope():
        kinds = Counter(Event.objects.filter(occurred_at=at("05-26 08:00")).values_list("kind", flat=True))
        letters = Counter(Message.objects.filter(created_at=at("05-26 08:00")).values_list("kind", flat=True))
    assert kinds == {"offer.expired": 2, "interest.closed": 2, "listing.readvertised": 1}
    assert letters == {"offer_expired": 2}


def test_control_two_ticks_that_do_not_lock_do_a_step_twice(
    real_town: World, listing: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    from letting.services import steps

    both_have_read = threading.Barrier(2)
    waited = threading.local()

    def slow_load(row: Listing) -> Any:
        process = loading.load(row)
        if not getattr(waited, "once", False):
            waited.once = True
            both_have_read.wait(5)
        return process

    def unlocked() -> None:
        with real_town.scope():
            steps.look_at(Listing.objects.select_related("unit", "ruleset").get(pk=listing.pk), at("05-26 08:00"))

    monkeypatch.setattr(steps, "load", slow_load)
    at_once(unlocked, unlocked)
    with real_town.scope():
        assert Event.objects.filter(kind="offer.expired").count() == 4


def test_an_answer_and_the_step_that_expires_it_have_one_winner(real_town: World, listing: Listing) -> None:
    """At the letting hour the last day has passed: the answer is refused on either side of the step."""
    results = at_once(
        acting(real_town, "Anna", accept, listing, "05-26 08:00"), lambda: ticking.tick(at("05-26 08:00"))
    )
    assert results[0] == Refused(("too_late",)) or results[0] == Refused(("not_open",))
    ticking.tick(at("05-26 08:01"))  # the minute's next, where the answer held the row when the step came by
    with real_town.scope():
        assert Offer.objects.get(person=real_town.people["Anna"]).state == OfferState.EXPIRED


def test_the_last_place_of_a_viewing_is_given_once(real_town: World) -> None:
    town = real_town
    names = ["Anna", "Bo", "Cecilia", "Dora"]
    for number, name in enumerate(names):
        town.person(name, born=f"19{70 + number}0101", login=False)
    listing = town.listing()
    for name in names:
        town.wants(name, listing)
    town.tick(at("05-18 08:00"))
    with town.scope():
        slot = ViewingSlot.objects.create(listing=listing, at=at("05-19 17:00"), capacity=1)
    results = at_once(*[acting(town, name, book_viewing, listing, "05-18 09:00", slot_id=slot.pk) for name in names])
    assert Counter(map(str, results)) == {"None": 1, str(Refused(("slot_full",))): 3}


def test_six_interests_at_once_do_not_exceed_three_jour_2(real_town: World) -> None:
    town = real_town
    town.person("Anna")
    flats = [town.listing(number=f"B{number}") for number in range(6)]
    results = at_once(*[acting(town, "Anna", express_interest, flat, "05-11 10:00") for flat in flats])
    made = [result for result in results if isinstance(result, Interest)]
    assert (len(made), results.count(Refused(("too_many_ongoing",)))) == (3, 3)


def test_control_without_the_registrations_lock_the_limit_is_broken(
    real_town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = real_town
    town.person("Anna")
    flats = [town.listing(number=f"B{number}") for number in range(6)]
    have_counted = threading.Barrier(6)
    counted = asking.ongoing

    def read_without_lock(person_id: int, queue_slug: str) -> Any:
        from queues.models import Registration

        return Registration.objects.get(person=person_id, queue__slug=queue_slug)

    def slow_count(registration: Any) -> int:
        number = counted(registration)
        have_counted.wait(5)
        return number

    monkeypatch.setattr(interests, "_registration", read_without_lock)
    monkeypatch.setattr(asking, "ongoing", slow_count)
    results = at_once(*[acting(town, "Anna", express_interest, flat, "05-11 10:00") for flat in flats])
    assert sum(isinstance(result, Interest) for result in results) == 6


def test_many_interests_in_one_listing_at_once_are_all_kept(real_town: World) -> None:
    town = real_town
    names = [f"P{number}" for number in range(12)]
    for number, name in enumerate(names):
        town.person(name, born=f"19{70 + number}0101", login=False)
    listing = town.listing()
    results = at_once(*[acting(town, name, express_interest, listing, "05-15 23:59:59") for name in names])
    assert all(isinstance(result, Interest) for result in results), results


def test_two_who_come_first_at_once_have_one_offer_between_them_scheme_2(real_town: World) -> None:
    town = real_town
    town.person("Anna", since="2010-01-01")
    town.person("Bo", since="2012-01-01", serial=989)
    listing = town.listing(scheme="direct")
    results = at_once(*[acting(town, name, express_interest, listing, "05-12 10:00") for name in ("Anna", "Bo")])
    assert all(isinstance(result, Interest) for result in results), results
    assert list(town.offers(listing).values()) == ["pending"]


def test_two_who_sign_and_leave_each_others_listings_do_not_wait_for_ever(real_town: World) -> None:
    """Anna signs one flat and leaves the other, Bo the other way round: locks in one order, no deadlock."""
    from letting.services.signing import sign
    from tests.letting.scenes import approve

    town = real_town
    town.person("Anna", since="2010-01-01")
    town.person("Bo", since="2012-01-01", serial=989)
    first, second = town.listing(number="A1"), town.listing(number="A2")
    for name in ("Anna", "Bo"):
        for listing in (first, second):
            town.wants(name, listing)
    town.tick(at("05-18 08:00"))
    town.tick(at("05-22 08:00"))
    assert town.does("Anna", accept, first, at("05-22 09:00")) is None
    assert town.does("Bo", decline, first, at("05-22 09:00")) is None
    assert town.does("Bo", accept, second, at("05-22 09:00")) is None
    assert town.does("Anna", decline, second, at("05-22 09:00")) is None
    approve(town, first, "Anna", "05-25 10:00")
    approve(town, second, "Bo", "05-25 10:00")
    results = at_once(acting(town, "Anna", sign, first, "05-25 12:00"), acting(town, "Bo", sign, second, "05-25 12:00"))
    assert not [result for result in results if isinstance(result, Exception | Refused)]
    assert (town.see(first).state, town.see(second).state) == ("let", "let")


def test_two_senders_at_once_send_each_mail_once(real_town: World, mailoutbox: list[Any]) -> None:
    town = real_town
    for number in range(5):
        town.person(f"P{number}", born=f"19{70 + number}0101", login=False)
    listing = town.listing()
    for number in range(5):
        town.wants(f"P{number}", listing)
    town.tick(at("05-18 08:00"))
    at_once(*[lambda: mailing.send_due(at("05-18 08:01")) for _ in range(4)])
    with town.scope():
        assert set(Message.objects.values_list("delivery", "attempt")) == {("sent", 1)}


def test_a_message_with_the_same_key_is_posted_once(real_town: World) -> None:
    from tenants.outbox import Letter, post

    anna = real_town.person("Anna")

    def send() -> None:
        with real_town.scope(), transaction.atomic():
            post(
                [Letter("points_lapsed", "same-key", anna.pk, context={"queue_sv": "x", "since": "2026-01-01"})],
                now=at("05-18 08:00"),
            )

    at_once(*[send for _ in range(5)])
    with real_town.scope():
        assert Message.objects.filter(key="same-key").count() == 1
