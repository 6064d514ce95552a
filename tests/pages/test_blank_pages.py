"""Whoever opens an address that only takes forms is told so, in the words of the host; programs get the bare answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.cast import World
from tests.night import EVENING, make_night
from tests.pages.office import inside, words

TOLD = "Adressen tar bara emot det som skickas från ett formulär."
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def opens(client: Client, path: str, **headers: str) -> tuple[int, str, str]:
    """Return status, what is allowed, and what is said."""
    answer: Any = client.get(path, headers=BROWSER | headers)
    return answer.status_code, answer.headers.get("Allow", ""), words(answer)


@pytest.mark.parametrize("path", ["/sprak/", "/mina-sidor/bevakningar/1/pausa/"])
def test_an_applicant_who_opens_it_again_is_told_where_to_look(town: World, path: str) -> None:
    town.person("Anna")
    anna = Client(headers={"host": town.host})
    anna.force_login(town.users["Anna"], backend="django.contrib.auth.backends.ModelBackend")
    status, allowed, said = opens(anna, path)
    assert (status, allowed) == (405, "POST")
    assert TOLD in said
    assert "Se efter på Mina sidor om ditt svar kom fram" in said
    assert "This address only takes what a form sends." in opens(anna, path, cookie="django_language=en")[2]


def test_staff_are_told_in_the_office_too(town: World) -> None:
    eva = inside(town)
    status, allowed, said = opens(eva, "/admin/letting/complaint/1/avsluta/")
    assert (status, allowed, TOLD in said) == (405, "POST", True)


def test_the_night_speaks_of_cases_and_not_of_queues(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenants.clock.now", lambda: EVENING)
    night = make_night("kopparstaden")
    status, allowed, said = opens(night.inside("Magda"), f"/medarbetare/{night.workers['Petra'].pk}/bjud-in/")
    assert (status, allowed, TOLD in said, "Mina sidor" in said) == (405, "POST", True, False)


def test_whoever_posts_to_a_page_that_is_only_read_and_programs_get_the_bare_answer(town: World) -> None:
    visitor = Client(headers={"host": town.host})
    posted = visitor.post("/lediga/", headers=BROWSER)
    assert (posted.status_code, posted.content) == (405, b"")
    answer = visitor.get("/sprak/", headers={"accept": "application/json"})
    assert (answer.status_code, answer.content, answer.headers["Allow"]) == (405, b"", "POST")
    assert visitor.head("/sprak/", headers=BROWSER).content == b""


def test_on_a_host_that_is_no_landlords_it_is_told_as_well(db: None) -> None:
    status, allowed, said = opens(Client(headers={"host": "localhost:8000"}), "/sprak/")
    assert (status, allowed, TOLD in said) == (405, "POST", True)
