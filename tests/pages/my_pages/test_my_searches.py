"""Bevakningar through the front door: saved from the list, changed, paused, removed, and left from a mail."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from letting.models import SavedSearch
from tenants import mailing
from tenants.models import User
from tests.cast import Clock, World, at, make_world, other_landlord, verified
from tests.pages.office import inside, queries, words

NEW = "/mina-sidor/bevakningar/ny/?area=Centrum&rooms_from=2"


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.now = at("05-11 08:00")
    world = make_world()
    world.unit("C1")
    return world


@pytest.fixture
def anna(world: World) -> Client:
    world.person("Anna")
    return inside(world, "Anna")


def saved(world: World) -> list[tuple[str, Any, str, bool]]:
    with world.scope():
        rows = SavedSearch.objects.order_by("pk")
        return [(row.name, row.criteria, row.often, row.paused_at is not None) for row in rows]


def save(client: Client, path: str = NEW, **more: str) -> int:
    return client.post(path, {"name": "Mitt i stan", "often": "immediate"} | more).status_code


def act(world: World, client: Client, what: str) -> int:
    with world.scope():
        pk = SavedSearch.objects.get().pk
    return client.post(f"/mina-sidor/bevakningar/{pk}/{what}").status_code


def test_a_search_is_saved_from_the_list_with_a_name_ready(world: World, anna: Client) -> None:
    assert f'href="{NEW.replace("&", "&amp;")}"' in anna.get("/lediga/?area=Centrum&rooms_from=2").content.decode()
    page = words(anna.get(NEW))
    assert ("Centrum, minst 2 rum" in page, "En gång om dagen, på arbetsdagar kl. 07.30" in page) == (True, True)
    assert save(anna) == 303
    assert saved(world) == [("Mitt i stan", {"area": ["Centrum"], "rooms_from": 2}, "immediate", False)]
    text = words(anna.get("/mina-sidor/bevakningar/"))
    for said in ("Mitt i stan", "Centrum, minst 2 rum", "Genast när något nytt läggs ut", "0 passar just nu", "I gång"):
        assert said in text


def test_pressing_twice_saves_one(world: World, anna: Client) -> None:
    assert [save(anna), save(anna)] == [303, 303]
    assert len(saved(world)) == 1


def test_what_is_wrong_is_said_and_what_was_typed_stays(world: World, anna: Client) -> None:
    for typed, sentence in (
        ({"name": " "}, "Namn"), ({"name": "x" * 61}, "61"), ({"often": "hourly"}, "hourly"),
        ({"name": "Kvar", "often": ""}, "När vill du få mejl?"),
    ):  # fmt: skip
        answer = anna.post(NEW, {"name": "Mitt i stan", "often": "daily"} | typed)
        assert (answer.status_code, sentence in words(answer), "Det du har skrivit finns kvar." in words(answer)) == (
            422, True, True
        ), typed  # fmt: skip
    assert saved(world) == []


def test_a_filter_that_makes_no_sense_is_not_saved_and_said_so(world: World, anna: Client) -> None:
    path = "/mina-sidor/bevakningar/ny/?area=Nix&rooms_from=2"
    assert "”Nix” finns inte att välja" in words(anna.get(path))
    assert save(anna, path) == 303
    assert saved(world) == [("Mitt i stan", {"rooms_from": 2}, "immediate", False)]


def test_it_is_paused_taken_up_changed_and_removed(world: World, anna: Client) -> None:
    save(anna)
    assert (act(world, anna, "pausa/"), saved(world)[0][3]) == (303, True)
    assert "1 är pausad" in words(anna.get("/mina-sidor/"))
    assert (act(world, anna, "aterta/"), saved(world)[0][3]) == (303, False)
    with world.scope():
        pk = SavedSearch.objects.get().pk
    path = f"/mina-sidor/bevakningar/{pk}/"
    assert anna.post(path, {"name": "Nytt", "often": "daily"}).status_code == 303
    assert saved(world)[0][0::2] == ("Nytt", "daily")
    assert [anna.get(path + what).status_code for what in ("pausa/", "aterta/", "ta-bort/")] == [405] * 3
    assert (act(world, anna, "ta-bort/"), saved(world)) == (303, [])
    assert [anna.post(path + what).status_code for what in ("", "pausa/", "ta-bort/")] == [404] * 3


def test_anothers_search_does_not_exist(world: World, anna: Client) -> None:
    save(anna)
    world.person("Bo", serial=989)
    neighbour = other_landlord()
    neighbour.person("Fredrik")
    for stranger in (inside(world, "Bo"), inside(neighbour, "Fredrik")):
        assert [act(world, stranger, what) for what in ("", "pausa/", "aterta/", "ta-bort/")] == [404] * 4
    assert len(saved(world)) == 1


def test_the_page_asks_the_same_with_one_search_and_with_three(world: World, anna: Client) -> None:
    save(anna)
    one = queries(anna, "/mina-sidor/bevakningar/")
    for rooms in ("3", "4"):
        save(anna, f"/mina-sidor/bevakningar/ny/?rooms_from={rooms}")
    assert (len(queries(anna, "/mina-sidor/bevakningar/")), len(one) <= 12) == (len(one), True)


def test_one_who_is_not_known_comes_back_to_the_search(world: World) -> None:
    stranger = Client(headers={"host": world.host})
    assert stranger.get(NEW).headers["Location"].startswith("/konto/login/?next=/mina-sidor/bevakningar/ny/%3Farea")
    assert _account(world).get(NEW).headers["Location"].startswith("/mina-sidor/vem-ar-du/?next=%2Fmina-sidor%2F")


def _account(world: World) -> Client:
    user = User.objects.create_user("nils@example.se", "en lång fras 2026")
    verified(user)
    world.users["Nils"] = user
    return inside(world, "Nils")


@pytest.fixture
def address(world: World, anna: Client, clock: Clock, mailoutbox: list[Any]) -> str:
    """The way out of a mail to Anna."""
    save(anna)
    world.listing(world.unit("A1"))
    world.tick(at("05-11 09:01"))
    mailing.send_due(at("05-11 09:02"))
    [mail] = mailoutbox
    return str(mail.extra_headers["List-Unsubscribe"].strip("<>").removeprefix(f"http://{world.host}"))


def test_the_link_in_a_mail_asks_first_and_a_press_ends_the_mails(world: World, address: str) -> None:
    anyone = Client(headers={"host": world.host, "accept-language": "sv"}, enforce_csrf_checks=True)
    for _ in range(2):
        page = anyone.get(address)
        assert "Vill du sluta få mejl om nya bostäder?" in words(page)
        assert ("Anna" in words(page), "Mitt i stan" in words(page)) == (False, False)
    assert saved(world)[0][3] is False
    pressed = anyone.post(address)
    assert (pressed.status_code, pressed.headers["Location"], saved(world)[0][3]) == (303, address, True)
    assert "Du får inga mejl om nya bostäder" in words(anyone.get(address))


def test_a_mail_program_ends_them_without_cookie_or_redirect(world: World, address: str) -> None:
    program = Client(headers={"host": world.host}, enforce_csrf_checks=True)
    for _ in range(2):
        assert program.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert saved(world)[0][3] is True


@pytest.mark.parametrize("key", ["x", "0", "a" * 43, "a" * 500, "%F0%9F%90%9F"])
def test_a_key_that_opens_nothing_is_not_found(world: World, address: str, key: str) -> None:
    anyone = Client(headers={"host": world.host})
    answers = [anyone.get(f"/avsluta-mejl/{key}/"), anyone.post(f"/avsluta-mejl/{key}/")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert saved(world)[0][3] is False


def test_the_key_opens_nothing_at_another_landlords(world: World, address: str) -> None:
    other = other_landlord()
    assert Client(headers={"host": other.host}).post(address).status_code == 404
    assert saved(world)[0][3] is False


def test_the_inbox_tells_of_the_flat_as_the_mail_did(anna: Client, address: str) -> None:
    [row] = anna.get("/mina-sidor/meddelanden/").context["rows"]
    text = words(anna.get(f"/mina-sidor/meddelanden/{row['pk']}/"))
    assert ("Nytt att söka: 1 passar dig" in row["subject"], "Åsgatan 14" in text, "avsluta-mejl" in text) == (
        True,
        True,
        False,
    )
