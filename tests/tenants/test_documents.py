"""Documents: taken by what is in them, kept with their row or not at all, removed with their file."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from tenants.actors import person_actor
from tenants.documents import documents_of, needed, remove_document, store_document
from tenants.file_content import LARGEST
from tenants.models import Document, Event
from tenants.outcome import Refused
from tests.cast import STAFF, World, at
from tests.papers import CANARY, GPS, named, pdf, picture

NOW: datetime = at("05-11 10:00")


class Stop(Exception):
    """Something goes wrong in a transaction."""


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def files(media: Path) -> list[Path]:
    return sorted(path for path in media.rglob("*") if path.is_file())


def show(town: World, upload: SimpleUploadedFile, subject: str = "tenants.person:1") -> Document | Refused:
    """Let Anna show a file."""
    anna = town.person("Anna")
    with town.scope():
        return store_document(anna.pk, subject, upload, by=person_actor(anna.pk), now=NOW)


def test_a_pdf_is_kept_as_it_is_under_a_name_of_chance_in_its_landlords_folder(town: World, media: Path) -> None:
    upload = pdf("Mitt intyg.pdf")
    kept = show(town, upload)
    assert isinstance(kept, Document)
    [path] = files(media)
    upload.seek(0)
    content = upload.read()
    assert path.read_bytes() == content
    assert (path.parent, path.suffix, len(path.stem)) == (media / "documents" / str(town.pk), ".pdf", 32)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    told = (kept.name, kept.content_type, kept.size, kept.sha256, kept.uploaded_by)
    anna = town.people["Anna"].pk
    digest = hashlib.sha256(content).hexdigest()
    assert told == ("Mitt intyg.pdf", "application/pdf", len(content), digest, f"person:{anna}")
    with town.scope():
        event = Event.objects.get(subject=f"tenants.document:{kept.pk}")
    assert (event.kind, event.person_id, event.data["type"]) == ("document.stored", anna, "application/pdf")
    assert "intyg" not in str(event.data)


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "foto.jpg"), ("PNG", "foto.png")])
def test_a_picture_is_drawn_anew_upright_without_what_its_camera_noted(
    town: World, media: Path, kind: str, name: str
) -> None:
    upload = picture(name, kind=kind)
    with Image.open(BytesIO(upload.read())) as before:
        assert before.getexif().get_ifd(GPS)[1] == "N"  # the control: it was there
    assert isinstance(show(town, upload), Document)
    [path] = files(media)
    content = path.read_bytes()
    assert CANARY.encode() not in content
    assert b"Exif" not in content
    with Image.open(path) as after:
        assert (after.format, after.size, dict(after.getexif()), dict(after.getexif().get_ifd(GPS))) == (
            kind, (480, 640), {}, {},
        )  # fmt: skip
        assert set(after.info) & {"comment", "exif", "icc_profile"} == set()


def upload_of(content: bytes, name: str, declared: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, declared)


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
WORD = b"PK\x03\x04" + b"word/document.xml" * 20
BAD = {
    "a page that calls itself a pdf": (upload_of(HTML, "intyg.pdf", "application/pdf"), "lies_about_type"),
    "a page that calls itself a photograph": (upload_of(HTML, "foto.jpg", "image/jpeg"), "lies_about_type"),
    "a pdf that calls itself a photograph": (named(pdf(), "foto.jpg", "image/jpeg"), "lies_about_type"),
    "a pdf with two endings": (named(pdf(), "intyg.pdf.exe"), "lies_about_type"),
    "a pdf that is declared as a page": (named(pdf(), "intyg.pdf", "text/html"), "lies_about_type"),
    "a photograph named as another kind": (named(picture(), "foto.png"), "lies_about_type"),
    "a page": (upload_of(HTML, "sida.html", "text/html"), "wrong_type"),
    "a drawing that runs": (upload_of(SVG, "bild.svg", "image/svg+xml"), "wrong_type"),
    "a letter from a word processor": (upload_of(WORD, "brev.docx", "application/msword"), "wrong_type"),
    "nothing": (upload_of(b"", "intyg.pdf", "application/pdf"), "empty"),
    "a pdf without its end": (upload_of(b"%PDF-1.4\n" + b"x" * 4000, "intyg.pdf", "application/pdf"), "broken"),
    "a pdf with a page before it": (upload_of(HTML + b"%PDF-1.4 %%EOF", "a.pdf", "application/pdf"), "lies_about_type"),
    "half a photograph": (upload_of(picture().read()[:2000] or b"", "foto.jpg", "image/jpeg"), "broken"),
    "the head of a photograph": (upload_of(b"\xff\xd8\xff\xe0", "foto.jpg", "image/jpeg"), "broken"),
    "too much": (upload_of(b"%PDF-1.4\n" + b"x" * LARGEST, "intyg.pdf", "application/pdf"), "too_large"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_not_what_it_says_leaves_neither_row_nor_file(town: World, media: Path, case: str) -> None:
    upload, code = BAD[case]
    assert show(town, upload) == Refused((code,))
    with town.scope():
        assert not Document.objects.exists()
        assert not Event.objects.filter(kind="document.stored").exists()
    assert files(media) == []


def test_half_a_photograph_is_broken_where_pdfs_are_made_too(town: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint, once it is imported, lets Pillow draw what is not there."""
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    half = picture().read() or b""
    assert show(town, upload_of(half[:2000], "foto.jpg", "image/jpeg")) == Refused(("broken",))


@pytest.mark.parametrize("size", [(8000, 8000), (10_000, 10_000)])
def test_a_picture_of_few_bytes_and_many_pixels_is_refused_before_it_is_drawn(
    town: World, size: tuple[int, int]
) -> None:
    drawn = BytesIO()
    Image.new("1", size).save(drawn, "PNG")
    assert len(drawn.getvalue()) < 100_000
    assert show(town, upload_of(drawn.getvalue(), "stor.png", "image/png")) == Refused(("too_large",))


def test_a_pdf_of_the_largest_size_is_taken(town: World) -> None:
    start, end = b"%PDF-1.4\n", b"\n%%EOF"
    content = start + b"x" * (LARGEST - len(start) - len(end)) + end
    assert isinstance(show(town, upload_of(content, "intyg.pdf", "application/pdf")), Document)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Mina filer\\intyg.PDF", "intyg.pdf"),
        ("rad\r\nbrytning\x00\u202efdp.pdf", "radbrytningfdp.pdf"),
        ("å" * 300 + ".pdf", "å" * 116 + ".pdf"),
        (" . .pdf", "handling.pdf"),
    ],
)
def test_a_name_is_kept_as_a_name_only(town: World, name: str, kept: str) -> None:
    upload = pdf()
    upload._name = name  # what a browser sends, before Django has cleaned it
    document = show(town, upload)
    assert isinstance(document, Document)
    assert (document.name, Path(document.file.name or "").suffix) == (kept, ".pdf")


def test_ten_are_taken_for_one_thing_and_ten_for_another(town: World) -> None:
    taken = [show(town, pdf(), "queues.priorityclaim:1") for _ in range(11)]
    assert [isinstance(one, Document) for one in taken] == [True] * 10 + [False]
    assert taken[-1] == Refused(("too_many",))
    assert isinstance(show(town, pdf(), "queues.priorityclaim:2"), Document)
    with town.scope():
        first = documents_of("queues.priorityclaim:1")[0]
        assert remove_document(first.pk, by=STAFF, now=NOW) is None
    assert isinstance(show(town, pdf(), "queues.priorityclaim:1"), Document)


def test_a_removed_documents_file_goes_with_the_commit_and_that_there_was_one_stays(
    real_town: World, media: Path
) -> None:
    kept = show(real_town, pdf("läkarintyg.pdf"))
    assert isinstance(kept, Document)
    with real_town.scope():
        assert remove_document(kept.pk, by=STAFF, now=NOW) is None
        assert len(files(media)) == 1  # not before the commit
    assert files(media) == []
    with real_town.scope():
        row = Document.objects.get()
        assert remove_document(kept.pk, by=STAFF, now=NOW) == Refused(("already_removed",))
    assert (row.removed_at, row.file.name, row.name, row.sha256) == (NOW, "", "", kept.sha256)


def test_a_removal_that_is_rolled_back_leaves_the_file(real_town: World, media: Path) -> None:
    kept = show(real_town, pdf())
    assert isinstance(kept, Document)
    with suppress(Stop), real_town.scope():
        remove_document(kept.pk, by=STAFF, now=NOW)
        raise Stop
    assert len(files(media)) == 1
    with real_town.scope():
        assert [one.pk for one in documents_of("tenants.person:1")] == [kept.pk]


def test_a_document_stays_when_its_transaction_is_made(real_town: World, media: Path) -> None:
    """The control of the two that follow."""
    show(real_town, pdf())
    assert len(files(media)) == 1


def test_a_transaction_that_is_rolled_back_leaves_no_file(real_town: World, media: Path) -> None:
    anna = real_town.person("Anna")
    with suppress(Stop), real_town.scope():
        store_document(anna.pk, "tenants.person:1", pdf(), by=STAFF, now=NOW)
        assert len(files(media)) == 1
        raise Stop
    assert files(media) == []


def test_a_savepoint_that_is_rolled_back_leaves_no_file_of_its_own(real_town: World, media: Path) -> None:
    anna = real_town.person("Anna")
    with real_town.scope():
        first = store_document(anna.pk, "tenants.person:1", pdf(), by=STAFF, now=NOW)
        with suppress(Stop), transaction.atomic():
            store_document(anna.pk, "tenants.person:1", pdf(), by=STAFF, now=NOW)
            raise Stop
    assert isinstance(first, Document)
    assert [path.name for path in files(media)] == [Path(first.file.name or "").name]


def test_a_person_does_not_take_back_what_a_decision_rests_on_but_staff_may(
    town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = show(town, pdf(), "queues.priorityclaim:1")
    assert isinstance(kept, Document)
    monkeypatch.setattr("tenants.documents.needed", [*needed, lambda document: document.pk == kept.pk])
    with town.scope():
        anna = person_actor(town.people["Anna"].pk)
        assert remove_document(kept.pk, by=anna, now=NOW) == Refused(("needed",))
        assert remove_document(kept.pk, by=STAFF, now=NOW) is None
