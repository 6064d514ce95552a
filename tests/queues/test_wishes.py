"""What people wish for, and area queues. QUEUE-15, SCHEME-6."""

from datetime import date
from typing import Any

import pytest

from queues.core.wishes import Flat, Wanted, area_key, matches
from queues.models import Consent, Registration, Wishes
from queues.services.wishes import areas_offered, choose_area, leave_area, save_wishes
from tenants.actors import person_actor
from tenants.models import Event
from tenants.outcome import Refused
from tenants.rulesets.scheme_rules import Feature
from tests.cast import World, at, make_world, other_landlord

LIFT, GROUND, LAKE = Feature.LIFT, Feature.GROUND_FLOOR, Feature.LAKE_VIEW


@pytest.fixture
def hjo(db: None) -> World:
    """A landlord with an area that has a queue of its own; Anna stands in the ordinary one, with her consents."""
    world = make_world("wennergrens")
    world.unit("R1", area="Rönnen", street="Rönnvägen 1")
    world.unit("C1", area="Centrum")
    anna = world.person("Anna")
    with world.scope():
        for kind in ("personal_data", "credit_check"):
            Consent.objects.create(person=anna, kind=kind, wording="Ja", given_at=at("05-01 12:00"))
    return world


def does(world: World, service: Any, area: str, now: str = "05-11 10:00", name: str = "Anna") -> Any:
    person = world.people[name].pk
    with world.scope():
        return service(person, area, by=person_actor(person), now=at(now))


def saves(world: World, *areas: str, now: str = "05-11 10:00", **more: Any) -> Any:
    person = world.people["Anna"].pk
    said = {"features": [], "least_rooms": None, "most_rent": None} | more
    with world.scope():
        return save_wishes(person, areas=areas, by=person_actor(person), now=at(now), **said)


def places(world: World, name: str = "Anna") -> list[tuple[str, date, bool]]:
    """Return where a person stands: the queue, since when the points count, and whether the place is awake."""
    with world.scope():
        rows = Registration.objects.filter(person=world.people[name]).order_by("pk").select_related("queue")
        return [(row.queue.slug, row.points_from, row.deactivated_at is None) for row in rows]


def wished(world: World) -> list[str]:
    with world.scope():
        return list(Wishes.objects.get().areas)


ORDINARY = ("housing", date(2016, 5, 11), True)


def test_queue_15_choosing_the_area_joins_its_queue_with_points_from_that_day(hjo: World) -> None:
    assert does(hjo, choose_area, "Rönnen", "05-12 10:00") is None
    assert places(hjo) == [ORDINARY, ("ronnen", date(2026, 5, 12), True)]
    assert wished(hjo) == ["Rönnen"]
    assert does(hjo, choose_area, "ronnen", "05-14 10:00") is None
    assert places(hjo) == [ORDINARY, ("ronnen", date(2026, 5, 12), True)]
    assert wished(hjo) == ["Rönnen"]


def test_queue_15_another_area_is_only_a_wish(hjo: World) -> None:
    assert does(hjo, choose_area, "Centrum") is None
    assert (places(hjo), wished(hjo)) == ([ORDINARY], ["Centrum"])


def test_queue_15_leaving_the_area_rests_the_place_and_choosing_it_again_wakes_it(hjo: World) -> None:
    does(hjo, choose_area, "Rönnen", "05-12 10:00")
    does(hjo, leave_area, "Rönnen", "05-13 10:00")
    assert (places(hjo), wished(hjo)) == ([ORDINARY, ("ronnen", date(2026, 5, 12), False)], [])
    does(hjo, choose_area, "Rönnen", "05-20 10:00")
    assert (places(hjo), wished(hjo)) == ([ORDINARY, ("ronnen", date(2026, 5, 12), True)], ["Rönnen"])
    with hjo.scope():
        kinds = Event.objects.filter(person=hjo.people["Anna"]).exclude(kind="person.registered").order_by("pk")
        assert list(kinds.values_list("kind", flat=True)) == [
            "registration.made", "area.chosen", "registration.rested", "area.left", "registration.reactivated",
            "area.chosen",
        ]  # fmt: skip


def test_queue_15_who_stands_in_no_queue_here_is_refused_the_areas(hjo: World) -> None:
    hjo.person("Bo", since=None, serial=989)
    assert does(hjo, choose_area, "Rönnen", name="Bo") == Refused(("not_registered",))
    assert places(hjo, "Bo") == []


def test_queue_15_the_area_asks_what_its_queue_asks(hjo: World) -> None:
    hjo.person("David", born="20100101", serial=990)
    with hjo.scope():
        Consent.objects.filter(kind="credit_check").update(withdrawn_at=at("05-02 12:00"))
    assert does(hjo, choose_area, "Rönnen") == Refused(("consent_missing",))
    assert does(hjo, choose_area, "Rönnen", name="David") == Refused(("too_young",))
    assert does(hjo, choose_area, "Norra Älven") == Refused(("unknown_area",))
    assert (len(places(hjo)), len(places(hjo, "David"))) == (1, 1)


def test_queue_15_who_joined_before_the_portal_has_given_her_consents_then(hjo: World) -> None:
    hjo.person("Bo", serial=989)
    assert does(hjo, choose_area, "Rönnen", "05-12 10:00", name="Bo") is None
    assert places(hjo, "Bo") == [ORDINARY, ("ronnen", date(2026, 5, 12), True)]


def test_queue_15_a_refusal_takes_back_all_of_what_was_wished_at_once(hjo: World) -> None:
    assert saves(hjo, "Centrum", least_rooms=2) is None
    assert saves(hjo, "Centrum", "Rönnen", "Mordor", least_rooms=4) == Refused(("unknown_area",))
    assert places(hjo) == [ORDINARY]
    with hjo.scope():
        assert Wishes.objects.values_list("areas", "least_rooms").get() == (["Centrum"], 2)
        assert Event.objects.filter(kind="registration.made").count() == 0


def test_wishes_are_saved_whole_and_areas_come_and_go_with_them_queue_15(hjo: World) -> None:
    assert saves(hjo, "ronnen", features=["lift", "ground_floor"], least_rooms=2, most_rent=9000) is None
    with hjo.scope():
        assert Wishes.objects.get().wanted == Wanted(("Rönnen",), frozenset({GROUND, LIFT}), 2, 9000)
    assert saves(hjo, "Centrum") is None
    with hjo.scope():
        assert Wishes.objects.get().wanted == Wanted(("Centrum",))
    assert places(hjo) == [ORDINARY, ("ronnen", date(2026, 5, 11), False)]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"features": ["castle"]}, ("unknown_feature",)),
        ({"least_rooms": 0}, ("bad_rooms",)),
        ({"least_rooms": 21, "most_rent": 10**12}, ("bad_rooms", "bad_rent")),
        ({"most_rent": -1}, ("bad_rent",)),
    ],
)
def test_absurd_wishes_are_refused(hjo: World, said: dict[str, Any], codes: tuple[str, ...]) -> None:
    assert saves(hjo, "Centrum", **said) == Refused(codes)
    with hjo.scope():
        assert not Wishes.objects.exists()


def test_the_areas_that_are_offered_are_the_landlords_own(hjo: World) -> None:
    neighbour = other_landlord()
    neighbour.unit("N1", area="Grannområdet")
    hjo.unit("P1", kind="vehicle_space", area="Parkeringen")
    with hjo.scope():
        assert areas_offered(at("05-11 10:00")) == {"centrum": "Centrum", "ronnen": "Rönnen"}


def test_an_area_queue_can_be_chosen_before_there_are_homes_there_queue_15(db: None) -> None:
    with make_world("wennergrens").scope():
        assert areas_offered(at("05-11 10:00")) == {"ronnen": "Ronnen"}


@pytest.mark.parametrize(
    ("wishes", "flat", "fits"),
    [
        (Wanted(), Flat("Centrum", 1, 99_999), True),
        (Wanted(("ronnen",)), Flat("Rönnen", 2, 7000), True),
        (Wanted(("Norra  Älven",)), Flat("norra älven", 2, 7000), True),
        (Wanted(("Centrum",)), Flat("", 2, 7000), False),
        (Wanted(least_rooms=2, most_rent=7000), Flat("A", 2, 7000), True),
        (Wanted(least_rooms=3), Flat("A", 2, 7000), False),
        (Wanted(most_rent=6999), Flat("A", 2, 7000), False),
        (Wanted(features=frozenset({LIFT})), Flat("A", 2, 7000, frozenset({GROUND})), False),
        (Wanted(features=frozenset({LIFT, GROUND})), Flat("A", 2, 7000, frozenset({GROUND})), True),
        (Wanted(features=frozenset({LIFT, GROUND})), Flat("A", 2, 7000, frozenset({LIFT})), True),
        (Wanted(features=frozenset({LIFT, GROUND})), Flat("A", 2, 7000), False),
        (Wanted(features=frozenset({LIFT, GROUND, LAKE})), Flat("A", 2, 7000, frozenset({LIFT})), False),
        (Wanted(features=frozenset({LIFT, LAKE})), Flat("A", 2, 7000, frozenset({LIFT, LAKE})), True),
    ],
)
def test_a_flat_matches_when_every_wish_holds_scheme_6(wishes: Wanted, flat: Flat, *, fits: bool) -> None:
    assert matches(wishes, flat) is fits


def test_an_area_is_known_however_it_is_written() -> None:
    assert [area_key(name) for name in ("Rönnen", " RÖNNEN ", "Kv. Ängen 3", "—")] == [
        "ronnen",
        "ronnen",
        "kv-angen-3",
        "",
    ]
