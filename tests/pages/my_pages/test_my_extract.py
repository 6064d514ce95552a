"""All that is kept of one, for herself: as a file at once, and as a PDF that a worker makes, gone after a week."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from tenants.actors import person_actor
from tenants.models import Event, Extract, Message, Person
from tenants.persons import Contact, save_contact
from tenants.scoping import LandlordOwned
from tenants.telling import all_of, declared_rows, on_paper
from tests.cast import Clock, World, at
from tests.pages.my_pages.scenes import Visit, awarded, offered

HERE = "/mina-sidor/uppgifter/utdrag/"


def owned() -> list[type[Model]]:
    """Return every landlord-owned model that leads to a person by a key of its own."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, LandlordOwned)
        and any(field.related_model is Person for field in model._meta.concrete_fields)
    ]


def test_every_kind_of_row_that_leads_to_a_person_is_told_or_says_why_not() -> None:
    rows, silent = declared_rows()
    told = {(kind.model, kind.of) for kind in rows}
    keys = {
        (model, field.name)
        for model in owned()
        for field in model._meta.concrete_fields
        if field.related_model is Person and model not in silent
    }
    assert keys - told == set()
    assert all(because.endswith(".") for because in silent.values())


def test_the_file_holds_her_rows_in_plain_values_and_nobody_elses(world: World, clock: Clock, visit: Visit) -> None:
    offered(world)
    anna = visit("Anna")
    clock.now = at("05-18 10:00")
    answer = anna.post(f"{HERE}data/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="utdrag.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    data = json.loads(answer.content)
    assert data["personal_number"] == "19900101-****"
    assert [(row["given_name"], row["email"]) for row in data["person"]] == [("Anna", "anna@example.se")]
    (interest,) = data["letting.interest"]
    assert (interest["state"], interest["rank"], interest["listing"]) == ("ongoing", 1, "Åsgatan 14, A1")
    assert [row["state"] for row in data["letting.offer"]] == ["pending"]
    assert {row["actor"] for row in data["tenants.event"]} <= {"portalen", "du själv", "personalen"}
    assert "Intresse anmäldes." in {row["says"] for row in data["tenants.event"]}
    text = answer.content.decode()
    assert "Bo" not in text.replace("Bostad", "")
    assert "number_sealed" not in text
    with world.scope():
        assert Event.objects.latest("pk").kind == "extract.saved"


def test_a_get_saves_nothing_and_says_so(visit: Visit) -> None:
    assert visit("Anna").get(f"{HERE}data/").status_code == 405


def test_the_pdf_is_made_by_the_worker_and_goes_after_a_week(world: World, clock: Clock, visit: Visit) -> None:
    anna = visit("Anna")
    awarded(world, clock)
    assert "Beställ utdraget" in anna.text(HERE)
    assert anna.post(f"{HERE}bestall/").headers["Location"] == HERE
    assert anna.post(f"{HERE}bestall/").status_code == 303
    with world.scope():
        (extract,) = Extract.objects.all()
    assert anna.get(f"{HERE}{extract.pk}/utdrag.pdf").status_code == 404
    assert "Det skrivs nu" in anna.text(HERE)

    world.tick(at("05-27 09:01"))
    page = anna.text(HERE)
    assert "Utdraget skrevs onsdag 27 maj kl. 09.01. Det finns kvar här till och med onsdag 3 juni." in page
    answer = anna.get(f"{HERE}{extract.pk}/utdrag.pdf")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Type"] == "application/pdf"
    with world.scope():
        assert Message.objects.filter(kind="extract_ready", person=world.people["Anna"]).count() == 1

    world.tick(at("06-03 09:02"))
    clock.now = at("06-03 09:03")
    assert anna.get(f"{HERE}{extract.pk}/utdrag.pdf").status_code == 404
    with world.scope():
        extract = Extract.objects.get()
    assert (extract.pdf, extract.gone_at, extract.look_again_at) == (None, at("06-03 09:02"), None)
    assert "Beställ utdraget" in anna.text(HERE)


def test_another_persons_copy_is_not_found(world: World, visit: Visit) -> None:
    anna, bo = visit("Anna"), visit("Bo", serial=989)
    anna.post(f"{HERE}bestall/")
    world.tick(at("05-11 09:01"))
    with world.scope():
        pk = Extract.objects.get().pk
    assert bo.get(f"{HERE}{pk}/utdrag.pdf").status_code == 404
    assert "Beställ utdraget" in bo.text(HERE)


def test_on_paper_the_many_are_cut_and_said_to_be_and_what_says_nothing_is_left_out(
    world: World, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit("Anna")
    with world.scope():
        anna = world.people["Anna"]
        rows, _silent = declared_rows()
        for kind in rows:
            if kind.model is Event:
                monkeypatch.setitem(kind.__dict__, "latest", 1)
        pk = anna.pk
        for hour in range(3):
            contact = Contact("anna@example.se", phone=f"070-{hour}")
            save_contact(pk, contact, by=person_actor(pk), now=at("05-11 09:00") + timedelta(hours=hour))
        sections: dict[str, Any] = {part.key: part for part in on_paper(all_of(anna))}
        events = Event.objects.filter(person=pk).count()
    assert (len(sections["tenants.event"].rows), sections["tenants.event"].left_out) == (1, events - 1)
    assert [told.words for told in sections["person"].rows[0] if told.name == "street"] == []


def test_the_page_asks_no_more_with_a_copy_than_without(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    before = len(anna.queries(HERE))
    anna.post(f"{HERE}bestall/")
    world.tick(at("05-11 09:01"))
    assert before == len(anna.queries(HERE)) - 0 <= 12
