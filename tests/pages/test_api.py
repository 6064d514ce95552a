"""The API through its front door: what is free as JSON, for any site, at a rate, and kept by whoever has it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from letting.models import Listing
from tests.cast import Clock, World, at, make_world, other_landlord
from tests.pages.let_before import let_before
from tests.pages.office import queries

ROOT = "/api/v1"


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.now = at("05-12 12:00")
    cache.clear()
    return make_world()


@pytest.fixture
def program(world: World) -> Client:
    return Client(headers={"host": world.host})


@pytest.fixture
def three(world: World) -> list[Listing]:
    few = [
        {"street": "Lilla gatan 2", "rooms": 1, "size": 30, "rent": 4100, "area": "Söder", "balcony": True},
        {"street": "Stora gatan 1", "rooms": 3, "size": 80, "rent": 9500, "area": "Norr", "lift": True},
        {"street": "Norra gatan 5", "rooms": 2, "size": 55.5, "rent": 7050, "area": "Norr"},
    ]
    days = (date(2026, 8, 1), date(2026, 10, 1), None)
    return [
        world.listing(world.unit(f"N{n}", **one), move_in=day)
        for n, (one, day) in enumerate(zip(few, days, strict=True))
    ]


def asked(program: Client, path: str, **headers: str) -> Any:
    answer = program.get(f"{ROOT}/{path}", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8")
    return answer.json()


def test_what_is_free_is_told_as_the_page_tells_it(world: World, program: Client, three: list[Listing]) -> None:
    found = asked(program, "listings?area=Söder")
    url = f"http://{world.host}/lediga/{three[0].pk}/"
    assert found == {
        "count": 1, "page": 1, "pages": 1, "next": None, "previous": None,
        "results": [{
            "id": three[0].pk, "url": url, "title": "Lilla gatan 2, 1 rum och kök", "kind": "apartment",
            "street": "Lilla gatan 2", "area": "Söder", "rooms": 1, "size": 30.0, "rent": 4100, "floor": None,
            "built": None, "lift": False, "balcony": True, "accessible": False, "position": None,
            "move_in": "2026-08-01", "published_at": "2026-05-11T07:00:00Z", "last_day": "2026-05-15",
            "scheme": {"slug": "ordinary", "name": "Vanlig uthyrning"},
            "queue": {"slug": "housing", "name": "Bostadskön"}, "interests": 0, "last_points": None, "pictures": [],
        }],
    }  # fmt: skip


def test_who_has_the_answer_already_is_told_so_until_it_changes(
    world: World, program: Client, three: list[Listing]
) -> None:
    first = program.get(f"{ROOT}/listings")
    kept = {"if-none-match": first["ETag"]}
    again = program.get(f"{ROOT}/listings", headers=kept)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert (first["Cache-Control"], first["Vary"]) == ("public, max-age=60", "Accept-Language")
    world.wants("Anna", three[0])
    assert program.get(f"{ROOT}/listings", headers=kept).status_code == 200


def told_wrong(program: Client, path: str, language: str = "sv") -> Any:
    answer = program.get(f"{ROOT}/{path}", headers={"accept-language": language})
    assert answer["Content-Type"] == "application/problem+json"
    assert (answer["Cache-Control"], answer["Access-Control-Allow-Origin"]) == ("no-store", "*")
    return answer.json()


def test_the_filters_are_the_pages_and_so_are_the_orders(program: Client, three: list[Listing]) -> None:
    for query in (
        "area=Norr&area=Söder",
        "rooms_from=2&lift=true",
        "rent_to=7050",
        "move_from=2026-09-01",
        "balcony=on",
    ):
        for sort in ("newest", "last_day", "rent", "size", "move_in", "points"):
            page = program.get(f"/lediga/?{query}&sort={sort}", headers={"accept-language": "sv"})
            rows = asked(program, f"listings?{query}&sort={sort}")["results"]
            assert [row["id"] for row in rows] == [card.pk for card in page.context["cards"]], (query, sort)


def test_what_makes_no_sense_is_refused_with_a_sentence_for_each(program: Client, three: list[Listing]) -> None:
    query = "rooms_form=2&rooms_from=x&lift=kanske&area=Nix&rent_to=1&rent_to=2&move_to=&page=0&size_from=9&size_to=1"
    assert told_wrong(program, f"listings?{query}") == {
        "type": "about:blank", "title": "Frågan gick inte att förstå", "status": 400,
        "detail": "Rätta det som är fel och fråga igen.",
        "errors": [
            {"name": "rooms_form", "reason": "Det går inte att fråga efter det."},
            {"name": "rent_to", "reason": "Ge ett värde, inte flera."},
            {"name": "move_to", "reason": "Ge ett värde, eller utelämna namnet."},
            {"name": "area", "reason": "”Nix” finns inte att välja."},
            {"name": "rooms_from", "reason": "Skriv ett heltal, till exempel 3."},
            {"name": "lift", "reason": "Skriv true eller false."},
            {"name": "size_to", "reason": "Det lägsta talet är högre än det högsta. Ändra ett av dem."},
            {"name": "page", "reason": "Skriv ett heltal från 1 till 10000."},
        ],
    }  # fmt: skip
    english = told_wrong(program, "listings?lift=maybe", "en-GB,en;q=0.9,sv;q=0.1")
    assert english["errors"] == [{"name": "lift", "reason": "Enter true or false."}]


def test_a_flag_that_makes_no_sense_is_named_on_the_page_too(program: Client, three: list[Listing]) -> None:
    page = program.get("/lediga/?lift=kanske", headers={"accept-language": "sv"})
    assert (page.context["filters"].ignored, page.context["count"]) == (["Hiss: Skriv true eller false."], 3)


def test_pages_lead_to_one_another_and_end(world: World, program: Client, three: list[Listing]) -> None:
    def turn(number: int) -> str:
        return f"http://{world.host}{ROOT}/listings?sort=rent&per_page=1&page={number}"

    first, middle, last = (asked(program, f"listings?sort=rent&per_page=1&page={number}") for number in (1, 2, 3))
    assert [(page["previous"], page["next"]) for page in (first, middle, last)] == [
        (None, turn(2)), (turn(1), turn(3)), (turn(2), None),
    ]  # fmt: skip
    assert [page["results"][0]["rent"] for page in (first, middle, last)] == [4100, 7050, 9500]
    assert told_wrong(program, "listings?per_page=1&page=4")["status"] == 404
    assert asked(program, "listings?area=Norr&rooms_from=9")["results"] == []


def test_one_listing_tells_its_text_and_dates_and_nothing_of_any_person(world: World, program: Client) -> None:
    unit = world.unit("E1", description="Nymålat kök.", latitude=60.6, longitude=15.6, floor=0, built=1964)
    listing = world.listing(unit, contact_name="Hemliga Hilda", contact_phone="070-1740605")
    world.wants("Anna", listing)
    answer = program.get(f"{ROOT}/listings/{listing.pk}")
    one = answer.json()
    assert (one["description"], one["position"], one["floor"], one["built"], one["interests"]) == (
        "Nymålat kök.", {"latitude": 60.6, "longitude": 15.6}, 0, 1964, 1
    )  # fmt: skip
    assert one["dates"][0] == {
        "key": "advert", "title": "Sista dag att anmäla intresse", "first": "2026-05-15", "last": "2026-05-15",
        "planned": False,
    }  # fmt: skip
    assert [said for said in ("Hilda", "1740605", "Anna", "anna@") if said in answer.content.decode()] == []


def test_a_listing_that_is_over_is_gone_and_one_that_never_was_is_not_found(
    world: World, clock: Clock, program: Client
) -> None:
    over, draft, foreign = world.listing(), world.listing(number="A2", publish=None), other_landlord().listing()
    clock.now = at("05-16 00:01")
    missing = [draft.pk, foreign.pk, 10**25, -1, "x"]
    assert [told_wrong(program, f"listings/{pk}")["status"] for pk in (over.pk, *missing)] == [410, *[404] * 5]
    assert told_wrong(program, "nothing/here")["title"] == "Det finns inte"
    assert asked(program, "listings")["count"] == 0


def test_areas_say_how_much_is_free_in_them(world: World, program: Client, three: list[Listing]) -> None:
    world.unit("Tom", area="Väster")
    assert asked(program, "areas") == [
        {"name": "Norr", "free": 2}, {"name": "Söder", "free": 1}, {"name": "Väster", "free": 0}
    ]  # fmt: skip


def test_ways_of_letting_are_told_in_the_words_of_the_rules(program: Client) -> None:
    swedish, english = (asked(program, "schemes", **{"accept-language": code})[0] for code in ("sv", "en"))
    assert (swedish["slug"], swedish["name"], swedish["queue"]) == (
        "ordinary", "Vanlig uthyrning", {"slug": "housing", "name": "Bostadskön"}
    )  # fmt: skip
    assert (english["name"], english["queue"]["name"]) == ("Ordinary letting", "Housing queue")
    assert {"key": "ranking", "name": "Ordning", "value": "Flest köpoäng först", "assumed": False} in swedish["facts"]
    assert "Ålder" in swedish["requirements"]
    assert swedish["steps"][-1]["name"] == "Avtal"


def test_statistics_are_the_pages_and_hold_few_back(world: World, program: Client) -> None:
    let_before(world, 100, 200, 300, 400, 500)
    let_before(world, 9000, 9000, area="Norr")
    found = asked(program, "statistics")
    assert (found["since"], found["lettings"]) == (2025, 7)
    [areas] = [one for one in found["figures"] if one["id"] == "kotid-omrade"]
    assert areas["rows"] == [["Centrum", 5, 200, 300, 400], ["Norr", None, None, None, None]]
    assert told_wrong(program, "statistics?year=1")["errors"] == [
        {"name": "year", "reason": "”1” finns inte att välja."}
    ]


def test_any_site_may_read_and_nobody_may_write(program: Client, three: list[Listing]) -> None:
    read = program.get(f"{ROOT}/listings", headers={"origin": "https://kommunen.example.se"})
    assert (read["Access-Control-Allow-Origin"], "Access-Control-Allow-Credentials" in read) == ("*", False)
    before = program.options(f"{ROOT}/listings")
    assert (before.status_code, before["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")
    head = program.head(f"{ROOT}/listings")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", read["ETag"])
    for method in (program.post, program.put, program.patch, program.delete):
        answer = method(f"{ROOT}/listings")
        assert (answer.status_code, answer["Allow"], answer["Content-Type"]) == (
            405, "GET, HEAD, OPTIONS", "application/problem+json"
        )  # fmt: skip


def test_whoever_asks_too_often_waits_and_others_do_not(
    world: World, program: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("letting.api.front.RATE", "2/m")
    neighbour = other_landlord()
    statuses = [program.get(f"{ROOT}/areas").status_code for _ in range(3)]
    forged = program.get(f"{ROOT}/areas", headers={"x-forwarded-for": "203.0.113.9"})
    assert (statuses, forged.status_code) == ([200, 200, 429], 429)
    assert 0 < int(forged["Retry-After"]) <= 60
    assert forged.json()["detail"] == f"Vänta {forged['Retry-After']} sekunder och fråga igen."
    assert program.get(f"{ROOT}/areas", REMOTE_ADDR="203.0.113.9").status_code == 200
    assert Client(headers={"host": neighbour.host}).get(f"{ROOT}/areas").status_code == 200


def test_the_language_is_the_headers_and_never_a_cookies(world: World, program: Client) -> None:
    program.force_login(world.staff(), backend="django.contrib.auth.backends.ModelBackend")
    program.cookies["django_language"] = "en"
    answer = program.get(f"{ROOT}/schemes")
    assert (answer["Content-Language"], answer["Vary"], answer.json()[0]["name"]) == (
        "sv", "Accept-Language", "Vanlig uthyrning"
    )  # fmt: skip
    assert answer.cookies == {}  # what is kept for all holds nothing of the one who asked


def test_a_hundred_listings_ask_the_database_no_more_than_one(world: World, program: Client) -> None:
    world.listing(number="B0")
    paths = {"listings": 6, "listings?sort=points": 8, "areas": 3, "openapi.json": 4, "statistics": 3}
    few = {path: len(queries(program, f"{ROOT}/{path}")) for path in paths}
    for number in range(1, 4):
        world.listing(world.unit(f"C{number}", area=f"Område {number}"))
    many = {path: len(queries(program, f"{ROOT}/{path}")) for path in paths}
    assert many == few == paths


def test_the_page_for_people_says_what_can_be_asked_and_what_is_answered(world: World, program: Client) -> None:
    world.listing()
    page = program.get("/api/", headers={"accept-language": "sv"})
    said = page.content.decode()
    for words in (
        "GET /api/v1/listings/{id}",
        "Minst antal rum",
        "heltal 0–20",
        "pictures[].url",
        "Köpoängen hos den sista",
    ):
        assert words in said, words
    assert len(page.content) < 100_000
    english = program.get("/api/", headers={"accept-language": "en"}).content.decode()
    assert ("Rooms, at least" in english, "Köpoängen" in english) == (True, False)
