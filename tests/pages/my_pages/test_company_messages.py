"""What is written about those who stand with an applicant: whole in both languages, and naming nobody."""

import re
from datetime import date

import pytest

from letting.models import Security
from letting.services.securities import decide_security, offer_security
from queues.services.companions import approve_parent, end_companionship
from tenants.actors import person_actor
from tenants.landlords import rules_today
from tenants.models import Message
from tenants.outbox import Rendered, render
from tests.cast import STAFF, World, at, make_world
from tests.pages.my_pages.test_my_messages import ELSEWHERE
from tests.queues.company import answer, ask


@pytest.fixture(scope="module")
def written(lasting_db: None) -> World:
    """A landlord where everything that is written about has happened."""
    world = make_world("flen")
    for serial, name in enumerate(("Anna", "Bo", "Cecilia", "David")):
        world.person(name, serial=988 + serial)
    first = ask(world, "Anna", now="05-04 10:00")
    world.tick(at("05-19 08:00"))  # nobody answered
    second = ask(world, "Anna", now="05-19 10:00")
    answer(world, "Bo", now="05-19 11:00")
    parent = ask(world, "David", "parent", email="cecilia@example.se", relation="parent", now="05-19 10:00")
    answer(world, "Cecilia", now="05-19 12:00")
    ask(world, "Anna", "guarantor", email="cecilia@example.se", relation="", now="05-19 10:00")
    answer(world, "Cecilia", now="05-19 12:30")
    with world.scope():
        assert approve_parent(parent.pk, approved=True, reason="Sett", by=STAFF, now=at("05-20 09:00")) is None
        bo = world.people["Bo"].pk
        assert end_companionship(second.pk, bo, by=person_actor(bo), now=at("05-20 10:00")) is None
        security = Security.objects.get()
        assert decide_security(security.pk, accepted=True, reason="Sett", by=STAFF, now=at("05-20 11:00")) is None
    assert first.pk != second.pk
    return world


def rendered(world: World, message: Message, *, language: str = "sv", in_mail: bool = True) -> Rendered:
    rules = rules_today(date(2026, 6, 15))
    extra = {
        "landlord": world.landlord, "facts": rules.landlord, "rules": rules, "person": message.person,
        "in_mail": in_mail, "base_url": "http://flen.localhost:8000" if in_mail else "",
    }  # fmt: skip
    return render(message, language=language, extra=extra)


def messages(world: World) -> dict[str, Message]:
    rows = Message.objects.filter(kind__in=ELSEWHERE).select_related("person").order_by("pk")
    return {message.kind: message for message in rows}


def test_every_kind_was_written_and_its_subject_says_what_it_is_about(written: World) -> None:
    with written.scope():
        assert {kind: rendered(written, message).subject for kind, message in messages(written).items()} == {
            "companion_invited": "Svara senast tisdag 2 juni: vill du vara borgensman?",
            "companion_answered": "Ja till att vara borgensman",
            "companion_lapsed": "Ingen svarade i tid på inbjudan att vara medsökande",
            "companion_ended": "Någon är inte längre medsökande åt dig",
            "parent_decided": "Ja: en förälder kan skriva under",
            "security_decided": "Din borgen är godtagen",
        }


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_message_says_where_to_go_and_names_nobody_in_full(written: World, language: str) -> None:
    names = [person.full_name for person in written.people.values()]
    with written.scope():
        for message in Message.objects.filter(kind__in=ELSEWHERE).select_related("person"):
            mail, page = (rendered(written, message, language=language, in_mail=mailed) for mailed in (True, False))
            assert "http://flen.localhost:8000/mina-sidor/" in mail.text, message.kind
            assert "http://flen.localhost:8000/mina-sidor/" in mail.html, message.kind
            assert 'href="/mina-sidor/' in page.html, message.kind
            assert "style=" not in page.html
            for text in (mail.subject, mail.text, mail.html, page.html):
                assert not re.search(r"\{[{%]|%\(|None|\b\d{8}-?\d{4}\b", text), (message.kind, text)
                assert not any(name in text for name in names), (message.kind, text)


def test_an_applicant_is_told_apart_from_the_one_who_stands_with_her(written: World) -> None:
    with written.scope():
        told = Message.objects.filter(kind="parent_decided").order_by("pk").select_related("person")
        assert [rendered(written, row).text.split(".")[0] for row in told] == [
            "Hej David,\n\nVi har godkänt att din förälder skriver under hyresavtalet när det blir dags",
            "Hej Cecilia,\n\nVi har godkänt att du som förälder skriver under hyresavtalet när det blir dags",
        ]


def test_a_no_is_said_as_plainly(db: None) -> None:
    world = make_world("wennergrens")
    world.person("Anna")
    world.person("Bo", serial=989)
    ask(world, "Anna")
    answer(world, "Bo", yes=False)
    anna = world.people["Anna"].pk
    with world.scope():
        security = offer_security(anna, "bank_guarantee", by=person_actor(anna), now=at("05-12 10:00"))
        decide_security(getattr(security, "pk", 0), accepted=False, reason="Nej", by=STAFF, now=at("05-12 11:00"))
        subjects = {kind: rendered(world, message).subject for kind, message in messages(world).items()}
    assert (subjects["companion_answered"], subjects["security_decided"]) == (
        "Nej till att vara medsökande", "Din bankgaranti är inte godtagen"
    )  # fmt: skip
