"""Förtur on Mina sidor (SCHEME-7): explained, applied for on one page without a script, followed, taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from queues.models import PriorityClaim
from queues.services.claims import draft_of, subject_of
from queues.services.priority import decide_priority
from tenants.documents import documents_of
from tenants.models import Document
from tests.cast import STAFF, World, at, make_world
from tests.pages.my_pages.conftest import Visitor, words
from tests.pages.my_pages.scenes import Visit
from tests.papers import named, pdf, picture

APPLY = "/mina-sidor/fortur/ansok/job/"
GOOD = {"distance_km": "120", "permanent_full_time": "on", "text": "Jag börjar i juni."}


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def borlange(db: None) -> World:
    return make_world("tunabyggen")


@pytest.fixture
def anna(borlange: World, visit: Visit) -> Visitor:
    return visit("Anna", borlange)


def claim_of(world: World) -> PriorityClaim:
    with world.scope():
        return PriorityClaim.objects.get()


def papers(world: World, subject: str) -> list[str]:
    with world.scope():
        return [document.name for document in documents_of(subject)]


def test_scheme_7_the_page_explains_the_grounds_and_what_priority_gives(anna: Visitor) -> None:
    page = anna.text("/mina-sidor/fortur/")
    for said in (
        "Kommunalt kontrakt", "Du ansöker inte själv. Andra hör av sig till oss.", "Flytt för arbete",
        "Du bor minst 100 km från arbetet, enkel resa.", "Tjänsten är en fast anställning på heltid.",
        "Den är använd efter ett erbjudande, vad du än svarar.", "Ett avslag kan inte överklagas.",
    ):  # fmt: skip
        assert said in page
    assert len(anna.queries("/mina-sidor/fortur/")) <= 12


def test_scheme_7_only_a_landlord_with_priority_has_the_page_and_the_link(anna: Visitor, visit: Visit) -> None:
    falun = visit("Anna")
    link = '<a href="/mina-sidor/fortur/"'
    assert (link in anna.text("/mina-sidor/koer/"), link in falun.text("/mina-sidor/koer/")) == (True, False)
    paths = ("/mina-sidor/fortur/", APPLY, "/mina-sidor/fortur/1/ta-tillbaka/")
    assert [falun.get(path).status_code for path in paths] == [404] * 3
    assert falun.client.post(APPLY, GOOD, HTTP_HOST=falun.world.host).status_code == 404


def test_the_menu_asks_no_question_of_its_own(anna: Visitor, visit: Visit) -> None:
    falun = visit("Bo", serial=989)
    path = "/mina-sidor/meddelanden/"
    assert len(anna.queries(path)) == len(falun.queries(path))


def test_scheme_7_words_and_files_are_filed_together(anna: Visitor, borlange: World) -> None:
    answer = anna.post(APPLY, **GOOD, documents=[pdf("anställning.pdf"), picture("intyg.jpg")])
    assert (answer.status_code, answer["Location"]) == (303, "/mina-sidor/fortur/")
    claim = claim_of(borlange)
    assert (claim.state, claim.statement) == ("filed", {"distance_km": 120, "permanent_full_time": True})
    assert papers(borlange, subject_of(claim.pk)) == ["anställning.pdf", "intyg.jpeg"]
    page = anna.text("/mina-sidor/fortur/")
    for said in ("Din ansökan om förtur är inlämnad.", "Väntar på beslut", "120 km", "Jag börjar i juni.",
                 "anställning.pdf", "Ta tillbaka ansökan"):  # fmt: skip
        assert said in page
    assert "Ansök om förtur" not in page
    assert "Ta bort" not in page


def test_scheme_7_what_was_typed_and_the_good_files_stay_when_something_is_wrong(
    anna: Visitor, borlange: World
) -> None:
    lie = SimpleUploadedFile("lön.pdf", b"<html>", "application/pdf")
    answer = anna.post(APPLY, **(GOOD | {"distance_km": "90"}), documents=[pdf("anställning.pdf"), lie])
    page = words(answer)
    assert answer.status_code == 422
    for said in ("Avståndet är för kort" not in page, "lön.pdf: Filen är inte av den sort som namnet säger." in page,
                 'value="90"' in page, "Jag börjar i juni." in page, "anställning.pdf" in page):  # fmt: skip
        assert said
    assert papers(borlange, draft_of(borlange.people["Anna"].pk)) == ["anställning.pdf"]

    again = anna.post(APPLY, **(GOOD | {"distance_km": "90"}))
    assert (again.status_code, "Avståndet är för kort för att ge förtur." in words(again)) == (422, True)
    assert "Handlingar som har kommit fram" in words(again)
    assert anna.post(APPLY, **GOOD).status_code == 303
    assert papers(borlange, subject_of(claim_of(borlange).pk)) == ["anställning.pdf"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"distance_km": ""}, "Skriv hur många kilometer det är."),
        ({"distance_km": "långt"}, "Skriv avståndet i hela kilometer, till exempel 120."),
        ({"distance_km": "-5"}, "Skriv avståndet i hela kilometer, till exempel 120."),
        ({"distance_km": "99999999999"}, "Så långt är det inte."),
        ({"permanent_full_time": ""}, "Tjänsten behöver vara en fast anställning på heltid."),
        ({"text": "x" * 2001}, "Skriv högst 2 000 tecken."),
    ],
)
def test_scheme_7_a_mistake_gets_a_sentence_at_its_field(anna: Visitor, changed: dict[str, str], said: str) -> None:
    data = {name: value for name, value in (GOOD | changed).items() if value}
    answer = anna.post(APPLY, **data, documents=[pdf()])
    assert (answer.status_code, said in words(answer)) == (422, True)


def test_scheme_7_without_a_document_it_is_not_filed(anna: Visitor, borlange: World) -> None:
    answer = anna.post(APPLY, **GOOD)
    assert (answer.status_code, "Det saknas en handling som visar det du skriver." in words(answer)) == (422, True)
    with borlange.scope():
        assert not PriorityClaim.objects.exists()


def test_a_file_of_forty_megabytes_gets_a_sentence(anna: Visitor, borlange: World, media: Path) -> None:
    large = SimpleUploadedFile("stor.pdf", b"%PDF-1.4" + b"x" * (40 * 1024 * 1024), "application/pdf")
    answer = anna.post(APPLY, **GOOD, documents=[large])
    assert (answer.status_code, "stor.pdf: Filen är för stor." in words(answer)) == (422, True)
    assert list(media.rglob("*.pdf")) == []


def test_more_files_than_are_taken_are_told_once(anna: Visitor, borlange: World) -> None:
    answer = anna.post(APPLY, **GOOD, documents=[named(pdf(), f"{number}.pdf") for number in range(14)])
    assert (answer.status_code, words(answer).count("Du har redan lämnat in tio filer")) == (422, 2)
    with borlange.scope():
        assert Document.objects.count() == 10


def test_scheme_7_a_ground_that_staff_see_to_has_no_form(anna: Visitor) -> None:
    for ground in ("municipal_contract", "nothing"):
        assert anna.get(f"/mina-sidor/fortur/ansok/{ground}/").status_code == 404


def test_scheme_7_a_draft_shows_its_papers_and_how_to_remove_them(anna: Visitor, borlange: World) -> None:
    anna.post(APPLY, documents=[pdf("anställning.pdf")])
    page = anna.text("/mina-sidor/fortur/")
    assert "Sparat till din ansökan" in page
    with borlange.scope():
        pk = Document.objects.get().pk
    assert anna.post(f"/mina-sidor/handlingar/{pk}/ta-bort/", next=APPLY)["Location"] == APPLY
    assert "Sparat till din ansökan" not in anna.text("/mina-sidor/fortur/")


def test_scheme_7_a_refusal_is_told_with_its_reason_and_that_it_stands(anna: Visitor, borlange: World) -> None:
    anna.post(APPLY, **GOOD, documents=[pdf()])
    with borlange.scope():
        decide_priority(
            claim_of(borlange).pk, granted=False, cause="not_proved", reason="Intyget saknar datum.", by=STAFF,
            now=at("05-12 10:00"),
        )  # fmt: skip
        message = borlange.people["Anna"].messages.get(kind="priority_refused").pk
    for path in ("/mina-sidor/fortur/", f"/mina-sidor/meddelanden/{message}/"):
        page = anna.text(path)
        assert "Det går inte att se av handlingarna att kraven är uppfyllda." in page
        assert "Intyget saknar datum." in page
    assert "Beslutet kan inte överklagas." in page
    assert "Ansök om förtur" in anna.text("/mina-sidor/fortur/")


def test_scheme_7_an_application_is_taken_back_after_being_asked(anna: Visitor, borlange: World) -> None:
    anna.post(APPLY, **GOOD, documents=[pdf()])
    path = f"/mina-sidor/fortur/{claim_of(borlange).pk}/ta-tillbaka/"
    assert "Ta tillbaka ansökan om förtur?" in anna.text(path)
    assert anna.post(path).status_code == 303
    assert "Återkallad" in anna.text("/mina-sidor/fortur/")
    assert anna.get(path).status_code == 303
    anna.post(path)
    assert "Förturen är redan avgjord, använd eller återkallad." in anna.text("/mina-sidor/fortur/")


def test_scheme_7_anothers_claim_does_not_exist(anna: Visitor, borlange: World, visit: Visit) -> None:
    anna.post(APPLY, **GOOD, documents=[pdf("annas.pdf")])
    bo = visit("Bo", borlange, serial=989)
    path = f"/mina-sidor/fortur/{claim_of(borlange).pk}/ta-tillbaka/"
    assert [bo.get(path).status_code, bo.post(path).status_code] == [404, 404]
    assert "annas.pdf" not in bo.text("/mina-sidor/fortur/")
    assert claim_of(borlange).state == "filed"
