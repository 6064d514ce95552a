"""What a patrol does with its telephone, as tests say it."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from disturbance.core.categories import Category
from disturbance.models import Case, Entry, Patrol
from disturbance.services.dispatch import send
from disturbance.services.intake import Intake, open_case
from tests.cast import World
from tests.night import EVENING, Night
from tests.pages.office import words

NOW = EVENING + timedelta(minutes=20)
OUT, ON, OFF, WELL, PLACE = (
    "/patrull/in/",
    "/patrull/i-tjanst/",
    "/patrull/ur-tjanst/",
    "/patrull/allt-val/",
    "/patrull/plats/",
)


def sent_to(night: Night, town: World, **more: Any) -> Case:
    told = {"told": "Hög musik.", "caller_name": "Anna Lind", "caller_phone": "070-174 06 05", "street": "Åsgatan 14"}
    with night.duty():
        patrol = Patrol.objects.filter(off_at=None).first() or night.patrol()
        call = Intake(town.pk, Category.MUSIC, **(told | more))
        case = open_case(call, by=night.workers["Olga"], now=EVENING)
        assert isinstance(case, Case)
        assert send(case.pk, patrol.pk, by=night.workers["Olga"], now=EVENING) is None
        return case


def press(case: Case, button: str, ago: int = 0, **more: Any) -> dict[str, Any]:
    """Return what the telephone keeps of a press."""
    return {"key": str(uuid4()), "case": case.pk, "press": button, "ago": ago} | more


def sends(client: Client, *presses: Any, **photos: SimpleUploadedFile) -> list[tuple[bool, str]]:
    """Send what a telephone kept; return what each was answered."""
    answer = client.post(OUT, {"entries": json.dumps(presses), **photos})
    assert answer.status_code == 200, words(answer)
    assert [one["key"] for one in answer.json()["answers"]] == [one.get("key") for one in presses]
    return [(one["taken"], one["why"]) for one in answer.json()["answers"]]


def entries(night: Night, *, since: int = 2) -> list[tuple[str, str, str, int]]:
    """Return what the patrol entered, in its order: step, place, text, minutes ago."""
    with night.duty():
        return [
            (row.step, row.heard_from, row.text, int((NOW - row.happened_at).total_seconds() // 60))
            for row in Entry.objects.order_by("pk")[since:]
        ]


def crew(night: Night) -> Patrol:
    with night.duty():
        return Patrol.objects.get()


def jpeg(size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a photograph in whose notes stands where it was taken."""
    drawn, notes = BytesIO(), Image.Exif()
    notes[0x010F] = "KAMERAN"
    Image.new("RGB", size, "navy").save(drawn, "JPEG", exif=notes)
    return drawn.getvalue()


def file(content: bytes, name: str = "foto.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)
