"""Photographs as they stand in a paper: small, and in the paper itself."""

import base64
from io import BytesIO

from django.db.models.fields.files import FieldFile
from PIL import Image

WIDEST = 900  # pixels of a photograph on paper


def on_paper(photo: FieldFile) -> str:
    """Return a photograph as a `data:` address; nothing where its file has gone."""
    if not photo.storage.exists(photo.name or ""):
        return ""
    drawn = BytesIO()
    with photo.storage.open(photo.name or "", "rb") as file, Image.open(file) as image:
        image.thumbnail((WIDEST, WIDEST))
        image.convert("RGB").save(drawn, "JPEG", quality=80)
    return f"data:image/jpeg;base64,{base64.b64encode(drawn.getvalue()).decode()}"
