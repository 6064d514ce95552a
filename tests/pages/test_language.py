"""Swedish or English: chosen once, kept for the browser and for the person, and said of every page."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation

from tenants import mailing, pdf
from tenants.models import Event, Message, Person
from tenants.outbox import Letter, post, render
from tests.cast import Clock, World, at, make_world


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    return make_world()


def visitor(world: World, language: str = "sv") -> Client:
    return Client(HTTP_HOST=world.host, HTTP_ACCEPT_LANGUAGE=language)


def known(world: World, name: str, language: str = "sv") -> Client:
    """Return the browser of someone logged in."""
    world.person(name)
    client = visitor(world, language)
    client.force_login(world.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def language_of(world: World, name: str) -> str:
    with world.scope():
        return Person.objects.get(pk=world.people[name].pk).language


def test_a_language_does_not_outlive_the_request_that_asked_for_it(world: World) -> None:
    page = visitor(world, "en").get("/")
    assert (page["Content-Language"], translation.get_language()) == ("en", "sv")
    with translation.override("en"):
        visitor(world, "sv").get("/")
        assert translation.get_language() == "en"


def test_what_is_refused_before_a_language_is_chosen_is_in_swedish(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str | None] = []

    def refused(_self: object, _request: object) -> None:
        said.append(translation.get_language())

    monkeypatch.setattr("django.middleware.security.SecurityMiddleware.process_request", refused)
    visitor(world, "en").get("/")
    visitor(world, "sv").get("/")
    assert said == ["sv", "sv"]


@pytest.mark.parametrize(
    ("asked", "said", "words"),
    [
        ("sv", "sv", "Hitta ditt hem i Falun"),
        ("en-GB", "en", "Find your home in Falun"),
        ("de", "sv", "Hitta ditt hem i Falun"),
    ],
)
def test_a_page_is_in_the_browsers_language_and_says_which(world: World, asked: str, said: str, words: str) -> None:
    page = visitor(world, asked).get("/")
    assert page["Content-Language"] == said
    assert f'<html lang="{said}">' in page.content.decode()
    assert words in page.content.decode()


def test_the_choice_is_kept_by_the_browser_and_for_the_persons_messages(world: World) -> None:
    client = known(world, "Anna")
    chosen = client.post("/sprak/", {"language": "en", "next": "/mina-sidor/"})
    assert (chosen.status_code, chosen["Location"], chosen.cookies["django_language"].value) == (
        303, "/mina-sidor/", "en",
    )  # fmt: skip
    assert language_of(world, "Anna") == "en"
    assert "Hello Anna" in client.get("/mina-sidor/").content.decode()
    client.post("/sprak/", {"language": "en"})
    with world.scope():
        saved = Event.objects.filter(kind="person.contact_saved", person=world.people["Anna"].pk)
        assert saved.count() == 1  # choosing the same language again is nothing to note


def test_an_unknown_language_changes_nothing_and_leads_nowhere_else(world: World) -> None:
    client = known(world, "Anna")
    answer = client.post("/sprak/", {"language": "xx", "next": "https://example.org/"})
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert "django_language" not in answer.cookies
    assert language_of(world, "Anna") == "sv"


def login(client: Client, email: str) -> Any:
    return client.post("/konto/login/", {"login": email, "password": "en lång fras 2026"})


def test_logging_in_on_a_new_device_brings_the_persons_language(world: World) -> None:
    world.person("Anna")
    with world.scope():
        Person.objects.filter(pk=world.people["Anna"].pk).update(language="en")
    answer = login(visitor(world), "anna@example.se")
    assert (answer["Location"], answer.cookies["django_language"].value) == ("/mina-sidor/", "en")


def test_logging_in_leaves_a_language_that_this_browser_has_chosen(world: World) -> None:
    world.person("Anna")
    client = visitor(world)
    client.post("/sprak/", {"language": "en"})
    answer = login(client, "anna@example.se")
    assert "django_language" not in answer.cookies
    assert "Hello Anna" in client.get("/mina-sidor/").content.decode()


def test_a_code_asked_for_in_english_is_mailed_in_english(world: World) -> None:
    visitor(world, "en").post("/konto/signup/", {"email": "new@example.com", "password1": "en lång fras 2026"})
    with world.scope():
        letter = Message.objects.get(to="new@example.com")
        frame = mailing.frame_of(world.landlord, at("05-12 12:00"))
        mailing._send(letter, mail.get_connection(), frame, at("05-12 12:00"))
    [sent] = mail.outbox
    assert sent.subject == "Your code: confirm the e-mail address"
    assert "The code is valid for ten minutes" in sent.body
    assert "This e-mail was sent automatically" in sent.alternatives[0][0]


def test_a_message_is_read_in_the_language_of_the_page_whatever_it_was_mailed_in(world: World) -> None:
    client = known(world, "Anna", "en")
    with world.scope():
        context = {"street": "Åsgatan 14", "starts_on": "2026-06-01", "lease": 1}
        post([Letter("lease_signed", "lease:1", world.people["Anna"].pk, context=context)], now=at("05-12 09:00"))
        Message.objects.update(subject="Ditt avtal")
        letter = Message.objects.get()
    page = client.get(f"/mina-sidor/meddelanden/{letter.pk}/").content.decode()
    assert "Your lease for Åsgatan 14 is signed" in page
    assert "Ditt avtal" not in page
    assert render(letter, language="sv", extra={}).subject == "Ditt avtal för Åsgatan 14 är undertecknat"


def test_a_lease_is_written_in_swedish_whoever_has_it_made(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr(pdf, "render_to_string", lambda name, *_: seen.append((name, translation.get_language())) or "")
    with translation.override("en"):
        pdf.render_pdf("lease", {})
    assert seen[0] == ("pdf/lease.html", "sv")
