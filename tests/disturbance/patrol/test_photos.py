"""Photographs that a patrol takes: drawn anew, once, and for those whose they are."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from disturbance.models import Case, CasePhoto, NightRole, Report
from tenants.models import Role
from tests.cast import World, at
from tests.disturbance.patrol.pressing import (
    entries,
    file,
    jpeg,
    press,
    sends,
)
from tests.night import Night
from tests.pages.office import inside, text, words


def test_a_photograph_goes_with_its_entry_once_and_tells_nothing_of_its_camera(
    night: Night, petra: Client, case: Case
) -> None:
    kept = press(case, "note", text="Dörren.")
    for _again in range(2):
        assert sends(petra, kept, **{kept["key"]: file(jpeg((3000, 2000)))}) == [(True, "")]
    with night.duty():
        photo = CasePhoto.objects.get()
        stored = Path(photo.image.path).read_bytes()
    with Image.open(BytesIO(stored)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (1600, 1067), {})
    assert b"KAMERAN" not in stored
    url = f"/arende/{case.pk}/bild/{photo.pk}/"
    for who in ("Petra", "Olga"):
        answer = night.inside(who).get(url)
        assert (answer["Content-Type"], answer["Cache-Control"], answer.content) == ("image/jpeg", "no-store", stored)
        assert url in text(night.inside(who), f"/{'patrull' if who == 'Petra' else 'arende'}/{case.pk}/")


def test_night_10_a_photograph_is_not_there_for_another_patrol_or_service(
    night: Night, petra: Client, case: Case
) -> None:
    petra.post(f"/patrull/{case.pk}/tryck/", {"key": str(uuid4()), "press": "note", "photo": file(jpeg())})
    with night.duty():
        photo = CasePhoto.objects.get()
    night.worker("Nils", NightRole.PATROL)
    assert night.inside("Nils").get(f"/arende/{case.pk}/bild/{photo.pk}/").status_code == 404
    assert night.inside("Olga").get(f"/arende/{case.pk + 1}/bild/{photo.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("photo", "sentence"),
    [
        (file(b"\xff\xd8\xff" + b"0" * 40 * 1024 * 1024), "Bilden är för stor: högst 10 MB och 40 megapixel."),
        (file(b""), "Bilden är tom."), (file(jpeg()[:200]), "Bilden är trasig eller kom inte fram hel."),
        (file(b"%PDF-1.7\n%%EOF", "a.pdf", "application/pdf"), "Bilden går inte att använda."),
        (file(b"GIF89a", "a.gif", "image/gif"), "Bilden går inte att använda."),
        (file(b"MZ", "a.jpg"), "Filen är inte den sorts bild som namnet säger."),
    ],
    ids=["40 MB", "nothing", "half", "pdf", "gif", "a program"],
)  # fmt: skip
def test_a_photograph_that_cannot_be_taken_is_told_and_the_words_stay(
    night: Night, petra: Client, case: Case, photo: SimpleUploadedFile, sentence: str
) -> None:
    sent = {"key": str(uuid4()), "press": "note", "text-note": "Dörren är trasig.", "photo": photo}
    answer = petra.post(f"/patrull/{case.pk}/tryck/", sent)
    assert (answer.status_code, sentence in words(answer), "Dörren är trasig." in words(answer)) == (422, True, True)
    photo.seek(0)
    kept = press(case, "note", text="Dörren är trasig.")
    taken, why = sends(petra, kept, press(case, "quiet"), **{kept["key"]: photo})
    assert (taken[0], why[0], sentence in taken[1]) == (False, True, True)
    assert [one[0] for one in entries(night)] == ["quiet"]


def test_a_photograph_stands_in_the_full_report_and_not_in_the_masked(
    night: Night, town: World, petra: Client, case: Case
) -> None:
    kept = press(case, "note", text="Dörren.")
    sends(petra, kept, press(case, "close", ending="quiet"), **{kept["key"]: file(jpeg((1200, 900)))})
    town.tick(at("05-23 07:00"))
    with town.scope():
        report = Report.objects.get()
    papers = (PdfReader(BytesIO(bytes(paper))) for paper in (report.full, report.masked))
    assert [len({image.data for page in paper.pages for image in page.images}) for paper in papers] == [1, 0]


def test_night_8_a_photograph_stands_in_the_report_on_the_landlords_page_and_nowhere_else(
    night: Night, town: World, petra: Client, case: Case
) -> None:
    kept = press(case, "note", text="Dörren.")
    sends(petra, kept, press(case, "close", ending="quiet"), **{kept["key"]: file(jpeg())})
    with night.duty():
        photo = CasePhoto.objects.get()
        stored = Path(photo.image.path).read_bytes()
    url = f"/admin/disturbance/case/{case.pk}/bild/{photo.pk}/"
    maria = inside(town, "Maria", Role.MANAGER)
    assert maria.get(url).status_code == 404  # nothing is read before the morning
    town.tick(at("05-23 07:00"))
    assert f'src="{url}"' in text(maria, f"/admin/disturbance/case/{case.pk}/change/")
    answer = maria.get(url)
    kind, kept_back = answer["Content-Type"], "no-store" in answer["Cache-Control"]
    assert (kind, kept_back, answer.content) == ("image/jpeg", True, stored)
    others = (inside(town, "Eva"), inside(night.worlds["tunabyggen"], "Tove", Role.MANAGER))
    assert [who.get(url).status_code for who in others] == [403, 404]
    assert maria.get(url.replace(f"/{case.pk}/", f"/{case.pk + 1}/")).status_code == 404
