"""The demo: everything up with one command, down with Ctrl-C. `make demo` runs this.

1. Start PostgreSQL and Valkey, unless DATABASE_URL and REDIS_URL name others.
2. Migrate; build the demo town, unless it stands (`manage.py demo_town`, `demo_night`; their text is shown at the end).
3. Run web, worker and beat until one of them ends or the demo is interrupted.
"""

import argparse
import fcntl
import os
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from honcho.manager import Manager

from config import embedded
from config.paths import ROOT, VAR
from letting.demo.named import demo_numbers

_PYTHON = sys.executable


def main() -> int:
    """Run the demo; the exit code is that of the first process to end, 0 after Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m config.demo", description="Run Kölapp's demo.")
    parser.add_argument("--reset", action="store_true", help="first throw away what the demo holds")
    reset = parser.parse_args().reset
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))  # so that the services stop, too
    try:
        with _only_one() as lock:
            return _run(lock, reset=reset)
    except embedded.EmbeddedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except subprocess.CalledProcessError as error:
        return error.returncode
    except KeyboardInterrupt:
        return 0


def _run(lock: int, *, reset: bool) -> int:
    port = _free_port()
    address = f"localhost:{port}"
    os.pwrite(lock, f"http://{address}".encode(), 0)
    os.environ |= {"KOLAPP_DEMO": "1", "KOLAPP_ENV": "local", "KOLAPP_BASE_HOST": address, "PYTHONUNBUFFERED": "1"}
    bankid = _free_port(port + 1)
    os.environ |= {
        "KOLAPP_BANKID_ISSUER": f"http://localhost:{bankid}",
        "KOLAPP_BANKID_CLIENT": "kolapp-demo",
        "KOLAPP_BANKID_SECRET": secrets.token_urlsafe(24),
        "KOLAPP_BANKID_PEOPLE": ",".join(f"{name}={number}" for name, number in demo_numbers().items()),
    }
    _start_services(reset=reset)
    if "DATABASE_URL" in os.environ:  # the embedded database is brought up to date by whatever command needs its tables
        _manage("migrate", "--verbosity", "0")
    _say("Building the demo town (only the first time) …")
    welcome = _manage("demo_town") + _manage("demo_night")
    manager = Manager()
    for name, command in _processes(port, bankid).items():
        process = "web" if name == "web" else "worker"
        manager.add_process(name, command, env=os.environ | {"KOLAPP_PROCESS": process}, cwd=str(ROOT))
    threading.Thread(target=_greet, args=(port, welcome), daemon=True).start()
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    manager.loop()
    interrupted = {128 + signal.SIGINT, 128 + signal.SIGTERM}
    return 0 if manager.returncode in interrupted else manager.returncode or 0


def _processes(port: int, bankid: int) -> dict[str, str]:
    python = shlex.quote(_PYTHON)
    celery = f"exec {python} -m celery --quiet -A config"
    web = f"--interface wsgi --host 127.0.0.1 --port {port} --blocking-threads 5 --no-ws --log-level warning"
    return {
        "web": f"exec {python} -m granian {web} config.wsgi:application",
        "worker": f"{celery} worker --queues steps,mail,pdf --concurrency 2 --without-gossip --without-mingle",
        "beat": f"{celery} beat --pidfile=",
        "bankid": f"exec {python} -m tenants.demo.broker --port {bankid}",
    }


def _start_services(*, reset: bool) -> None:
    own_database, own_broker = "DATABASE_URL" not in os.environ, "REDIS_URL" not in os.environ
    if own_database:
        embedded.hold_postgres()
    if own_broker:
        embedded.hold_valkey()
    if reset:
        if not (own_database and own_broker):
            raise embedded.EmbeddedError("Only the embedded database is emptied: unset DATABASE_URL and REDIS_URL.")
        embedded.empty()
        for folder in ("demo", "media"):
            shutil.rmtree(VAR / folder, ignore_errors=True)


def _manage(*command: str) -> str:
    """Run a management command; what it writes is handed back, its errors are shown."""
    called = [_PYTHON, str(ROOT / "manage.py"), *command]
    return subprocess.run(called, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def _only_one() -> Iterator[int]:
    """Hold the demo's lock, which also tells where the running demo is."""
    VAR.mkdir(parents=True, exist_ok=True)
    path = Path(VAR / "demo.lock")
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError:
        raise embedded.EmbeddedError(f"{VAR} belongs to {VAR.owner()}: run as that user.") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise embedded.EmbeddedError(f"The demo is running already: {path.read_text()}") from None
    try:
        os.ftruncate(lock, 0)
        yield lock
    finally:
        os.close(lock)


def _free_port(first: int = 8000) -> int:
    """8000, or the next port that nobody listens on."""
    for port in range(first, first + 100):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise embedded.EmbeddedError(f"No free port between {first} and {first + 99}.")


def _greet(port: int, welcome: str) -> None:
    """Say where to go, once there is somebody there."""
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            break
        time.sleep(0.1)
    _say(f"\n{welcome.strip()}\n\nKölapp is up: http://localhost:{port}\nCtrl-C stops everything.\n")


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
