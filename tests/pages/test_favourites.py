"""Hearts: marked with one press, kept on a page of their own, and nobody else's business."""

from __future__ import annotations

import pytest
from django.test import Client

from letting.models import Favourite, Listing
from letting.services.favourites import MOST
from letting.services.publishing import withdraw_listing
from tests.cast import STAFF, Clock, World, at, make_world, other_landlord
from tests.pages.office import inside, queries, words


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.now = at("05-12 12:00")
    return make_world()


@pytest.fixture
def anna(world: World) -> Client:
    world.person("Anna")
    return inside(world, "Anna")


def kept(world: World, name: str = "Anna") -> list[str]:
    with world.scope():
        rows = Favourite.objects.filter(person=world.people[name]).select_related("listing__unit").order_by("pk")
        return [row.listing.unit.number for row in rows]


def press(client: Client, listing: Listing, act: str = "mark", **more: str) -> tuple[int, str]:
    answer = client.post(f"/lediga/{listing.pk}/favorit/", {"act": act, **more})
    return answer.status_code, answer.headers.get("Location", "")


def test_a_heart_is_pressed_and_pressed_again(world: World, anna: Client) -> None:
    listing = world.listing()
    assert press(anna, listing, next="/lediga/?area=Centrum") == (303, "/lediga/?area=Centrum")
    assert press(anna, listing) == (303, f"/lediga/{listing.pk}/")
    assert kept(world) == ["A1"]
    assert [card.marked for card in anna.get("/lediga/").context["cards"]] == [True]
    assert press(anna, listing, "unmark") == (303, f"/lediga/{listing.pk}/")
    assert press(anna, listing, "unmark")[0] == 303
    assert (kept(world), [card.marked for card in anna.get("/").context["cards"]]) == ([], [False])


def test_a_script_gets_the_heart_alone(world: World, anna: Client) -> None:
    listing = world.listing()
    answer = anna.post(f"/lediga/{listing.pk}/favorit/", {"act": "mark"}, headers={"hx-request": "true"})
    text = words(answer)
    assert (answer.status_code, 'aria-pressed="true"' in text, "<html" in text) == (200, True, False)


def test_one_who_is_not_logged_in_comes_back_to_one_button(world: World) -> None:
    world.person("Anna")
    listing = world.listing()
    stranger = Client(headers={"host": world.host, "accept-language": "sv"})
    page = f"/lediga/{listing.pk}/favorit/?next=%2Flediga%2F"
    status, led_to = press(stranger, listing, next="/lediga/")
    assert (status, led_to) == (
        303,
        f"/konto/login/?next=%2Flediga%2F{listing.pk}%2Ffavorit%2F%3Fnext%3D%252Flediga%252F",
    )
    scripted = stranger.post(f"/lediga/{listing.pk}/favorit/", headers={"hx-request": "true"})
    assert (scripted.status_code, scripted.headers["HX-Redirect"].startswith("/konto/login/")) == (204, True)
    stranger.force_login(world.users["Anna"], backend="django.contrib.auth.backends.ModelBackend")
    shown = stranger.get(page)
    assert "Spara Åsgatan 14 som favorit?" in words(shown)
    assert (kept(world), shown.headers["Cache-Control"]) == ([], "no-store")
    assert press(stranger, listing, next="/lediga/") == (303, "/lediga/")
    assert kept(world) == ["A1"]


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"])
def test_the_way_back_never_leaves_the_host(world: World, anna: Client, evil: str) -> None:
    listing = world.listing()
    assert press(anna, listing, next=evil) == (303, f"/lediga/{listing.pk}/")


def test_a_foreign_flat_and_a_draft_cannot_be_marked(world: World, anna: Client) -> None:
    foreign, draft = other_landlord().listing(), world.listing(number="D", publish=None)
    assert [press(anna, one)[0] for one in (foreign, draft)] == [404, 404]


def test_the_page_says_how_each_favourite_stands(world: World, anna: Client, clock: Clock) -> None:
    free, closed, gone = (world.listing(number=number, publish=at(day)) for number, day in
                          (("F", "05-18 09:00"), ("C", "05-11 09:00"), ("G", "05-11 09:00")))  # fmt: skip
    clock.now = at("05-18 10:00")
    for one in (free, closed, gone):
        press(anna, one)
    with world.scope():
        assert withdraw_listing(gone.pk, reason="Vatten.", by=STAFF, now=clock.now) is None
    rows = anna.get("/mina-sidor/favoriter/").context["rows"]
    assert [(row.state, row.until) for row in rows] == [
        ("Tillbakadragen", ""), ("Stängd för intresseanmälan", "Uthyrningen pågår."),
        ("Ledig", "Anmäl intresse senast torsdag 21 maj kl. 24 (3 dagar kvar)"),
    ]  # fmt: skip
    assert "3 favoriter" in words(anna.get("/mina-sidor/"))


def test_the_page_asks_the_same_with_one_favourite_and_with_three(world: World, anna: Client) -> None:
    press(anna, world.listing(number="F0"))
    one = queries(anna, "/mina-sidor/favoriter/")
    for n in (1, 2):
        press(anna, world.listing(number=f"F{n}"))
    assert (len(queries(anna, "/mina-sidor/favoriter/")), len(one) <= 12) == (len(one), True)
    assert len(queries(anna, "/lediga/")) == 11


def test_nobody_sees_anothers_hearts(world: World, anna: Client) -> None:
    listing = world.listing()
    press(anna, listing)
    world.person("Bo", serial=989)
    bo = inside(world, "Bo")
    assert [card.marked for card in bo.get("/lediga/").context["cards"]] == [False]
    assert "Inga favoriter än" in words(bo.get("/mina-sidor/favoriter/"))
    assert press(bo, listing, "unmark")[0] == 303
    assert kept(world) == ["A1"]


def test_there_is_an_end_to_how_many_one_keeps(world: World, anna: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("letting.services.favourites.MOST", 1)
    first, second = world.listing(number="F1"), world.listing(number="F2")
    press(anna, first)
    answer = anna.post(f"/lediga/{second.pk}/favorit/", {"act": "mark"}, follow=True)
    assert f"Du har redan {MOST} favoriter." in words(answer)
    assert kept(world) == ["F1"]
