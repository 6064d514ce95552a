"""What is sent to the portal: how much of it is taken, and when it is read."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string

from tenants.file_content import LARGEST

MOST_SENT = 60 * 1024 * 1024  # bytes in one request, several files together


class AtMost(TemporaryFileUploadHandler):
    """Keeps a file on disk while it is looked at, unless it is too large: then only its size is kept.

    The rest is read and thrown away, so that the browser gets an answer. Whoever reads such a file finds it empty.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, if all of it so far is not too much."""
        if start + len(raw_data) <= LARGEST:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Return the file; one that was too large without its content."""
        if file_size <= LARGEST:
            return super().file_complete(file_size)
        self.file.close()
        return UploadedFile(BytesIO(), self.file_name, self.content_type, file_size)


class BodyMiddleware:
    """Meets what is sent before the landlord's transaction begins: too much is refused, and files are read.

    A phone with a weak signal takes minutes to send a picture; no transaction waits for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 for too much, 400 for what breaks off on the way."""
        if _length(request) > MOST_SENT:
            return HttpResponse(render_to_string("413.html"), status=413)
        if request.method == "POST" and request.content_type == "multipart/form-data":
            try:
                _ = request.POST
            except UnreadablePostError:
                for handler in request.upload_handlers:
                    handler.upload_interrupted()
                return HttpResponse(render_to_string("400.html"), status=400)
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0
