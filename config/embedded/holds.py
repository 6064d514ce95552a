"""Who holds a service: a shared file lock each, which the kernel drops even for a process that is killed."""

import atexit
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from config.embedded import ground
from config.paths import VAR

_held: dict[str, int] = {}


def hold(name: str, start: Callable[[], None], stop: Callable[[], None]) -> None:
    """Start the service if nobody has, and keep it until this process ends."""
    if name in _held:
        return
    ground.make_folders()
    users = _open_lock(f"{name}.users")
    fcntl.flock(users, fcntl.LOCK_SH)  # waits while a last holder is stopping it
    with _exclusive(f"{name}.start"):
        start()
    _held[name] = users
    atexit.register(_let_go, name, stop, os.getpid())


def _let_go(name: str, stop: Callable[[], None], holder: int) -> None:
    """Stop the service if nobody else holds it. A forked child never does."""
    if os.getpid() != holder:
        return
    users = _held.pop(name)
    with suppress(BlockingIOError):
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        stop()
    os.close(users)


def _open_lock(name: str) -> int:
    path = VAR / "run" / name
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    ground.give_to_service_user(path)
    return lock


@contextmanager
def _exclusive(name: str) -> Iterator[None]:
    lock = _open_lock(name)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
