"""What changes at a night service, told at once to those who watch it.

The database tells of each change when it is committed (migration `tell_of_changes`). One thread of a process listens
while anybody there watches; what it hears is a number that has grown, and no words.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import structlog
from django.db import connections

log = structlog.get_logger()

CHANNEL = "night"
AWAKE = 1.0  # seconds, after which the thread looks whether anybody watches still
AGAIN = 2.0  # seconds before a lost connection is tried again


class Watch:
    """How often each service has changed, as far as this process has heard."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._times: Counter[int] = Counter()
        self._watchers = 0
        self._thread: threading.Thread | None = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Hear what changes for as long as the block runs."""
        with self._changed:
            self._watchers += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._listen, name="night-watch", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._changed:
                self._watchers -= 1

    def times(self, service: int) -> int:
        """Return how often a service has changed; it is heard of from now on."""
        with self._changed:
            return self._times.setdefault(service, 0)

    def wait(self, service: int, since: int, seconds: float) -> int:
        """Wait until a service has changed since then, at most so long; return how often it has changed."""
        with self._changed:
            self._changed.wait_for(lambda: self._times[service] != since, timeout=seconds)
            return self._times[service]

    def _listen(self) -> None:
        while True:
            try:
                self._hear()
            except psycopg.OperationalError as error:
                if self._is_over():
                    return
                log.warning("night.watch_lost", error=str(error))
                time.sleep(AGAIN)
            else:
                return

    def _hear(self) -> None:
        """Hear until nobody watches. What changed before the connection stood is not known, so all may have."""
        params = connections["default"].get_connection_params()
        wanted = {key: params[key] for key in ("host", "port", "dbname", "user", "password") if params.get(key)}
        with psycopg.connect(**wanted, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self._tell(*list(self._times))
            while not self._is_over():
                for one in connection.notifies(timeout=AWAKE, stop_after=1):
                    self._tell(int(one.payload))

    def _tell(self, *services: int) -> None:
        with self._changed:
            self._times.update(services)
            self._changed.notify_all()

    def _is_over(self) -> bool:
        """Say whether nobody watches; if so, whoever comes now begins a thread of her own."""
        with self._changed:
            over = self._watchers == 0
            if over:
                self._thread = None
            return over


watch = Watch()
