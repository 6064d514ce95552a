"""Letters for those without e-mail: one pile, one PDF, posted, with the proof of when."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.urls import reverse

from queues.services.registrations import register
from tenants.mailing import send_due
from tenants.models import Delivery, Message, Person, Role
from tests.cast import STAFF, Clock, World, at, make_world
from tests.pages.office import inside, protect, queries, text, told, words
from tests.papers import is_tagged

PILE = "/admin/tenants/message/brev/"
CONSENTS = {"personal_data": "Ja.", "credit_check": "Ja."}


@pytest.fixture(scope="module")
def kept_town(lasting_db: None) -> World:
    """Anna and Bo have no e-mail, Cecilia has; each has been told that she stands in line. Bo has no address."""
    world = make_world()
    for serial, name in enumerate(("Anna", "Bo", "Cecilia")):
        person = world.person(name, since=None, login=name == "Cecilia", serial=988 + serial)
        with world.scope():
            if name != "Cecilia":
                home = {"street": "Storgatan 1", "postal_code": "791 30", "city": "Falun"} if name == "Anna" else {}
                Person.objects.filter(pk=person.pk).update(email="", **home)
            register(person.pk, "housing", consents=CONSENTS, by=STAFF, now=at("05-12 09:00"))
    send_due(at("05-12 09:01"))
    return world


@pytest.fixture
def town(kept_town: World, db: None, clock: Clock) -> World:
    return deepcopy(kept_town)


def pks(world: World, name: str) -> list[int]:
    with world.scope():
        return list(Message.objects.filter(person=world.people[name]).values_list("pk", flat=True))


def printed(world: World, client: Any, now: str = "05-12 10:01") -> str:
    answer = client.post(PILE, {"letter": pks(world, "Anna")})
    assert answer.status_code == 303, words(answer)
    world.tick(at(now))
    return str(answer["Location"])


def test_the_pile_holds_what_nobody_was_mailed(town: World) -> None:
    eva = inside(town)
    page = text(eva, PILE)
    assert ("Anna Test" in page, "Bo Test" in page, "Cecilia" in page) == (True, True, False)
    assert "Storgatan 1, 791 30 Falun" in page
    assert "Adress saknas: fyll i den" in page
    assert "Brev till dem som saknar e-post" in text(eva, "/admin/")


def test_letters_are_printed_posted_and_proven(town: World, clock: Clock) -> None:
    eva = inside(town)
    page = printed(town, eva)
    data = bytes(eva.get(page.replace("change/", "fil/")).content)
    assert is_tagged(data)
    assert "Anna Test" not in text(eva, PILE)
    clock.now = at("05-12 15:00")
    assert eva.post(page.replace("change/", "postade/")).status_code == 303
    with town.scope():
        row = Message.objects.get(pk=pks(town, "Anna")[0])
    assert (row.delivery, row.sent_at, "Bostadskön" in row.body) == (Delivery.POSTED, at("05-12 15:00"), True)
    assert [kind for kind, _data in told(town, "message.posted")] == ["message.posted"]
    shown = text(eva, reverse("admin:tenants_message_change", args=[row.pk]))
    assert ("skickat med post" in shown, "tisdag 12 maj kl. 15.00" in shown) == (True, True)


def test_letters_are_posted_once(town: World) -> None:
    eva = inside(town)
    posted = printed(town, eva).replace("change/", "postade/")
    eva.post(posted)
    assert "Det går inte längre" in words(eva.post(posted, follow=True))
    assert len(told(town, "message.posted")) == 1


def test_letters_that_were_never_posted_come_back(town: World) -> None:
    eva = inside(town)
    page = printed(town, eva)
    eva.post(page.replace("change/", "lagg-tillbaka/"))
    assert "Anna Test" in text(eva, PILE)
    printed(town, eva, "05-12 10:02")
    town.tick(at("05-20 10:02"))
    assert "Anna Test" in text(eva, PILE)


def test_one_without_an_address_is_told_of(town: World) -> None:
    eva = inside(town)
    answer = eva.post(PILE, {"letter": pks(town, "Bo")})
    assert (answer.status_code, "Postadressen saknas." in words(answer)) == (422, True)
    assert "Välj minst ett brev." in words(eva.post(PILE, {}))
    assert "Välj minst ett brev." in words(eva.post(PILE, {"letter": ["x", "9" * 30, "-1"]}))


def test_any_message_can_be_had_as_a_letter(town: World) -> None:
    eva = inside(town)
    with town.scope():
        cecilia = Person.objects.filter(given_name="Cecilia")
        cecilia.update(street="Åsgatan 2", postal_code="791 31", city="Falun")
    pk = pks(town, "Cecilia")[0]
    assert "Skriv ut som brev" in text(eva, reverse("admin:tenants_message_change", args=[pk]))
    page = eva.post(reverse("admin:tenants_message_letter", args=[pk]))["Location"]
    town.tick(at("05-12 10:01"))
    eva.post(page.replace("change/", "postade/"))
    with town.scope():
        assert Message.objects.get(pk=pk).delivery == Delivery.SENT  # it was mailed too


def test_letters_to_the_protected_are_printed_by_those_who_handle_them(town: World) -> None:
    protect(town, "Anna")
    eva, maria = inside(town), inside(town, "Maria", Role.MANAGER)
    assert ("Anna" in text(eva, PILE), "Anna" in text(maria, PILE)) == (False, True)
    assert eva.post(PILE, {"letter": pks(town, "Anna")}).status_code == 422
    assert printed(town, maria)


def test_a_reader_prints_nothing(town: World) -> None:
    rut = inside(town, "Rut", Role.READER)
    assert (rut.get(PILE).status_code, rut.post(PILE, {}).status_code) == (403, 403)


def test_the_pile_asks_the_same_for_one_and_for_three(town: World) -> None:
    eva = inside(town)
    before = len(queries(eva, PILE))
    for serial, name in enumerate(("Doris", "Elsa")):
        person = town.person(name, since=None, login=False, serial=991 + serial)
        with town.scope():
            Person.objects.filter(pk=person.pk).update(email="")
            register(person.pk, "housing", consents=CONSENTS, by=STAFF, now=at("05-12 09:00"))
    send_due(at("05-12 09:02"))
    assert (len(queries(eva, PILE)), before <= 12) == (before, True)
