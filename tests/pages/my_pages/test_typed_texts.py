"""A form that came too late: logged out meanwhile, or in again elsewhere. What was typed is shown, nothing is done."""

from typing import Any

import pytest
from django.test import Client

from letting.models import Complaint
from tests.cast import World, make_world

NEW = "/mina-sidor/klagomal/ny/"
TEXT = "Jag hade flest poäng men fick inget erbjudande om Åsgatan 14."


@pytest.fixture
def flen(db: None) -> World:
    world = make_world("flen")
    world.person("Anna")
    return world


def sent(client: Client, world: World, *, referer: str = "", **fields: str) -> Any:
    more: dict[str, Any] = {"HTTP_REFERER": referer or f"http://{world.host}{NEW}?om=1"}
    return client.post(NEW, fields, HTTP_HOST=world.host, **more)


def test_one_who_was_logged_out_sees_what_she_wrote_and_comes_back_to_the_page(flen: World) -> None:
    answer = sent(Client(), flen, text=TEXT, subject="1")
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Cache-Control"]) == (401, "no-store")
    assert "Du har loggats ut" in page
    assert f"readonly>{TEXT}</textarea>" in page
    assert "/konto/login/?next=/mina-sidor/klagomal/ny/%3Fom%3D1" in page
    with flen.scope():
        assert not Complaint.objects.exists()


def test_one_who_wrote_nothing_worth_keeping_goes_straight_to_the_log_in(flen: World) -> None:
    answer = sent(Client(), flen, text="Hej")
    assert answer.headers["Location"] == f"/konto/login/?next={NEW}%3Fom%3D1"


def test_staff_who_were_logged_out_see_what_they_wrote_and_come_back_to_the_page(flen: World) -> None:
    unit = "/admin/letting/unit/add/"
    posted: dict[str, Any] = {"HTTP_HOST": flen.host, "HTTP_REFERER": f"http://{flen.host}{unit}"}
    answer = Client().post(unit, {"description": TEXT}, **posted)
    assert (answer.status_code, f"readonly>{TEXT}</textarea>" in answer.content.decode()) == (401, True)
    bare = Client().post("/admin/letting/unit/1/delete/", {"post": "yes"}, **posted)
    assert bare.headers["Location"] == f"/konto/login/?next={unit}"


@pytest.mark.parametrize("name", ["password", "new_password1", "number", "csrfmiddlewaretoken", "login_code", "key"])
def test_what_is_secret_is_not_shown(flen: World, name: str) -> None:
    secret = "hemligt " * 6
    assert "hemligt" not in sent(Client(), flen, text=TEXT, **{name: secret}).content.decode()


def test_what_was_typed_is_text_and_another_sites_page_is_no_way_back(flen: World) -> None:
    evil = "<script>alert('Hej från Granne')</script>"
    page = sent(Client(), flen, text=evil, referer="https://evil.example/form").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(" in page
    assert "evil.example" not in page
    assert '/konto/login/?next=/"' in page


def test_a_form_from_before_the_log_in_is_not_taken_and_nothing_is_lost(flen: World) -> None:
    anna = Client(enforce_csrf_checks=True)
    anna.force_login(flen.users["Anna"], backend="django.contrib.auth.backends.ModelBackend")
    answer = sent(anna, flen, text=TEXT, csrfmiddlewaretoken="gammal")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Sidan gäller inte längre" in page
    assert f"readonly>{TEXT}</textarea>" in page
    assert f'href="{NEW}?om=1"' in page
    with flen.scope():
        assert not Complaint.objects.exists()
