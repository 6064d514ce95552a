"""Who comes in where at the night service's host, by the table; and what strangers are told."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import NoReverseMatch, reverse

from disturbance.models import NightWorker
from tests.architecture.night_permissions import NIGHT_ROLES
from tests.night import HOST, Night
from tests.pages.office import words

URLCONF = "config.night_urls"


def path_of(name: str) -> str:
    """Return an address; with a number in it, one that nothing has: the door stands before the room."""
    for numbers in ([], [999], [999, 999]):
        with suppress(NoReverseMatch):
            return reverse(name, urlconf=URLCONF, args=numbers)
    raise AssertionError(name)


@pytest.mark.parametrize("name", sorted(NIGHT_ROLES))
@pytest.mark.parametrize("who", ["Olga", "Petra", "Magda"])
def test_each_role_opens_what_its_row_of_the_table_says(night: Night, name: str, who: str) -> None:
    may = night.workers[who].role in {*NIGHT_ROLES[name], "manager"}
    assert (night.inside(who).get(path_of(name)).status_code != 403) is may


@pytest.mark.parametrize("name", sorted(NIGHT_ROLES))
def test_strangers_are_led_to_log_in(night: Night, name: str) -> None:
    answer = Client(headers={"host": HOST}).get(path_of(name))
    assert (answer.status_code, answer["Location"].startswith("/konto/login/")) == (302, True)


def test_an_operator_who_was_logged_out_sees_what_she_wrote_and_comes_back_to_the_page(night: Night) -> None:
    told = "Hög musik ovanför mig sedan klockan nio."
    posted: dict[str, Any] = {"HTTP_HOST": HOST, "HTTP_REFERER": f"http://{HOST}/arende/7/"}
    answer = Client().post("/arende/7/anteckna/", {"text": told}, **posted)
    page = answer.content.decode()
    assert (answer.status_code, f"readonly>{told}</textarea>" in page) == (401, True)
    assert "/konto/login/?next=/arende/7/" in page
    closing = Client().post("/arende/7/avsluta/", {"ending": "quiet"}, **posted)
    assert closing.headers["Location"] == "/konto/login/?next=/arende/7/"


def test_what_is_not_there_is_told_in_the_nights_own_words(night: Night) -> None:
    missing, forbidden = night.inside("Olga").get("/arende/999/"), night.inside("Olga").get("/register/")
    assert [answer.status_code for answer in (missing, forbidden)] == [404, 403]
    assert "Ärendet kan vara borttaget" in words(missing)
    assert "annan roll" in words(forbidden)
    assert "Mina sidor" not in words(missing) + words(forbidden)


def test_a_renter_or_a_landlords_staff_is_no_staff_of_the_night(night: Night) -> None:
    world = night.worlds["kopparstaden"]
    for user in (world.staff("Eva"), world.person("Anna").user):
        client = Client(headers={"host": HOST})
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]  # she has one
        assert client.get("/").status_code == 403


def test_who_has_left_comes_in_no_more(night: Night) -> None:
    with night.duty():
        NightWorker.objects.filter(name="Olga").update(left_on=date(2026, 5, 1))
    assert night.inside("Olga").get("/").status_code == 403


def test_without_a_second_step_one_is_led_to_set_one_up(night: Night) -> None:
    Authenticator.objects.all().delete()
    answer = night.inside("Olga").get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/2fa/")


def test_one_logs_in_on_the_nights_own_host_and_comes_to_its_first_page(night: Night) -> None:
    Authenticator.objects.all().delete()
    client = Client(headers={"host": HOST})
    assert client.get("/konto/login/").status_code == 200
    answer = client.post("/konto/login/", {"login": "olga@jour.example.se", "password": "en lång fras 2026"})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_landlords_host_has_none_of_it(night: Night) -> None:
    client = Client(headers={"host": night.worlds["kopparstaden"].host})
    client.force_login(night.users["Olga"], backend="django.contrib.auth.backends.ModelBackend")
    assert "Pågående ärenden" not in client.get("/").content.decode()
