"""Photographs: as they are taken in, drawn anew and no larger than a page shows; and as they stand in a paper."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from PIL import Image

from tenants.file_content import LARGEST, BadFile, examine
from tenants.outcome import Refused, refused

WIDEST = 1600  # pixels of a photograph that is kept: who reads a page on a telephone gets many of them
WIDEST_ON_PAPER = 900


def taken_in(photo: UploadedFile[Any]) -> bytes | Refused:
    """Return a photograph as a JPEG without its camera's notes of place and time.

    Refused: `wrong_photo` (a PDF, say), `empty`, `too_large`, `lies_about_type`, `broken`.
    """
    try:
        if (photo.size or 0) > LARGEST:  # what it held is not kept (`tenants.uploads`)
            raise BadFile("too_large")
        photo.seek(0)
        declared = (photo.content_type or "").partition(";")[0].strip()
        content = examine(photo.read(LARGEST + 1), name=photo.name or "", declared=declared)
    except BadFile as bad:
        return refused("wrong_photo" if bad.code == "wrong_type" else bad.code)
    return _jpeg(BytesIO(content.data), WIDEST, 82) if content.kind.image_format else refused("wrong_photo")


def on_paper(photo: FieldFile) -> str:
    """Return a photograph as a `data:` address; nothing where its file has gone."""
    if not photo.storage.exists(photo.name or ""):
        return ""
    with photo.storage.open(photo.name or "", "rb") as file:
        return f"data:image/jpeg;base64,{base64.b64encode(_jpeg(file, WIDEST_ON_PAPER, 80)).decode()}"


def _jpeg(file: Any, widest: int, quality: int) -> bytes:
    drawn = BytesIO()
    with Image.open(file) as image:
        image.thumbnail((widest, widest))
        image.convert("RGB").save(drawn, "JPEG", quality=quality)
    return drawn.getvalue()
