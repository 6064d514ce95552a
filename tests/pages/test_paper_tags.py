"""Every PDF that the portal makes is read by its tags: title, language, order, headings, tables, lists."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from weasyprint import HTML

from letting.core.inspection import InspectionKind
from letting.models import Inspection, Lease
from letting.services.inspections import order_inspection
from letting.services.signing import sign
from tenants import exporting
from tenants.actors import person_actor
from tenants.extracts import ask_for_extract
from tenants.letters import LETTERS, print_letters
from tenants.models import Export, Extract, Message, Person
from tests.cast import STAFF, Clock, World, at, make_world
from tests.letting.inspecting import books, closes, finds, times
from tests.pages.my_pages.scenes import awarded
from tests.paper_tags import Paper, paper

ROOT = Path(__file__).parents[2]
AT_NIGHT = {"night_report", "night_letter"}  # tests/disturbance/test_night_papers.py
PAPERS = {"lease", "extract", "letters", "table", "inspection", *AT_NIGHT}
FRIDAY = date(2026, 6, 5)
SUBJECT = {"listing_log": "letting.listing", "ranked_list": "letting.listing"}  # what an export is about, if anything


@pytest.fixture(scope="module")
def papers(lasting_db: None) -> dict[str, Paper]:
    """Anna is awarded a flat and signs; she asks for all that is known of her; two get letters, one in English."""
    world, made = make_world(), dict[str, bytes]()
    listing = awarded(world, Clock(at("05-12 10:00")))
    anna = world.people["Anna"]
    world.tick(at("05-27 09:00"))
    made["lease"] = _lease(world)
    with world.scope():
        assert isinstance(sign(listing.pk, anna.pk, by=person_actor(anna.pk), now=at("05-27 10:00")), Lease)
        ask_for_extract(anna.pk, by=person_actor(anna.pk), now=at("05-27 10:00"))
        Person.objects.update(email="", street="Storgatan 1", postal_code="791 30", city="Falun")
        Person.objects.exclude(pk=anna.pk).update(language="en")
        letters = list(Message.objects.order_by("person", "-pk").distinct("person").values_list("pk", flat=True))
        print_letters(letters, by=STAFF, now=at("05-27 10:00"))
        for kind, made_so in exporting.kinds.items():
            if made_so.table is not None:
                subject = f"{SUBJECT[kind]}:{listing.pk}" if kind in SUBJECT else ""
                exporting.order_export(kind, subject, form="pdf", reason="Tillsyn", by=STAFF, now=at("05-27 10:00"))
    world.tick(at("05-27 10:01"))
    made["lease signed"] = _lease(world)
    with world.scope():
        made["extract"] = bytes(Extract.objects.get().pdf or b"")
        made |= {row.kind: bytes(row.content or b"") for row in Export.objects.all()}
    made["inspection"] = _inspection(world)
    return {name: paper(content) for name, content in made.items()}


def _lease(world: World) -> bytes:
    with world.scope():
        return bytes(Lease.objects.get().pdf or b"")


def _inspection(world: World) -> bytes:
    with world.scope():
        asked = order_inspection(
            Lease.objects.get().pk, InspectionKind.PRE, last_day=FRIDAY, by=STAFF, now=at("05-27 10:02")
        )
    assert isinstance(asked, Inspection)
    books(world, asked, times(world, "05-28", now="05-27 09:00")[0], "05-27 10:03")
    finds(world, asked, now="05-28 09:10")
    closes(world, asked, "05-28 09:40")
    world.tick(at("05-28 09:41"))
    with world.scope():
        return bytes(Inspection.objects.get().pdf or b"")


def test_every_paper_can_be_read_by_its_tags(papers: dict[str, Paper]) -> None:
    assert set(papers) == {
        "lease",
        "lease signed",
        "extract",
        "inspection",
        *(kind for kind in exporting.kinds if not kind.startswith("night_")),
    }
    assert {name: one.faults() for name, one in papers.items()} == {name: [] for name in papers}
    assert {one.language for one in papers.values()} == {"sv"}
    assert {name: one.title for name, one in papers.items() if name != "listing_log"} == {
        "lease": "Hyresavtal för Åsgatan 14", "lease signed": "Hyresavtal för Åsgatan 14",
        "extract": "Utdrag ur Mina sidor", "letters": "Brev", "inspection": "Besiktningsprotokoll för Åsgatan 14",
    } | {name: papers[name].title for name in ("ranked_list", "persons")}  # fmt: skip


def test_a_lease_is_read_from_its_parties_to_its_signature(papers: dict[str, Paper]) -> None:
    said = papers["lease signed"].read_aloud()
    kinds = [text for kind, text in said if kind in {"H1", "H2"}]
    assert kinds == [
        "Hyresavtal", "1. Parter", "2. Vad som hyrs ut", "3. Hyra", "4. Tid och uppsägning",
        "5. Det här åtar sig hyresgästen", "Underskrift",
    ]  # fmt: skip
    renter = said.index(("TH", "Hyresgäst"))
    assert said[renter + 1] == ("TD", "Anna Test, född 1990-01-01")
    assert any(kind == "P" and "skrev under avtalet på Mina sidor" in text for kind, text in said)
    assert any(kind == "LBody" and "hemförsäkring" in text for kind, text in said)
    assert any("Inte undertecknat." in text for _kind, text in papers["lease"].read_aloud())


def test_each_letter_is_read_in_its_own_language_from_its_address_on(papers: dict[str, Paper]) -> None:
    letters = papers[LETTERS].root.of("Art")
    assert {letter.language for letter in letters} == {"sv", "en"}
    for letter in letters:
        first, *_rest = letter.parts
        assert (first.kind, first.words.startswith("Kopparstaden")) == ("P", True)
        assert "Storgatan 1" in letter.words
        assert ("What has happened" in letter.words or "Kind regards" in letter.words) == (letter.language == "en")


def test_no_paper_is_made_in_another_way() -> None:
    """A new template must come into the fixture above; nothing else writes PDFs."""
    assert {path.stem for path in (ROOT / "templates/pdf").glob("*.html")} == PAPERS
    apps = ("config", "tenants", "queues", "letting", "disturbance")
    makers = [path for app in apps for path in (ROOT / app).rglob("*.py") if "from weasyprint" in path.read_text()]
    assert [path.relative_to(ROOT).as_posix() for path in makers] == ["tenants/pdf.py"]


BAD = """<html lang="sv"><title>Brev</title><h1>Ett</h1><h3>Tre</h3>
<table><tr><th>A</th></tr><tr><td>a</td><td>utan</td></tr></table><p>Slut</p>"""


def test_what_is_wrong_is_found() -> None:
    """The control: tags that are missing or wrong are noticed, or the tests above would prove nothing."""
    bare = paper(HTML(string=BAD).write_pdf() or b"").faults()
    assert [fault for fault in bare if fault.startswith("promise")] == [
        "promise 0 is not made", "promise 1 is not made", "promise 2 is not made"
    ]  # fmt: skip
    assert [fault for fault in bare if fault.startswith("no tag holds")] == ["no tag holds 'EttTreAautanSlut'"]
    tagged = paper(HTML(string=BAD).write_pdf(pdf_variant="pdf/ua-1") or b"").faults()
    assert "heading 1 is followed by 3" in tagged
    assert "the cell 'utan' has no heading" in tagged
