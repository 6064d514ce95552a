"""A photograph on a case as an answer: to the night's staff and to the landlord's contacts."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from disturbance.models import CasePhoto
from tenants.serving import HEADERS


def sent(photo: CasePhoto) -> HttpResponse:
    """Return a photograph's answer; one whose file is gone is a 404. Who may see it is the caller's to say."""
    storage, name = photo.image.storage, photo.image.name or ""
    if not storage.exists(name):
        raise Http404
    with storage.open(name, "rb") as file:
        return HttpResponse(file.read(), content_type="image/jpeg", headers=HEADERS)
