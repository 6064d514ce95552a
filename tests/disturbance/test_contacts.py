"""A landlord's heads name whom the morning's mail goes to (NIGHT-7)."""

from __future__ import annotations

import pytest
from django.test import Client

from disturbance.models import Contact
from tenants.models import Event, Membership, Message, Role
from tests.cast import World, at
from tests.night import Night, contact, one_night
from tests.pages.office import inside, queries, text, words

SEVEN = at("05-23 07:00")
PAGE = "/admin/disturbance/case/kontakter/"


@pytest.fixture
def night(night: Night, monkeypatch: pytest.MonkeyPatch) -> Night:
    monkeypatch.setattr("tenants.clock.now", lambda: SEVEN)
    return night


@pytest.fixture
def maria(town: World) -> Client:
    return inside(town, "Maria", Role.MANAGER)


def member(world: World, name: str) -> int:
    with world.scope():
        return Membership.objects.get(name=name).pk


def told(world: World) -> list[str]:
    with world.scope():
        return list(Message.objects.filter(kind="night_reports").values_list("to", flat=True))


def test_night_7_who_is_named_is_written_to_and_who_is_ended_is_not(night: Night, town: World, maria: Client) -> None:
    rolf = town.staff("Rolf", Role.READER)
    assert "Ingen får mejlet." in text(maria, PAGE)
    answer = maria.post(PAGE, {"member": member(town, "Rolf")}, follow=True)
    assert ("Medarbetaren får mejlet" in words(answer), rolf.email in words(answer)) == (True, True)
    one_night(night, town)
    town.tick(SEVEN)
    assert told(town) == [rolf.email]
    assert inside(town, "Rolf").get("/admin/disturbance/case/").status_code == 200
    with town.scope():
        number = Contact.objects.get().pk
    assert "får inte mejlet längre" in words(maria.post(PAGE, {"end": number}, follow=True))
    assert inside(town, "Rolf").get("/admin/disturbance/case/").status_code == 403
    assert "Inget har ändrats." in words(maria.post(PAGE, {"end": number}, follow=True))
    assert "Medarbetaren får mejlet" in words(maria.post(PAGE, {"member": member(town, "Rolf")}, follow=True))
    assert "Inget har ändrats." in words(maria.post(PAGE, {"member": member(town, "Rolf")}, follow=True))
    with town.scope():
        rows = Event.objects.filter(kind__startswith="contact.").order_by("pk").values_list("kind", "data")
        data = {"member": member(town, "Rolf")}
        assert list(rows) == [(f"contact.{kind}", data) for kind in ("named", "ended", "named")]


def test_only_the_heads_name_contacts(night: Night, town: World) -> None:
    contact(town, "Rolf")
    for name in ("Eva", "Rolf"):
        client = inside(town, name)
        assert [client.get(PAGE).status_code, client.post(PAGE, {"member": 1}).status_code] == [403, 403]


def test_night_10_another_landlords_staff_and_contacts_are_not_there(night: Night, town: World, maria: Client) -> None:
    other = night.worlds["tunabyggen"]
    row = contact(other, "Stig")
    answers = [maria.post(PAGE, sent) for sent in ({"member": row.membership_id}, {"end": row.pk}, {"member": "x"})]
    assert [one.status_code for one in answers] == [404, 404, 404]
    assert "Välj en medarbetare." in words(maria.post(PAGE, {}, follow=True))
    assert "Stig" not in text(maria, PAGE)
    with other.scope():
        assert Contact.objects.get().until is None


def test_the_page_asks_little_however_many_there_are(night: Night, town: World, maria: Client) -> None:
    contact(town, "Rolf")
    few = len(queries(maria, PAGE))
    for name in ("Rut", "Siv"):
        contact(town, name)
    assert (len(queries(maria, PAGE)), few <= 12) == (few, True), few
