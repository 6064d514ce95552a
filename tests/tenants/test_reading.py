"""Rows of several kinds read in one statement: the same objects as one by one, and nobody else's."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import BinaryField, Model
from django.test.utils import CaptureQueriesContext

from letting.models import ApplicantFacts, Interest, Lease, Listing, Offer, Unit
from queues.models import Companion, Registration
from queues.services.wishes import save_wishes
from tenants.actors import person_actor
from tenants.admin.log import staff_in
from tenants.models import Event, Message, Person
from tenants.reading import numbers_in, read_together
from tests.cast import World, at, other_landlord


def values(row: Model | None) -> dict[str, Any]:
    """Return what an object holds, bytes left out."""
    fields = [] if row is None else [one for one in row._meta.concrete_fields if not isinstance(one, BinaryField)]
    return {field.attname: row.__dict__[field.attname] for field in fields if row is not None}


@pytest.fixture
def lived(town: World) -> World:
    """Anna has been offered a flat; Bo waits; Anna wishes and has asked Cecilia."""
    listing = town.listing()
    for serial, name in enumerate(("Anna", "Bo")):
        town.person(name, serial=988 + serial)
        town.wants(name, listing)
    town.tick(at("05-19 08:00"))
    town.wants("Bo", town.listing(number="A2"), at("05-19 09:00"))
    anna = town.people["Anna"].pk
    with town.scope():
        Companion.objects.create(
            person_id=anna, role="co_applicant", invited_email="cecilia@example.se", key_hash="x",
            invited_at=at("05-12 10:00"), answer_last_day=at("05-26 00:00").date(),
        )  # fmt: skip
        save_wishes(
            anna, areas=[], features=["lift"], least_rooms=2, most_rent=9000, by=person_actor(anna),
            now=at("05-12 10:00"),
        )  # fmt: skip
        ApplicantFacts.objects.create(person_id=anna, data={"income": [], "ö": None}, stated_at=at("05-12 10:00"))
    return town


def test_all_kinds_are_read_as_they_are_one_by_one_and_in_one_statement(lived: World) -> None:
    with lived.scope():
        kinds = (Person, Registration, Listing, Unit, Offer, Companion, ApplicantFacts, Message, Event, Lease)
        asked = [model.objects.order_by("-pk") for model in kinds]
        with CaptureQueriesContext(connection) as statements:
            together = read_together(*asked)
        assert len(statements.captured_queries) == 1
        for rows, found in zip(asked, together, strict=True):
            assert [values(row) for row in found] == [values(row) for row in rows]
        assert together[3][0].size == Decimal(58)
        assert [len(found) for found in together].count(0) == 1  # there is no lease


def test_what_is_selected_along_comes_along_and_where_there_is_none_there_is_none(lived: World) -> None:
    with lived.scope():
        rows = Interest.objects.select_related("listing__unit", "offer").order_by("pk")
        (found,) = read_together(rows)
        with CaptureQueriesContext(connection) as statements:
            offers = [getattr(row, "offer", None) for row in found]
            units = [str(row.listing.unit) for row in found]
            assert [offer.interest is row for row, offer in zip(found, offers, strict=True) if offer] == [True, True]
        assert statements.captured_queries == []
        assert units == [str(row.listing.unit) for row in rows]
        assert [values(offer) for offer in offers] == [values(getattr(row, "offer", None)) for row in rows]
        (companions,) = read_together(Companion.objects.select_related("other"))
        assert [row.other for row in companions] == [None]


def test_slices_are_heeded_and_what_is_left_out_is_asked_for_when_it_is_read(lived: World) -> None:
    with lived.scope():
        messages, people = read_together(
            Message.objects.order_by("pk").defer("context")[:1], Person.objects.filter(given_name="Anna")
        )
        assert [row.pk for row in messages] == [Message.objects.order_by("pk").first().pk]
        assert messages[0].get_deferred_fields() == {"context"}
        assert people[0].get_deferred_fields() == {"number_sealed", "number_index"}
        assert people[0].number_index == Person.objects.get(given_name="Anna").number_index


def test_a_question_that_has_no_answer_is_answered_with_none(lived: World) -> None:
    with lived.scope():
        assert read_together(Person.objects.none(), Person.objects.filter(given_name="Anna")[:0]) == [[], []]


def test_only_and_everything_along_are_refused(lived: World) -> None:
    with lived.scope():
        for rows in (Person.objects.only("born"), Registration.objects.select_related()):
            with pytest.raises(ValueError, match="name what is selected along"):
                read_together(rows)


def test_another_landlords_rows_are_not_read_even_past_the_manager(lived: World) -> None:
    neighbour = other_landlord()
    neighbour.person("Fredrik")
    with lived.scope():
        rows = Person._base_manager.order_by("pk")  # no manager of ours: row level security alone
        assert "Fredrik" not in [row.given_name for row in read_together(rows)[0]]
    with neighbour.scope():
        assert [row.given_name for row in read_together(rows)[0]] == ["Fredrik"]


def test_ids_are_read_from_words_and_what_is_no_id_is_none(lived: World) -> None:
    lived.staff("Eva")
    with lived.scope():
        anna = lived.people["Anna"].pk
        actors = list(Event.objects.order_by("pk").values_list("actor", flat=True))
        wanted = [int(actor.removeprefix("person:")) if actor.startswith("person:") else None for actor in actors]
        assert [pk for (pk,) in numbers_in(Event.objects.order_by("pk"), "actor", "person:")] == wanted
        assert anna in wanted
        assert None in wanted
        assert list(staff_in(Event.objects.order_by("-pk")[:5], "actor")) == []
