"""How a person's file leaves the portal: to be saved, never to be run or kept by a cache."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from tenants.models import Document

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


def as_attachment(document: Document) -> HttpResponse:
    """Return a document as a file to save, under the name it came with; one that is gone is a 404."""
    storage: Any = document.file.storage
    name = document.file.name or ""
    if document.removed_at is not None or not name or not storage.exists(name):
        raise Http404
    with storage.open(name, "rb") as file:
        content = file.read()
    saved_as = {"Content-Disposition": content_disposition_header(True, document.name) or "attachment"}
    return HttpResponse(content, content_type=document.content_type, headers=HEADERS | saved_as)
