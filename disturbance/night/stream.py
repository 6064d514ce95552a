"""The board's stream of events: it says that something has changed, and the board asks what.

A stream holds one of the web server's threads, so that a process has few of them. Whoever finds none free is told so
(204), and asks by herself every few seconds.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_GET

from disturbance.night.acting import NightRequest
from disturbance.night.doors import OPERATOR, staff
from disturbance.watching import watch

NO_CONTENT = 204
BREATH = 3.0  # seconds between signs of life: a board that was left is noticed by them, and its place is free
LONGEST = 600.0  # seconds, then the browser comes again: a login that has ended is noticed by it
BEGUN, CHANGED, ALIVE = b"retry: 3000\n\n", b"event: changed\ndata:\n\n", b":\n\n"

_free = threading.BoundedSemaphore(settings.NIGHT_STREAMS)


@staff(OPERATOR)
@require_GET
def stream(request: NightRequest) -> HttpResponseBase:
    """Tell each change until the browser goes; 204 where no more can be told."""
    if not _free.acquire(blocking=False):
        return HttpResponse(status=NO_CONTENT)
    return StreamingHttpResponse(
        Told(request.night_service.pk), content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )  # fmt: skip


class Told:
    """What is told of one service to one browser. Its place is free again when it is closed, begun or not."""

    def __init__(self, service: int) -> None:
        self._service = service
        self._place: threading.BoundedSemaphore | None = _free

    def __iter__(self) -> Iterator[bytes]:
        """Yield the stream, a piece for each change."""
        connection.close()  # back to the pool: nothing more is asked while it is open
        ends = time.monotonic() + LONGEST
        try:
            with watch.watching():
                seen = watch.times(self._service)
                yield BEGUN
                while time.monotonic() < ends:
                    now = watch.wait(self._service, seen, BREATH)
                    yield CHANGED if now != seen else ALIVE
                    seen = now
        finally:
            self.close()

    def close(self) -> None:
        """Leave the place to another."""
        place, self._place = self._place, None
        if place is not None:
            place.release()
