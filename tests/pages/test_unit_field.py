"""A new listing names its unit by number or address; what is wrong is told, and stays in the field."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from letting.models import Listing
from tests.cast import World
from tests.pages.office import inside

ADD = "/admin/letting/listing/add/"
DRAFT = {"scheme": "ordinary", "shown_by": "tenant", "slots-TOTAL_FORMS": "0", "slots-INITIAL_FORMS": "0"}


@pytest.fixture
def officer(town: World) -> Client:
    """Eva at her desk; there are three units, two of them in one house."""
    for number, street in (("A1", "Storgatan 1"), ("A2", "Storgatan 1"), ("B7", "Åsgatan 7")):
        town.unit(number, street=street)
    return inside(town)


@pytest.mark.parametrize("typed", ["b7", "Åsgatan 7", "åsgatan 7", "Åsgatan 7 (B7)", " (B7) "])
def test_a_unit_is_named_by_its_number_or_its_address_or_as_it_was_suggested(
    officer: Client, town: World, typed: str
) -> None:
    assert officer.post(ADD, {"unit": typed, **DRAFT}).status_code == 303
    with town.scope():
        assert Listing.objects.get().unit.number == "B7"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("C9", "Inget objekt har det numret eller den adressen."),
        ("Storgatan 1", "Flera objekt har den adressen. Skriv objektsnumret."),
        ("1' OR 1=1 --", "Inget objekt har det numret eller den adressen."),
        ("A1\x00", "ett tecken som inte går att spara"),
        ("", "Fyll i det här fältet"),
    ],
)
def test_a_unit_that_is_not_known_for_sure_is_told_and_stays_in_the_field(
    officer: Client, town: World, typed: str, told: str
) -> None:
    answer = officer.post(ADD, {"unit": typed, **DRAFT})
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert answer.context["adminform"].form["unit"].value() == typed
    with town.scope():
        assert not Listing.objects.exists()


def test_the_unit_that_was_clicked_is_in_the_field_as_it_is_suggested(officer: Client, town: World) -> None:
    with town.scope():
        unit = town.unit("C9", street="Ringvägen 3")
    page = officer.get(f"{reverse('admin:letting_listing_add')}?unit={unit.pk}").content.decode()
    assert 'value="Ringvägen 3 (C9)"' in page
    assert 'data-suggest="/admin/autocomplete/?app_label=letting&amp;model_name=listing&amp;field_name=unit"' in page
