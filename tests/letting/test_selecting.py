"""What staff may choose, and when not; the ranking that is fixed for all rounds. JOUR-4 to 6, 14, 22, SCHEME-5, 6."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

import pytest

from letting.models import Interest, Listing, Offer, Unit
from letting.services.direct_offers import offer_directly
from letting.services.offers import accept, confirm_viewing, decline
from letting.services.selecting import choose_candidate, select_applicants
from queues.models import BlockReason, Registration
from queues.services.blocks import start_blocks
from tenants.actors import staff_actor
from tenants.core.calendar import Period
from tenants.models import Event
from tenants.outcome import Refused
from tests.cast import World, at, make_world

EVA = staff_actor(1)
NAMES = ("Anna", "Bo", "Cecilia")
WHY: dict[str, Any] = {"cause": "needs", "reason": "Passar."}


@pytest.fixture
def hjo(db: None) -> World:
    """A landlord where staff choose. Anna, Bo and Cecilia stand in its queue, in this order."""
    world = make_world("wennergrens")
    for serial, name in enumerate(NAMES):
        world.person(name, since=f"20{10 + serial}-01-01", serial=988 + serial)
    return world


def wanted(world: World, **more: Any) -> Listing:
    listing = world.listing(publish=at("05-04 09:00"), **more)
    for name in reversed(NAMES):
        assert not isinstance(world.wants(name, listing, at("05-04 12:00")), Refused)
    return listing


def selects(world: World, listing: Listing, *names: str, now: datetime = at("05-11 09:00"), **more: Any) -> Any:  # noqa: B008  (a moment, which nothing changes)
    people = [world.people[name].pk for name in names]
    with world.scope():
        return select_applicants(listing.pk, people, by=EVA, now=now, **(WHY | more))


def chooses(world: World, listing: Listing, name: str, **more: Any) -> Any:
    with world.scope():
        return choose_candidate(listing.pk, world.people[name].pk, by=EVA, now=at("05-12 12:00"), **(WHY | more))


def offers_directly(world: World, listing: Listing, *names: str, **more: Any) -> Any:
    people = [world.people[name].pk for name in names]
    with world.scope():
        return offer_directly(listing.pk, people, by=EVA, now=at("05-11 09:00"), **(WHY | more))


def asked(world: World, listing: Listing) -> list[tuple[str, int, int]]:
    """Return who was asked, her place and the round, in the order of places."""
    with world.scope():
        rows = Offer.objects.filter(listing=listing).order_by("rank")
        return list(rows.values_list("person__given_name", "rank", "round"))


def test_jour_4_staff_select_among_those_who_wait_with_a_reason_once_the_advert_is_over(hjo: World) -> None:
    listing = wanted(hjo)
    hjo.person("Dora", serial=995)
    assert selects(hjo, listing, "Anna", now=at("05-10 23:59:59")) == Refused(("not_open",))
    hjo.tick(at("05-11 08:00"))
    assert (hjo.see(listing).state, asked(hjo, listing)) == ("advertised", []), (
        "nobody is asked before staff have chosen"
    )
    assert selects(hjo, listing) == Refused(("not_offered",))
    assert selects(hjo, listing, "Anna", "Dora") == Refused(("not_offered",))
    assert selects(hjo, listing, "Anna", reason=" ") == Refused(("reason_missing",))
    assert selects(hjo, listing, "Anna", cause="whim") == Refused(("reason_missing",))
    assert selects(hjo, listing, "Cecilia", "Bo") is None
    assert asked(hjo, listing) == [("Bo", 2, 1), ("Cecilia", 3, 1)]
    assert selects(hjo, listing, "Anna") == Refused(("not_open",))
    with hjo.scope():
        event = Event.objects.get(kind="applicants.selected")
        assert (event.data, event.actor) == ({"number": 2, "cause": "needs"}, "staff:1")


def test_jour_4_where_the_rules_say_how_many_staff_select_nobody(town: World) -> None:
    for serial, name in enumerate(NAMES):
        town.person(name, serial=988 + serial)
    listing = wanted(town)
    town.tick(at("05-08 08:00"))
    assert selects(town, listing, "Anna") == Refused(("not_open",))


def said_yes(world: World, *names: str) -> Listing:
    listing = wanted(world)
    world.tick(at("05-11 08:00"))
    assert selects(world, listing, *NAMES) is None
    for name in NAMES:
        if name in names:
            world.does(name, confirm_viewing, listing, at("05-12 09:00"))
            assert world.does(name, accept, listing, at("05-12 09:01")) is None
    return listing


def test_jour_14_staff_choose_among_the_yes_when_all_have_answered_and_say_why(hjo: World) -> None:
    listing = said_yes(hjo, "Anna", "Cecilia")
    assert chooses(hjo, listing, "Cecilia") == Refused(("not_open",)), "Bo has not answered"
    hjo.does("Bo", decline, listing, at("05-12 10:00"))
    assert chooses(hjo, listing, "Bo") == Refused(("not_offered",))
    assert chooses(hjo, listing, "Cecilia", reason="") == Refused(("reason_missing",))
    assert chooses(hjo, listing, "Cecilia") is None
    assert chooses(hjo, listing, "Anna") == Refused(("not_open",)), "Cecilia is in line"
    with hjo.scope():
        event = Event.objects.get(kind="candidate.chosen")
        assert (event.data, event.person_id) == ({"cause": "needs", "among": 2}, hjo.people["Cecilia"].pk)
        chosen = Offer.objects.get(person=hjo.people["Cecilia"])
        assert (chosen.chosen_because, chosen.chosen_reason) == ("needs", "Passar.")
    assert "Passar" not in str(event.data)


def test_jour_14_where_the_first_yes_takes_it_staff_choose_nobody(town: World, listing: Listing) -> None:
    town.tick(at("05-22 08:00"))
    for name in NAMES:
        town.does(name, accept, listing, at("05-22 09:00"))
    assert town.offers(listing) == {"Anna": "candidate", "Bo": "accepted", "Cecilia": "accepted"}
    assert chooses(town, listing, "Bo") == Refused(("not_open",))


def test_scheme_5_one_at_a_time_by_the_time_in_the_areas_own_queue(hjo: World) -> None:
    for serial, (name, since) in enumerate({"Dora": "2019-01-01", "Elin": "2018-01-01"}.items()):
        hjo.person(name, queue="ronnen", since=since, serial=994 + serial)
    listing = hjo.listing(publish=at("05-04 09:00"), scheme="ronnen")
    assert hjo.wants("Anna", listing, at("05-04 12:00")) == Refused(("not_registered",))
    for name in ("Dora", "Elin"):
        hjo.wants(name, listing, at("05-04 12:00"))
    hjo.tick(at("05-11 08:00"))
    assert hjo.offers(listing) == {"Elin": "pending"}
    assert selects(hjo, listing, "Dora") == Refused(("not_open",))
    assert hjo.does("Elin", decline, listing, at("05-11 10:00")) is None
    hjo.tick(at("05-12 08:00"))
    assert hjo.offers(listing) == {"Elin": "declined", "Dora": "pending"}


def test_scheme_6_a_flat_that_is_not_advertised_is_offered_to_those_named_the_longest_waiting_first(hjo: World) -> None:
    draft = hjo.listing(hjo.unit(floor=0), publish=None, scheme="direct_offer")
    assert offers_directly(hjo, draft) == Refused(("not_offered",))
    assert offers_directly(hjo, draft, "Bo", reason=" ") == Refused(("reason_missing",))
    assert offers_directly(hjo, draft, "Cecilia", "Anna") is None
    assert asked(hjo, draft) == [("Anna", 1, 1), ("Cecilia", 2, 1)]
    assert offers_directly(hjo, draft, "Bo") == Refused(("not_open",)), "two are asked already"
    for name in ("Anna", "Cecilia"):
        assert hjo.does(name, decline, draft, at("05-12 09:00")) is None
    assert offers_directly(hjo, draft, "Anna") == Refused(("already_made",))
    assert offers_directly(hjo, draft, "Bo") is None
    assert asked(hjo, draft)[2:] == [("Bo", 3, 2)]


def test_scheme_6_nobody_is_offered_what_she_could_not_have_asked_for(hjo: World) -> None:
    draft = hjo.listing(hjo.unit(floor=0), publish=None, scheme="direct_offer")
    hjo.person("David", born="20080512", serial=995)
    hjo.person("Elin", since=None, serial=996)
    with hjo.scope():
        bo = hjo.people["Bo"].pk
        start_blocks([bo], BlockReason.MISCONDUCT, Period.parse("1 months"), by=EVA, now=at("05-10 09:00"))
        Registration.objects.filter(person=hjo.people["Cecilia"]).update(deactivated_at=at("05-10 09:00"))
    refused = {name: offers_directly(hjo, draft, "Anna", name) for name in ("David", "Elin", "Bo", "Cecilia")}
    assert {name: outcome.codes for name, outcome in refused.items()} == {
        "David": ("too_young",),
        "Elin": ("not_registered",),
        "Bo": ("blocked",),
        "Cecilia": ("not_registered",),
    }
    assert (hjo.see(draft).state, asked(hjo, draft)) == ("draft", [])


def test_scheme_6_a_flat_that_the_scheme_is_not_meant_for_is_not_offered_directly(hjo: World) -> None:
    draft = hjo.listing(hjo.unit(floor=2), publish=None, scheme="direct_offer")
    assert offers_directly(hjo, draft, "Anna") == Refused(("wrong_kind",))
    with hjo.scope():
        Unit.objects.filter(pk=draft.unit_id).update(lake_view=True)
    assert offers_directly(hjo, draft, "Anna") is None


def test_scheme_6_what_is_advertised_is_offered_to_nobody_directly(hjo: World) -> None:
    assert offers_directly(hjo, wanted(hjo), "Anna") == Refused(("not_open",))
    assert offers_directly(hjo, hjo.listing(publish=None, number="A2"), "Anna") == Refused(("not_open",))


def test_jour_6_what_nothing_else_parts_is_drawn_and_the_log_has_the_seed(town: World) -> None:
    for serial in range(6):
        town.person(f"P{serial}", born=f"19{70 + serial}0101", since="2015-01-01", login=False)
    listing = town.listing()
    for name in town.people:
        town.wants(name, listing, at("05-12 12:00"))
    town.tick(at("05-18 08:00"))
    with town.scope():
        seed = Event.objects.get(kind="advert.ended").data["draw_seed"]
        rows = Interest.objects.order_by("rank").values_list("pk", flat=True)
        assert list(rows) == sorted(rows, key=lambda pk: hashlib.sha256(f"{seed}:{pk}".encode()).digest())


def test_jour_6_where_all_are_parted_there_is_no_draw_to_log(town: World, listing: Listing) -> None:
    with town.scope():
        assert Event.objects.get(kind="advert.ended").data == {"interests": 3}


def test_jour_22_points_are_those_of_the_adverts_last_day_in_the_second_round_too(town: World) -> None:
    for number in range(11):
        town.person(f"P{number}", born=f"19{60 + number}0101", since=f"20{10 + number}-01-01", login=False)
    listing = town.listing()
    for name in town.people:
        town.wants(name, listing)
    town.tick(at("05-18 08:00"))
    with town.scope():
        last = Interest.objects.get(person=town.people["P10"])
        Registration.objects.filter(person=last.person_id).update(points_from=date(2001, 1, 1))  # comes too late
    for number in range(10):
        town.does(f"P{number}", decline, listing, at("05-19 09:00"))
    town.tick(at("05-20 08:00"))
    with town.scope():
        offer = Offer.objects.get(round=2)
        assert (offer.person_id, offer.rank, offer.points) == (
            last.person_id, 11, (date(2026, 5, 15) - date(2020, 1, 1)).days,
        )  # fmt: skip
