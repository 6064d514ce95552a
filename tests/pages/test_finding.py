"""The list of free flats through the front door: filters with counts, chips, orders, the map, what machines read."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client, override_settings

from config import csp
from letting.models import Listing
from tests.cast import Clock, World, at, make_world, other_landlord
from tests.pages.office import queries, words

FALUN = {"latitude": 60.6065, "longitude": 15.6355}


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.now = at("05-12 12:00")
    return make_world()


@pytest.fixture
def anyone(world: World) -> Client:
    return Client(headers={"host": world.host, "accept-language": "sv"})


@pytest.fixture
def three(world: World) -> list[Listing]:
    """A small one in Söder, and two in Norr."""
    few = [
        {"street": "Lilla gatan 2", "rooms": 1, "size": 30, "rent": 4100, "area": "Söder", "balcony": True},
        {"street": "Stora gatan 1", "rooms": 3, "size": 80, "rent": 9500, "area": "Norr", "lift": True},
        {"street": "Norra gatan 5", "rooms": 2, "size": 55, "rent": 7050, "area": "Norr"},
    ]
    days = (date(2026, 8, 1), date(2026, 10, 1), None)
    return [
        world.listing(world.unit(f"N{n}", **one, **FALUN), move_in=day)
        for n, (one, day) in enumerate(zip(few, days, strict=True))
    ]


def seen(anyone: Client, query: str) -> list[str]:
    return [card.address.split()[0] for card in anyone.get(f"/lediga/?{query}").context["cards"]]


def offered(page: Any, name: str) -> dict[str, int | None]:
    return {
        choice.label.replace("\N{NO-BREAK SPACE}", " "): choice.count for choice in page.context["facets"][name].choices
    }


def test_several_areas_and_the_day_to_move_in_narrow_the_list(anyone: Client, three: list[Listing]) -> None:
    assert {query: sorted(seen(anyone, query)) for query in (
        "area=Norr&area=Söder", "area=Söder", "area=Söder&area=", "move_from=2026-09-01", "move_to=2026-08-31",
        "move_from=2026-08-01&move_to=2026-08-31",
    )} == {
        "area=Norr&area=Söder": ["Lilla", "Norra", "Stora"], "area=Söder": ["Lilla"], "area=Söder&area=": ["Lilla"],
        "move_from=2026-09-01": ["Norra", "Stora"], "move_to=2026-08-31": ["Lilla", "Norra"],
        "move_from=2026-08-01&move_to=2026-08-31": ["Lilla", "Norra"],
    }  # fmt: skip


def test_each_choice_says_how_many_it_would_leave(anyone: Client, three: list[Listing]) -> None:
    page = anyone.get("/lediga/?area=Norr&rooms_from=3")
    assert offered(page, "area") == {"Norr": 1, "Söder": 0}
    assert offered(page, "rooms_from") == {"Alla": 2, "Minst 1 rum": 2, "Minst 2 rum": 2, "Minst 3 rum": 1}
    assert offered(page, "lift") == {"Hiss": 1}
    assert offered(page, "kind") == {"Alla typer": 1, "Lägenhet": 1}
    rents = offered(page, "rent_to")
    assert rents == {"Alla": 1} | {f"Högst {n} 000 kr i månaden": n // 10 for n in range(5, 11)}


def test_a_number_typed_by_hand_stands_among_the_choices(anyone: Client, three: list[Listing]) -> None:
    page = anyone.get("/lediga/?rent_to=7 049")
    assert offered(page, "rent_to")["Högst 7 049 kr i månaden"] == 1
    assert [choice.value for choice in page.context["facets"]["rent_to"].choices if choice.chosen] == ["7049"]


def test_each_order_is_as_its_name_says(world: World, anyone: Client, three: list[Listing]) -> None:
    for name, since in (("Anna", "2010-01-01"), ("Bo", "2012-01-01")):
        world.person(name, since=since, serial=988 + len(world.people))
    for person in ("Anna", "Bo"):
        world.wants(person, three[0])
    assert {sort: seen(anyone, f"sort={sort}") for sort in ("newest", "rent", "size", "move_in", "points")} == {
        "newest": ["Norra", "Stora", "Lilla"], "rent": ["Lilla", "Norra", "Stora"],
        "size": ["Stora", "Norra", "Lilla"], "move_in": ["Lilla", "Stora", "Norra"],
        "points": ["Lilla", "Stora", "Norra"],
    }  # fmt: skip


def test_a_chip_takes_away_one_thing_and_clear_all_takes_everything(anyone: Client, three: list[Listing]) -> None:
    page = anyone.get("/lediga/?area=Norr&area=Söder&lift=on&sort=rent&view=map&page=2")
    assert [(chip.label, chip.url) for chip in page.context["chips"]] == [
        ("Norr", "/lediga/?area=S%C3%B6der&lift=on&sort=rent&view=map"),
        ("Söder", "/lediga/?area=Norr&lift=on&sort=rent&view=map"),
        ("Hiss", "/lediga/?area=Norr&area=S%C3%B6der&sort=rent&view=map"),
    ]
    assert page.context["clear_url"] == "/lediga/?sort=rent&view=map"


def test_where_nothing_fits_the_page_says_what_to_loosen(anyone: Client, three: list[Listing]) -> None:
    text = words(anyone.get("/lediga/?area=Söder&rooms_from=2&kind=apartment"))
    for said in ("Utan ”Område”: 2 bostäder", "Utan ”Minst antal rum”: 1 bostad", "Rensa alla"):
        assert said in text


def test_an_area_in_which_nothing_is_free_is_still_an_area(world: World, anyone: Client, three: list[Listing]) -> None:
    world.unit("E", area="Öster")
    page = anyone.get("/lediga/?area=Öster&area=Väster")
    assert (page.context["filters"].ignored, page.context["count"]) == (["Område: ”Väster” finns inte att välja."], 3)
    assert (anyone.get("/lediga/?area=Öster").context["filters"].ignored, seen(anyone, "area=Öster")) == ([], [])


@pytest.mark.parametrize("query", [
    "area=%00", "area=" + "x" * 5000, "near=9,9,9,9", "near=%F0%9F%90%9F", "move_from=2026-02-30", "kind=%27--",
    "rooms_from=-1", "view=karta", "page=-1", "near=60,15,14&view=map", "sort=%00", "scheme=%3Cscript%3E",
])  # fmt: skip
def test_what_a_hostile_hand_writes_in_the_address_breaks_nothing(
    anyone: Client, three: list[Listing], query: str
) -> None:
    answer = anyone.get(f"/lediga/?{query}")
    assert (answer.status_code, len(answer.context["cards"])) == (200, 3)
    assert "<script>" not in answer.content.decode()
    assert anyone.get(f"/lediga/flode.xml?{query}").status_code == 200


def test_the_list_asks_six_questions_with_one_flat_and_with_thirty(world: World, anyone: Client) -> None:
    world.listing(world.unit("M0", **FALUN))
    one = queries(anyone, "/lediga/?area=Centrum&rooms_from=1")
    for n in range(1, 31):
        world.listing(world.unit(f"M{n}", street=f"Åsgatan {n}", latitude=60.6 + n / 500, longitude=15.6))
    many = queries(anyone, "/lediga/?area=Centrum&rooms_from=1")
    assert (len(one), len(many), len(queries(anyone, "/lediga/?sort=points"))) == (6, 6, 8), many
    assert len(anyone.get("/lediga/").content) < 100_000


def test_the_map_marks_each_flat_with_its_name_and_lets_the_list_say_the_same(
    anyone: Client, three: list[Listing]
) -> None:
    page = anyone.get("/lediga/?area=Söder&view=map")
    [mark] = page.context["map"].marks
    assert (mark.name.replace("\N{NO-BREAK SPACE}", " "), mark.url) == (
        "Lilla gatan 2, 1 rum och kök, 30 m², 4 100 kr/mån", f"/lediga/{three[0].pk}/"
    )  # fmt: skip
    assert 'class="found found--map"' in page.content.decode()
    [cluster] = anyone.get("/lediga/?sort=rent").context["map"].marks
    assert (cluster.count, cluster.name) == (3, "3 lediga nära varandra: Norr, Söder")
    assert cluster.url == "/lediga/?sort=rent&view=map&near=60.6065%2C15.6355%2C17.0#map"
    assert [one.count for one in anyone.get(cluster.url.partition("#")[0]).context["map"].marks] == [1, 1, 1]


def test_a_landlord_without_coordinates_has_a_list_and_no_map(world: World, anyone: Client) -> None:
    world.listing()
    page = anyone.get("/lediga/?view=map")
    assert (page.context["map"], len(page.context["cards"]), "found__map" in page.content.decode()) == (None, 1, False)


def test_tiles_are_off_unless_named_and_then_the_policy_lets_them_in(anyone: Client, three: list[Listing]) -> None:
    tiles = "https://kartor.example.se/{z}/{x}/{y}.png"
    assert "<image" not in anyone.get("/lediga/").content.decode()
    policy = {"DIRECTIVES": csp.with_tiles(csp.PORTAL, tiles)}
    with override_settings(MAP_TILES=tiles, MAP_CREDIT="© Lantmäteriet", CONTENT_SECURITY_POLICY=policy):
        page = anyone.get("/lediga/")
    assert "© Lantmäteriet" in page.content.decode()
    assert set(re.findall(r'<image href="(https://[^/]+)/\d+/\d+/\d+\.png"', page.content.decode())) == {
        "https://kartor.example.se"
    }
    assert "img-src 'self' data: https://kartor.example.se;" in page.headers["Content-Security-Policy"] + ";"


def test_a_card_says_how_many_days_are_left(world: World, clock: Clock, anyone: Client, three: list[Listing]) -> None:
    left = {}
    for day in ("05-12 12:00", "05-15 12:00", "05-18 12:00"):
        clock.now = at(day)
        left[day] = {card.left_text for card in anyone.get("/lediga/").context["cards"]}
    assert left == {"05-12 12:00": {"3 dagar kvar"}, "05-15 12:00": {"sista dagen är i dag"}, "05-18 12:00": set()}


def data_of(page: Any) -> dict[str, Any]:
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode(), re.DOTALL)
    return dict(json.loads(text))


def test_machines_read_the_list_and_the_flat(world: World, anyone: Client, three: list[Listing]) -> None:
    root, first = f"http://{world.host}", three[0].pk
    listed = data_of(anyone.get("/lediga/?area=Söder"))
    assert listed["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "url": f"{root}/lediga/{first}/", "name": "Lilla gatan 2, 1 rum och kök"}
    ]
    page = anyone.get(f"/lediga/{first}/?x=1")
    flat = data_of(page)
    assert (flat["url"], flat["mainEntity"]["floorSize"]["value"], flat["offers"]["priceSpecification"]["price"]) == (
        f"{root}/lediga/{first}/", 30.0, 4100
    )  # fmt: skip
    assert f'<link rel="canonical" href="{root}/lediga/{first}/">' in page.content.decode()
    assert '<link rel="canonical" href="' + root + '/lediga/">' in anyone.get("/lediga/?area=Norr").content.decode()


def test_an_address_that_is_a_script_is_words_to_machines_too(world: World, anyone: Client) -> None:
    evil = '</script><script>alert("x")</script>&'
    listing = world.listing(world.unit("E", street=evil, area="<b>Norr</b>", **FALUN))
    for path in ("/lediga/", f"/lediga/{listing.pk}/", f"/lediga/{listing.pk}/favorit/"):
        assert "<script>alert" not in anyone.get(path, follow=True).content.decode()
    assert data_of(anyone.get(f"/lediga/{listing.pk}/"))["mainEntity"]["address"]["streetAddress"] == evil
    assert "<b>" not in anyone.get("/lediga/flode.xml").content.decode()


def test_the_feed_has_the_newest_that_the_filters_leave(world: World, anyone: Client, three: list[Listing]) -> None:
    feed = anyone.get("/lediga/flode.xml?area=Norr")
    text = feed.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert feed.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert re.findall(r"<title>(.*?)</title>", text) == [
        "Ledigt hos Kopparstaden: norr", "Norra gatan 5, 2 rum och kök, 55 m², 7 050 kr/mån",
        "Stora gatan 1, 3 rum och kök, 80 m², 9 500 kr/mån",
    ]  # fmt: skip
    assert f'<link href="http://{world.host}/lediga/{three[2].pk}/" rel="alternate"' in text
    assert len(queries(anyone, "/lediga/flode.xml?area=Norr")) == 3


def test_search_engines_find_what_is_free_and_leave_persons_pages_alone(
    world: World, anyone: Client, three: list[Listing]
) -> None:
    other = other_landlord().listing()
    root, site_map = f"http://{world.host}", anyone.get("/sitemap.xml").content.decode()
    assert re.findall(r"<loc>(.*?)</loc>", site_map)[-3:] == [f"{root}/lediga/{row.pk}/" for row in three]
    assert f"/lediga/{other.pk}/" not in site_map
    robots = anyone.get("/robots.txt").content.decode().splitlines()
    assert ("Disallow: /konto/" in robots, robots[-1]) == (True, f"Sitemap: {root}/sitemap.xml")
    led = anyone.get("/mina-sidor/")
    assert (led.status_code, led["Location"].startswith("/konto/")) == (302, True)
