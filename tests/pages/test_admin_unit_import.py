"""Units read in from a file, through the front door: shown before anything is changed, all of it or nothing."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from letting.models import Unit, UnitImport
from tenants.imports import importing
from tenants.models import ImportState, Role
from tests.cast import Clock, World, at, make_world, other_landlord
from tests.pages.office import FRAME, inside, queries, text, told, words

UPLOAD = "/admin/letting/unit/las-in/"
HEADS = "Objektsnummer;Adress;Område;Rum;Yta;Hyra;Hiss"
ROWS = ("A1;Åsgatan 14;Centrum;2;58;7 200 kr;nej", "A2;Åsgatan 16;Centrum;3;71,5;8900;ja")


@pytest.fixture
def town(db: None, clock: Clock) -> World:
    return make_world()


def file(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join(lines).encode(encoding)


def send(client: Client, data: bytes, name: str = "objekt.csv") -> str:
    """Upload a file; return the page that it leads to."""
    answer = client.post(UPLOAD, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 303, words(answer)
    return str(answer["Location"])


def says_yes(client: Client, page: str, **more: str) -> str:
    answer = client.post(f"{page}ja/", more)
    assert (answer.status_code, answer["Location"]) == (303, page)
    return text(client, page)


def units(world: World) -> list[tuple[Any, ...]]:
    with world.scope():
        rows = Unit.objects.order_by("number")
        return list(rows.values_list("number", "street", "area", "rooms", "size", "rent", "lift"))


def test_a_file_is_shown_first_and_read_in_when_staff_say_yes(town: World) -> None:
    town.unit("A1", rent=7000)
    eva = inside(town)
    page = send(eva, file(HEADS, *ROWS))
    seen = text(eva, page)
    for said in ("Ändras: 1", "Nya: 1", "7 000 kr", "7 200 kr", "Väntar på ditt ja"):
        assert said in seen
    assert [row[0] for row in units(town)] == ["A1"]
    assert "Filen är inläst." in says_yes(eva, page)
    assert [(number, float(size), rent, lift) for number, _s, _a, _r, size, rent, lift in units(town)] == [
        ("A1", 58.0, 7200, False),
        ("A2", 71.5, 8900, True),
    ]
    assert told(town, "unit") == [
        ("units.uploaded", {}),
        ("unit.imported", {"fields": "hyra"}),
        ("units.imported", {"added": 1, "changed": 1}),
    ]


def test_the_same_file_twice_changes_nothing_the_second_time(town: World) -> None:
    eva = inside(town)
    says_yes(eva, send(eva, file(HEADS, *ROWS)))
    before = units(town)
    page = send(eva, file(HEADS, *ROWS))
    assert "<b>2</b> <span>oförändrade" in text(eva, page)
    says_yes(eva, page)
    assert (units(town), told(town, "units.imported")[-1][1]) == (before, {"added": 0, "changed": 0})


def test_what_the_file_leaves_out_is_kept(town: World) -> None:
    town.unit("A1", description="Söderläge.", lift=True, area="Norr")
    town.unit("Z9")
    eva = inside(town)
    page = send(eva, file("Objektsnummer;Adress;Rum;Yta;Hyra", "A1;Åsgatan 14;2;58;7300", "B1;Nygatan 1;1;30;5000"))
    assert "(ligger kvar oförändrade): 1" in text(eva, page)
    says_yes(eva, page)
    with town.scope():
        assert list(Unit.objects.order_by("number").values_list("number", "rent", "description", "lift", "area")) == [
            ("A1", 7300, "Söderläge.", True, "Norr"),
            ("B1", 5000, "", False, ""),
            ("Z9", 7200, "", False, "Centrum"),
        ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_however_it_is_written(town: World, encoding: str, delimiter: str) -> None:
    lines = [HEADS, "A1;Åsgatan 14;Söder;2;58.5;7200;ja"]
    data = "\r\n".join(line.replace(";", delimiter) for line in lines).encode(encoding)
    eva = inside(town)
    says_yes(eva, send(eva, data))
    assert units(town) == [("A1", "Åsgatan 14", "Söder", 2, units(town)[0][4], 7200, True)]


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book, kept = Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(kept)
    return kept.getvalue()


def test_a_workbook_is_read_with_its_numbers(town: World) -> None:
    heads = ("Objektsnummer", "Adress", "Rum", "Yta", "Hyra", "Beskrivning", "Hiss")
    eva = inside(town)
    says_yes(eva, send(eva, workbook(heads, (1001, "Storgatan 1", 2, 58.5, 7200.0, "Ljus", True)), "objekt.xlsx"))
    with town.scope():
        assert list(Unit.objects.values_list("number", "rent", "description", "lift")) == [("1001", 7200, "Ljus", True)]


def test_a_formula_in_a_workbook_is_told_of_and_not_taken_for_its_letters(town: World) -> None:
    eva, heads = inside(town), ("Objektsnummer", "Adress", "Område", "Rum", "Yta", "Hyra")
    page = text(eva, send(eva, workbook(heads, ("A1", "=B1&B2", "Söder", 2, 58.5, 7200)), "objekt.xlsx"))
    assert "är en formel. Kopiera kolumnen, klistra in den som värden och spara filen igen. Där står: =B1" in page


def test_every_error_is_told_with_its_row_its_column_and_what_was_expected(town: World) -> None:
    eva = inside(town)
    bad = (
        "A1;;Centrum;två;58;7200;ja",
        "A2;Å 1;C;2;58,25;-1;kanske",
        "A2;Å 2;C;2;58;7200;ja",
        f"{'x' * 31};Å;C;1;30;1;",
    )
    page = text(eva, send(eva, file(HEADS, ROWS[0], *bad)))
    for said in (
        "6 fel i filen. Inget har lästs in.", "Adress</td><td>får inte vara tom.",
        "ska vara ett heltal från 0 till 20. Där står: två", "med högst en decimal. Där står: 58,25",
        "ska vara ett heltal från 0 till 500 000. Där står: -1", "ska vara ja eller nej. Där står: kanske",
        "får vara högst 30 tecken",
    ):  # fmt: skip
        assert said in page
    assert units(town) == []
    page = text(eva, send(eva, file(HEADS, ROWS[0], "A1;Å 2;C;2;58;7200;ja")))
    assert "A1 står redan på rad 2" in page


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.csv", file("Objektsnummer;Adress;Adress;Rum;Yta;Hyra", "A;B;C;1;2;3"), "rubriken står i flera kolumner"),
        ("a.csv", file("Objektsnummer;Adress", "A1;B"), "kolumnen saknas"),
        ("a.csv", file(HEADS), "inga rader."),
        ("a.csv", b" \r\n ", "Filen är tom."),
        ("a.csv", file(HEADS, "A1;Å\x00;C;1;30;1;ja"), "inte hör hemma i en textfil"),
        ("a.csv", file(HEADS, ROWS[0]) + b"\r\n\x81\x8d", "tecken går inte att läsa"),
        ("a.csv", file(HEADS, 'A1;"Åsgatan 14;C;1'), "skadad eller ofullständig"),
        ("a.csv", file(HEADS, ROWS[0], "A2;Åsgatan 16;Centrum;3;71,5;8900"), "Se efter att filen är hel."),
        ("a.csv", file(HEADS, f"A1;{'x' * 200_000};C;1;30;1;ja"), "orimligt lång"),
        ("a.csv", workbook(("Objektsnummer",)), "stämmer inte överens"),
        ("a.xlsx", file(HEADS, *ROWS), "stämmer inte överens"),
        ("a.xlsx", workbook(("Objektsnummer",))[:2000], "skadad eller ofullständig"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "äldre Excelfil"),
        ("a.pdf", b"%PDF-1.7", "inte en CSV- eller Excelfil"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(town: World, name: str, data: bytes, said: str) -> None:
    eva = inside(town)
    page = send(eva, data, name)
    assert said in text(eva, page)
    assert eva.post(f"{page}ja/", follow=True).status_code == 200
    assert units(town) == []


def packed(parts: dict[str, bytes]) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return kept.getvalue()


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def entities() -> bytes:
    whole = zipfile.ZipFile(BytesIO(workbook(("Objektsnummer",), ("A1",))))
    parts = {name: whole.read(name) for name in whole.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = LAUGHS + sheet.replace(
        b"</sheetData>", b"<row r='3'><c>&b;</c></row></sheetData>"
    )
    return packed(parts)


def test_a_workbook_that_swells_is_refused_before_it_is_unpacked(town: World) -> None:
    eva = inside(town)
    content = {"[Content_Types].xml": b"<Types/>"}
    bombs = {
        "one swollen part": packed(content | {"xl/worksheets/sheet1.xml": b" " * 3_000_000}),
        "many parts": packed(content | {f"xl/{n}.xml": b"" for n in range(501)}),
    }
    expected = [(data, "orimligt stor") for data in bombs.values()]
    for data, said in (*expected, (entities(), "skadad eller ofullständig")):
        page = send(eva, data, "a.xlsx")
        town.tick(at("05-12 10:01"))  # what seems large is a worker's
        assert said in text(eva, page)


def test_a_shrunken_file_needs_a_second_yes(town: World) -> None:
    for n in range(10):
        town.unit(f"B{n}")
    eva = inside(town)
    page = send(eva, file(HEADS, *ROWS))
    assert "Antal rader i filen: 2. Antal objekt här: 10." in text(eva, page)
    assert "Filen är kortare än listan här." in says_yes(eva, page)
    assert len(units(town)) == 10
    assert "Filen är inläst." in says_yes(eva, page, sure="on")
    assert len(units(town)) == 12


def test_units_that_were_changed_meanwhile_are_shown_anew(town: World) -> None:
    unit = town.unit("A1", rent=7000)
    eva = inside(town)
    page = send(eva, file(HEADS, *ROWS))
    with town.scope():
        Unit.objects.filter(pk=unit.pk).update(rent=7100)
    assert "Uppgifterna har ändrats sedan filen jämfördes." in says_yes(eva, page)
    assert ("7 100 kr" in text(eva, page), units(town)[0][5]) == (True, 7100)
    assert "Filen är inläst." in says_yes(eva, page)


def test_a_file_is_thrown_away_by_staff_or_after_a_week(town: World, clock: Clock) -> None:
    eva = inside(town)
    first, second = send(eva, file(HEADS, *ROWS)), send(eva, file(HEADS, *ROWS))
    assert eva.post(f"{first}kasta/").status_code == 303
    town.tick(at("05-20 10:00"))
    for page in (first, second):
        assert "Kastad" in text(eva, page)
        assert eva.post(f"{page}ja/", follow=True).status_code == 200
    with town.scope():
        assert list(UnitImport.objects.values_list("content", "state").distinct()) == [(None, ImportState.DISCARDED)]
    assert units(town) == []


def test_a_large_file_is_a_workers(town: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "IN_REQUEST", 1)
    eva = inside(town)
    page = send(eva, file(HEADS, *ROWS))
    assert ("Filen är stor" in text(eva, page), units(town)) == (True, [])
    town.tick(at("05-12 10:01"))
    assert "Nya: 2" in text(eva, page)
    says_yes(eva, page)
    assert units(town) == []
    town.tick(at("05-12 10:02"))
    assert ("Inläst" in text(eva, page), len(units(town))) == (True, 2)


def test_a_caretaker_and_a_reader_read_nothing_in(town: World) -> None:
    for name, role in (("Rut", Role.READER), ("Kurt", Role.CARETAKER)):
        client = inside(town, name, role)
        assert (client.get(UPLOAD).status_code, client.post(UPLOAD).status_code) == (403, 403)
        assert UPLOAD not in text(client, reverse("admin:letting_unit_changelist"))


def test_the_same_number_at_a_neighbours_is_another_unit(town: World) -> None:
    neighbour = other_landlord()
    neighbour.unit("A1", rent=1)
    eva = inside(town)
    says_yes(eva, send(eva, file(HEADS, *ROWS)))
    assert [(number, rent) for number, *_more, rent, _lift in units(neighbour)] == [("A1", 1)]


def test_the_sample_can_be_read_in_as_it_is(town: World) -> None:
    eva = inside(town)
    data = eva.get(f"{UPLOAD}mall/").content
    assert "Nya: 1" in text(eva, send(eva, data, "mall.csv"))


def test_the_pages_ask_the_same_whatever_the_file_holds(town: World) -> None:
    eva = inside(town)
    one, three = send(eva, file(HEADS, ROWS[0])), send(eva, file(HEADS, *ROWS, "A3;Å;C;1;30;4000;ja"))
    asked = [len(queries(eva, page)) for page in (one, three, UPLOAD)]
    assert (asked[0] == asked[1], max(asked) <= 12) == (True, True), asked


def test_the_writing_asks_the_same_however_many_rows(town: World) -> None:
    eva, asked = inside(town), []
    for count in (1, 40):
        page = send(eva, file(HEADS, *(f"N{count}-{n};Å;C;1;30;4000;ja" for n in range(count))))
        with CaptureQueriesContext(connection) as seen:
            says_yes(eva, page, sure="on")
        asked.append(len([row for row in seen.captured_queries if not row["sql"].startswith(FRAME)]))
    assert asked[0] == asked[1]
