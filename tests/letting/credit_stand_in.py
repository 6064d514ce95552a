"""A credit service that stands in for a real one: it speaks the contract over real sockets, or breaks it on demand."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.db import connection

CLEAN: dict[str, Any] = {"debts": {"enforcement": 0, "restructuring": False}, "remarks": []}
IN_TRANSACTION = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the service got it, and how many transactions were open in the portal's database just then."""

    path: str
    key: str
    authorization: str
    body: dict[str, Any]
    transactions: int


@dataclass
class CreditService:
    """What is answered about whom; `breaks` is done instead of answering, while it is set.

    With `watches` it looks into the portal's database, from a connection of its own, while it is asked.
    """

    reports: dict[str, Any] = field(default_factory=dict)
    breaks: Callable[[BaseHTTPRequestHandler], None] | None = None
    before: Callable[[], None] | None = None
    asked: list[Asked] = field(default_factory=list)
    url: str = ""
    watches: bool = False

    def __enter__(self) -> CreditService:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                service.note(self, body)
                if service.before is not None:
                    service.before()
                if service.breaks is not None:
                    service.breaks(self)
                else:
                    send(self, json.dumps(service.reports.get(body["personal_number"], CLEAN)).encode())

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def note(self, handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        """Note a question."""
        transactions = open_transactions() if self.watches else 0
        key, authorization = handler.headers["Idempotency-Key"], handler.headers["Authorization"]
        self.asked.append(Asked(handler.path, key, authorization, body, transactions))

    def about(self, number: str, *, enforcement: int = 0, restructuring: bool = False, remarks: Any = ()) -> None:
        """Set what is answered about a person."""
        debts = {"enforcement": enforcement, "restructuring": restructuring}
        self.reports[number] = {"debts": debts, "remarks": list(remarks), "name": "Kanarie Fågelsson"}


def open_transactions() -> int:
    """Count the transactions that are open in the tests' database, this thread's own connection left out."""
    with connection.cursor() as cursor:
        cursor.execute(IN_TRANSACTION)
        (number,) = cursor.fetchone()
    connection.close()
    return int(number)


def send(handler: BaseHTTPRequestHandler, content: bytes, status: int = 200, **headers: str) -> None:
    """Answer with some content."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked has heard enough
        handler.wfile.write(content)


def answering(content: bytes, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return what answers always the same."""
    return lambda handler: send(handler, content, status, **headers)


def slow(seconds: float) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return what answers too late."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        send(handler, json.dumps(CLEAN).encode())

    return act


def trickling(handler: BaseHTTPRequestHandler) -> None:
    """Answer a byte at a time, each soon enough, and never come to an end."""
    handler.send_response(200)
    handler.end_headers()
    with suppress(BrokenPipeError, ConnectionResetError):
        for _ in range(60):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)
