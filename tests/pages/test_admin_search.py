"""One search over everything, through the front door: grouped, logged where it is by number, and no oracle."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from letting.models import Complaint, Lease
from tenants.models import Event, Person, Role, Ruleset
from tests.cast import Clock, World, at, make_world, number_in_series, other_landlord
from tests.pages.office import FRAME, inside, protect, text, words

FIND = "/admin/sok/"


@pytest.fixture(scope="module")
def kept_town(lasting_db: None) -> World:
    """Anna rents at Åsgatan and has complained; Bo is another."""
    world = make_world()
    world.person("Anna")
    world.person("Bo", serial=989)
    listing = world.listing()
    with world.scope():
        Person.objects.filter(given_name="Anna").update(phone="070-123 45 67", family_name="Ödmark")
        anna = world.people["Anna"].pk
        Lease.objects.create(
            person_id=anna, unit=listing.unit, starts_on=at("05-01 00:00").date(), rent=7200, made_at=at("04-01 10:00")
        )
        rules = Ruleset.objects.get()
        Complaint.objects.create(person_id=anna, text="Fel.", filed_at=at("05-02 09:00"), ruleset=rules)
    return world


@pytest.fixture
def town(kept_town: World, db: None, clock: Clock) -> World:
    return deepcopy(kept_town)


def seeks(client: Client, what: str) -> dict[str, list[str]]:
    """Return what is found, by group."""
    answer = client.post(FIND, {"words": what})
    assert answer.status_code == 200
    return {group.title: [row.title for row in group.rows] for group in answer.context["groups"]}


ANNA = {"Personer": ["Anna Ödmark"], "Hyresavtal": ["Åsgatan 14: Anna Ödmark"], "Klagomål": ["Anna Ödmark"]}


@pytest.mark.parametrize(
    "what", ["Anna", "öd", "anna ÖDM", "Ödmark Anna", "anna@ex", "0701234567", "+46 70-123 45 67", "19900101-9885",
             "900101-9885"],
)  # fmt: skip
def test_a_person_is_found_however_she_is_named(town: World, what: str) -> None:
    what = what.replace("9885", number_in_series("19900101")[-4:])
    assert seeks(inside(town), what) == ANNA


@pytest.mark.parametrize("what", ["Åsgatan", "a1", "gatan 14"])
def test_a_flat_is_found_with_its_letting_and_its_lease(town: World, what: str) -> None:
    assert seeks(inside(town), what) == {
        "Objekt": ["Åsgatan 14 (A1)"],
        "Annonser": ["Åsgatan 14, A1"],
        "Hyresavtal": ["Åsgatan 14: Anna Ödmark"],
    } | ({"Personer": ["Anna Ödmark"]} if what == "" else {})


def test_a_search_by_number_is_logged_and_the_number_is_not_shown(town: World) -> None:
    eva, number = inside(town), number_in_series("19900101")
    page = words(eva.post(FIND, {"words": number}))
    assert ("I loggen står att du har sökt på ett personnummer" in page, number in page) == (True, False)
    none = words(eva.post(FIND, {"words": number_in_series("19850101")}))
    assert "Inget hittades" in none
    seeks(eva, "Anna")
    with town.scope():
        logged = list(Event.objects.filter(kind="person.number_searched").order_by("pk").values_list("person", "data"))
    assert logged == [(town.people["Anna"].pk, {"rows": 1}), (None, {"rows": 0})]


def test_one_with_a_protected_identity_is_found_by_those_who_may_see_her(town: World) -> None:
    protect(town, "Anna")
    number = number_in_series("19900101")
    assert [seeks(inside(town), what) for what in ("Anna", number, "0701234567")] == [{}, {}, {}]
    assert seeks(inside(town), "Åsgatan")["Hyresavtal"] == ["Åsgatan 14: Skyddade personuppgifter"]
    assert seeks(inside(town, "Maria", Role.MANAGER), "Anna") == ANNA


def test_each_role_finds_what_its_work_is(town: World) -> None:
    kurt, rut = inside(town, "Kurt", Role.CARETAKER), inside(town, "Rut", Role.READER)
    assert seeks(kurt, "Åsgatan") == {"Objekt": ["Åsgatan 14 (A1)"]}
    assert seeks(kurt, number_in_series("19900101")) == {}
    assert "Klagomål" not in seeks(rut, "Anna")


def test_a_neighbours_are_not_found(town: World) -> None:
    other = other_landlord()
    other.person("Anna")
    other.unit("B7", street="Åsgatan 99")
    assert (seeks(inside(town), "Anna"), seeks(inside(town), "B7")) == (ANNA, {})


@pytest.mark.parametrize("odd", ["", " ", "a", "%", "__", "\x00\x00", "' OR 1=1 --", "x" * 5000, "1" * 90, "Ä" * 300])
def test_odd_words_find_nothing_and_break_nothing(town: World, odd: str) -> None:
    assert seeks(inside(town), odd) == {}


def test_what_is_sought_is_never_in_an_address(town: World) -> None:
    eva = inside(town)
    page = text(eva, f"{FIND}?words=Anna")
    assert ("Anna" in page, 'method="post"' in page) == (False, True)
    assert 'id="find-everything"' in text(eva, "/admin/letting/unit/")


def test_a_search_asks_the_same_however_much_is_found(town: World) -> None:
    eva, asked = inside(town), []
    for count in (1, 12):
        for n in range(count):
            town.unit(f"Å{count}-{n}", street="Åsgatan 20")
        with CaptureQueriesContext(connection) as seen:
            answer: Any = eva.post(FIND, {"words": "Åsgatan"})
        asked.append(len([row for row in seen.captured_queries if not row["sql"].startswith(FRAME)]))
    assert (asked[0] == asked[1], asked[0] <= 12) == (True, True), asked
    assert "Det finns fler träffar." in words(answer)
