"""What is sent: too much of it gets an answer, what breaks off leaves nothing, and no transaction waits for it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory

from tenants.file_content import LARGEST
from tenants.models import Document
from tenants.uploads import MOST_SENT
from tests.cast import World
from tests.papers import PDF

EDGE = "\r\n--edge"


@pytest.mark.parametrize(
    ("size", "kept"), [(LARGEST, LARGEST), (LARGEST + 1, 0), (40 * 1024 * 1024, 0)], ids=["all", "one more", "40 MB"]
)
def test_a_file_that_is_too_large_is_read_to_its_end_and_thrown_away(
    size: int, kept: int, tmp_path: Path, settings: Any
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("stor.pdf", b"x" * size, "application/pdf")})
    upload = request.FILES["file"]
    assert (upload.size, len(upload.read())) == (size, kept)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= LARGEST
    upload.close()


def test_more_than_the_portal_takes_in_one_go_is_a_page_in_swedish(town: World) -> None:
    answer = Client(HTTP_HOST=town.host).generic("POST", "/mina-sidor/", b"x", CONTENT_LENGTH=str(MOST_SENT + 1))
    assert (answer.status_code, "högst 10 MB" in answer.content.decode()) == (413, True)
    assert "Content-Security-Policy" in answer.headers


class Line:
    """What comes over a connection, in pieces; it may break off with an error, or just end."""

    def __init__(self, content: bytes, *, breaks: bool = False) -> None:
        self.content, self.breaks = BytesIO(content), breaks
        self.in_a_transaction: set[bool] = set()

    def read(self, size: int = -1) -> bytes:
        self.in_a_transaction.add(connection.in_atomic_block)
        piece = self.content.read(min(size, 512) if size >= 0 else 512)
        if not piece and self.breaks:
            raise ConnectionResetError
        return piece

    readline = read


def body(name: str = "upload") -> bytes:
    head = f'--edge\r\nContent-Disposition: form-data; name="{name}"; filename="a.pdf"\r\n'
    return (head + "Content-Type: application/pdf\r\n\r\n").encode() + PDF * 30 + f"{EDGE}--\r\n".encode()


def send(town: World, line: Line, length: int, cookie: str = "") -> int:
    """Send a request past the test client, as a web server does; return the status."""
    answered: list[str] = []
    environ = {
        **RequestFactory().request().environ,
        "REQUEST_METHOD": "POST", "PATH_INFO": "/mina-sidor/uppgifter/", "HTTP_HOST": town.host,
        "CONTENT_TYPE": "multipart/form-data; boundary=edge", "CONTENT_LENGTH": str(length), "wsgi.input": line,
        "HTTP_COOKIE": cookie,
    }  # fmt: skip
    response = WSGIHandler()(environ, lambda status, _headers, *_: answered.append(status))
    response.close()
    return int(answered[0][:3])


def test_an_upload_that_breaks_off_leaves_nothing(real_town: World, tmp_path: Path, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = settings.MEDIA_ROOT = tmp_path
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0  # so that it is on disk while it comes
    half = body()[:5000]
    assert send(real_town, Line(half, breaks=True), len(body())) == 400
    assert list(tmp_path.iterdir()) == []
    with real_town.scope():
        assert not Document.objects.exists()


def test_files_are_read_before_the_landlords_transaction_begins(real_town: World) -> None:
    line = Line(body())
    assert send(real_town, line, len(body())) == 403  # without the token of a form
    assert line.in_a_transaction == {False}
