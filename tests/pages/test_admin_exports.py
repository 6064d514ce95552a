"""What leaves the portal as a file: with a reason, masked, logged, and never a formula."""

from __future__ import annotations

import csv
import io
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from letting.models import Listing
from letting.services.offers import decline
from tenants import exporting
from tenants.models import Export, Person, Role
from tenants.table_files import Table, safe, written
from tests.cast import Clock, World, at, make_world
from tests.pages.office import bench, inside, protect, queries, text, told, words
from tests.papers import is_tagged

REASON = "Begäran om allmän handling"
ORDER = "/admin/tenants/export/bestall/"


@pytest.fixture(scope="module")
def kept_town(lasting_db: None) -> World:
    """Anna is asked first and says no; Bo and Cecilia want it too."""
    town = make_world()
    for serial, name in enumerate(("Anna", "Bo", "Cecilia")):
        town.person(name, since=f"201{serial}-03-01", serial=988 + serial)
    listing = town.listing()
    for name in ("Anna", "Bo", "Cecilia"):
        town.wants(name, listing)
    town.tick(at("05-18 08:00"))
    town.tick(at("05-22 08:00"))
    assert town.does("Anna", decline, listing, at("05-22 09:00")) is None
    return town


@pytest.fixture
def town(kept_town: World, db: None, clock: Clock) -> World:
    clock.now = at("05-22 12:00")
    return deepcopy(kept_town)


@pytest.fixture
def let(town: World) -> Listing:
    with town.scope():
        return Listing.objects.select_related("unit", "ruleset").get()


def order(client: Client, kind: str, listing: Listing | None = None, form: str = "csv", reason: str = REASON) -> Any:
    about = f"?om={listing.subject}" if listing else ""
    return client.post(f"{ORDER}{kind}/{about}", {"form": form, "reason": reason})


def fetched(client: Client, answer: Any) -> bytes:
    page = answer["Location"]
    assert "Ladda ner filen" in text(client, page)
    file = client.get(page.replace("change/", "fil/"))
    assert (file.status_code, file["X-Content-Type-Options"]) == (200, "nosniff")
    assert "no-store" in file["Cache-Control"]
    return bytes(file.content)


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_the_log_is_taken_out_with_applicants_as_numbers(town: World, let: Listing) -> None:
    protect(town, "Cecilia")
    eva = inside(town)
    assert f"{ORDER}listing_log/?om={let.subject}" in text(eva, bench("workbench", let))
    data = fetched(eva, order(eva, "listing_log", let))
    assert all(word not in data.decode() for word in ("Anna", "Bo Test", "Cecilia", "Eva", "19900101"))
    table = rows(data)
    assert table[0] == ["Tidpunkt", "Händelse", "Gäller", "Av"]
    assert ["2026-05-11 12:00", "Intresse anmäldes.", "Sökande 1", "Sökande 1"] in table
    assert ["2026-05-22 09:00", "Plats 1 tackade nej.", "Sökande 1", "Sökande 1"] in table
    assert {row[2] for row in table[1:]} == {"", "Sökande 1", "Sökande 2"}


def test_an_export_is_logged_with_what_how_many_and_why(town: World, let: Listing) -> None:
    eva = inside(town)
    answer = order(eva, "ranked_list", let)
    table = rows(fetched(eva, answer))
    assert [row[:3] for row in table[1:]] == [
        [str(place), f"{name} Test", points]
        for place, (name, points) in enumerate(
            [("Anna", table[1][2]), ("Bo", table[2][2]), ("Cecilia", table[3][2])], 1
        )
    ]
    assert told(town, "export") == [
        ("export.made", {"kind": "ranked_list", "rows": 3, "form": "csv"}),
        ("export.fetched", {}),
    ]
    page = text(eva, answer["Location"])
    for said in (REASON, "Ett uttag gjordes (turordningslista). Antal rader: 3.", "Uttaget laddades ner.", "Eva"):
        assert said in page


def test_without_a_reason_nothing_leaves(town: World, let: Listing) -> None:
    answer = order(inside(town), "listing_log", let, reason=" ")
    assert (answer.status_code, "Skriv ett skäl." in words(answer)) == (422, True)
    with town.scope():
        assert not Export.objects.exists()


def test_a_workbook_holds_text_and_no_formula(town: World, let: Listing) -> None:
    with town.scope():
        Person.objects.filter(given_name="Anna").update(given_name="=HYPERLINK(1)")
    eva = inside(town)
    book = load_workbook(io.BytesIO(fetched(eva, order(eva, "ranked_list", let, form="xlsx"))))
    cell = book.worksheets[0]["B2"]
    assert (cell.value, cell.data_type) == ("'=HYPERLINK(1) Test", "s")


def test_a_pdf_is_made_by_a_worker(town: World, let: Listing) -> None:
    eva = inside(town)
    page = order(eva, "listing_log", let, form="pdf")["Location"]
    assert "Filen görs i ordning." in text(eva, page)
    town.tick(at("05-22 12:01"))
    data = bytes(eva.get(page.replace("change/", "fil/")).content)
    assert is_tagged(data)


def test_a_large_export_is_a_workers_and_goes_after_a_week(
    town: World, let: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "IN_REQUEST", 1)
    eva = inside(town)
    page = order(eva, "ranked_list", let)["Location"]
    assert "Görs i ordning" in text(eva, page)
    town.tick(at("05-22 12:01"))
    assert "Klar att ladda ner" in text(eva, page)
    town.tick(at("05-30 12:01"))
    assert "Filen är borttagen" in text(eva, page)
    assert eva.get(page.replace("change/", "fil/")).status_code == 404
    with town.scope():
        assert list(Export.objects.values_list("content", "rows", "reason")) == [(None, 3, REASON)]


def test_a_pdf_that_would_be_endless_is_refused_in_words(
    town: World, let: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenants.table_files.MOST_IN_PDF", 2)
    eva = inside(town)
    page = order(eva, "ranked_list", let, form="pdf")["Location"]
    town.tick(at("05-22 12:01"))
    assert "Ryms inte i en PDF" in text(eva, page)


def test_the_list_of_persons_is_the_heads_and_leaves_out_the_protected(town: World, let: Listing) -> None:
    protect(town, "Bo")
    eva, maria = inside(town), inside(town, "Maria", Role.MANAGER)
    assert order(eva, "persons").status_code == 403
    data = fetched(maria, order(maria, "persons"))
    assert [row[1:3] for row in rows(data)[1:]] == [["Anna", "1990-01-01"], ["Cecilia", "1990-01-01"]]
    assert b"9880" not in data


def test_a_file_is_fetched_by_whoever_ordered_it_alone(town: World, let: Listing) -> None:
    eva, maria, ove = inside(town), inside(town, "Maria", Role.MANAGER), inside(town, "Ove")
    page = order(eva, "ranked_list", let)["Location"]
    assert REASON in text(maria, page)
    assert maria.get(page.replace("change/", "fil/")).status_code == 404
    assert ove.get(page).status_code == 404


@pytest.mark.parametrize("subject", ["letting.listing:0", "letting.listing:x", "tenants.person:1", "", "'"])
def test_a_listing_that_is_none_has_no_log(town: World, subject: str) -> None:
    assert inside(town).get(f"{ORDER}listing_log/?om={subject}").status_code == 404


@pytest.mark.parametrize("kind", ["letters", "nothing"])
def test_a_kind_that_is_not_offered_is_a_404(town: World, kind: str) -> None:
    assert inside(town).get(f"{ORDER}{kind}/").status_code == 404


def test_the_list_asks_the_same_for_one_and_for_three(town: World, let: Listing) -> None:
    eva, asked = inside(town), []
    for count in (1, 2):
        for _again in range(count):
            order(eva, "ranked_list", let)
        asked.append(len(queries(eva, "/admin/tenants/export/")))
    assert (asked[0] == asked[1], asked[0] <= 12) == (True, True), asked


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠", " ="])
def test_a_cell_that_begins_like_a_formula_is_marked(begins: str) -> None:
    assert str(safe(f"{begins}1+1")).startswith("'")


def test_numbers_stay_numbers_and_telephone_numbers_text() -> None:
    assert [safe(cell) for cell in (-5, 7.5, None, "+46 70 123", "07-12", "a=b", "x\x00y\x07")] == [
        -5, 7.5, "", "'+46 70 123", "07-12", "a=b", "xy",
    ]  # fmt: skip


def test_a_csv_opens_in_a_swedish_spreadsheet() -> None:
    data, count = written(Table("T", ("Å", "Ö"), [("a;b", 1)]), "csv", now=at("05-22 12:00"))
    assert (data, count) == ('\ufeffÅ;Ö\r\n"a;b";1\r\n'.encode(), 1)
