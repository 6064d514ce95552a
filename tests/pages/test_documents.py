"""Who reads what a person has shown: she herself, and the staff whose work it is; each reading is logged."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tenants.actors import person_actor
from tenants.documents import store_document
from tenants.models import Document, Event, Person, Role
from tests.cast import Clock, World, at, make_world, other_landlord
from tests.papers import PDF, pdf


@pytest.fixture
def town(db: None, clock: Clock, tmp_path: Path, settings: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    return make_world()


@pytest.fixture
def shown(town: World) -> Document:
    """Anna has shown a certificate with Swedish letters in its name."""
    return show(town, "Anna", "löneintyg.pdf")


def show(world: World, name: str, file: str = "intyg.pdf") -> Document:
    person = world.person(name)
    with world.scope():
        kept = store_document(
            person.pk, f"tenants.person:{person.pk}", pdf(file), by=person_actor(person.pk), now=at("05-11 10:00")
        )
    assert isinstance(kept, Document)
    return kept


def client_of(world: World, name: str) -> Client:
    client = Client(HTTP_HOST=world.host)
    client.force_login(world.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def inside(world: World, role: str, name: str = "Eva") -> Client:
    world.staff(name, role)
    return client_of(world, name)


def test_a_person_saves_her_own_document_and_no_browser_runs_or_keeps_it(town: World, shown: Document) -> None:
    answer = client_of(town, "Anna").get(f"/mina-sidor/handlingar/{shown.pk}/")
    assert (answer.status_code, answer.content) == (200, PDF.replace(b"WORDS", b"intyg"))
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


HEADERS = {
    "Content-Type": "application/pdf",
    "Content-Disposition": "attachment; filename*=utf-8''l%C3%B6neintyg.pdf",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


def test_another_persons_document_does_not_exist(town: World, shown: Document) -> None:
    town.person("Bo", serial=989)
    bo = client_of(town, "Bo")
    for path in (f"/mina-sidor/handlingar/{shown.pk}/", f"/mina-sidor/handlingar/{shown.pk}/ta-bort/"):
        assert (bo.get(path).status_code, Client(HTTP_HOST=town.host).get(path).status_code) == (404, 302)
    assert bo.post(f"/mina-sidor/handlingar/{shown.pk}/ta-bort/").status_code == 404
    with town.scope():
        assert Document.objects.get().removed_at is None


def test_another_landlords_document_does_not_exist(town: World) -> None:
    neighbour = other_landlord()
    theirs = show(neighbour, "Fredrik")
    town.person("Anna")
    anna, eva = client_of(town, "Anna"), inside(town, Role.MANAGER)
    assert anna.get(f"/mina-sidor/handlingar/{theirs.pk}/").status_code == 404
    reads = [reverse(f"admin:tenants_document_{page}", args=[theirs.pk]) for page in ("file", "change", "history")]
    assert [eva.get(path).status_code for path in reads] == [404] * 3
    assert eva.post(reverse("admin:tenants_document_remove", args=[theirs.pk])).status_code == 404
    with neighbour.scope():
        assert not Event.objects.filter(kind="document.read").exists()


def test_a_person_takes_a_document_back_after_being_asked(town: World, shown: Document) -> None:
    anna = client_of(town, "Anna")
    path = f"/mina-sidor/handlingar/{shown.pk}/ta-bort/"
    page = anna.get(path, {"next": "//evil.example/"}).content.decode()
    assert "Ta bort löneintyg.pdf?" in page
    assert not re.search('="//evil', page)
    answer = anna.post(path, {"next": "/mina-sidor/koer/"})
    assert (answer.status_code, answer["Location"]) == (303, "/mina-sidor/koer/")
    assert "löneintyg.pdf är borttagen." in anna.get("/mina-sidor/koer/").content.decode()
    assert anna.get(f"/mina-sidor/handlingar/{shown.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("role", "reads", "removes"),
    [
        (Role.OFFICER, 200, 303),
        (Role.MANAGER, 200, 303),
        (Role.DIRECTOR, 200, 403),
        (Role.READER, 403, 403),
        (Role.CARETAKER, 403, 403),
    ],
)
def test_staff_read_and_remove_documents_by_their_role(
    town: World, shown: Document, role: str, reads: int, removes: int
) -> None:
    eva = inside(town, role)
    pages = [reverse("admin:tenants_document_changelist")]
    pages += [reverse(f"admin:tenants_document_{page}", args=[shown.pk]) for page in ("change", "file")]
    assert [eva.get(path).status_code for path in pages] == [reads] * 3
    assert eva.post(reverse("admin:tenants_document_remove", args=[shown.pk])).status_code == removes


def test_each_reading_by_staff_is_logged_and_her_own_is_not(town: World, shown: Document) -> None:
    client_of(town, "Anna").get(f"/mina-sidor/handlingar/{shown.pk}/")
    eva = inside(town, Role.OFFICER)
    for _ in range(2):
        assert eva.get(reverse("admin:tenants_document_file", args=[shown.pk])).headers["Content-Disposition"]
    with town.scope():
        rows = list(Event.objects.filter(kind="document.read").values_list("subject", "person", "actor"))
        membership = town.users["Eva"].memberships.values_list("pk", flat=True)[0]
    assert rows == [(f"tenants.document:{shown.pk}", town.people["Anna"].pk, f"staff:{membership}")] * 2


def test_a_protected_persons_documents_are_her_handlers_only(town: World, shown: Document) -> None:
    with town.scope():
        Person.objects.update(protected=True)
    path = reverse("admin:tenants_document_file", args=[shown.pk])
    officer, manager = inside(town, Role.OFFICER), inside(town, Role.MANAGER, "Maria")
    assert (officer.get(path).status_code, manager.get(path).status_code) == (404, 200)


def test_a_persons_page_lists_her_documents_for_those_who_may_read_them(town: World, shown: Document) -> None:
    page = reverse("admin:tenants_person_change", args=[town.people["Anna"].pk])
    officer, reader = inside(town, Role.OFFICER), inside(town, Role.READER, "Rut")
    seen = ["löneintyg.pdf" in who.get(page).content.decode() for who in (officer, reader)]
    assert seen == [True, False]
