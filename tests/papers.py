"""Files that persons of the cast show: small, whole, and some of them not what they say."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

CANARY = "kanariefågel"
GPS = 0x8825


def pdf(name: str = "intyg.pdf", *, words: bytes = b"intyg") -> SimpleUploadedFile:
    """Return a PDF of one empty page."""
    return SimpleUploadedFile(name, PDF.replace(b"WORDS", words), "application/pdf")


def picture(name: str = "foto.jpg", *, kind: str = "JPEG", size: tuple[int, int] = (640, 480)) -> SimpleUploadedFile:
    """Return a photograph that tells where and with what it was taken."""
    image, drawn = Image.new("RGB", size, "white"), BytesIO()
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 2), fill="navy")
    exif = Image.Exif()
    exif[0x010E] = CANARY
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(GPS).update({1: "N", 2: (60.0, 36.0, 12.0), 3: "E", 4: (15.0, 37.0, 48.0)})
    more: dict[str, Any] = {"comment": CANARY.encode()} if kind == "JPEG" else {}
    image.save(drawn, kind, exif=exif, **more)
    return SimpleUploadedFile(name, drawn.getvalue(), f"image/{kind.lower()}")


def named(upload: SimpleUploadedFile, name: str, declared: str | None = None) -> SimpleUploadedFile:
    """Return the same content under another name, and of another type if one is told."""
    upload.seek(0)
    return SimpleUploadedFile(name, upload.read() or b"", declared or upload.content_type or "")


PDF = b"""%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj
% WORDS
trailer << /Root 1 0 R >>
%%EOF
"""


def is_tagged(data: bytes) -> bool:
    """Say whether a PDF tells a screen reader what its parts are; its streams are packed."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    whole = data + b"".join(unpacked(one) for one in streams)
    return data.startswith(b"%PDF-") and b"/StructTreeRoot" in whole and b"pdfuaid:part" in whole


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream
