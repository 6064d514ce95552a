"""The whole portal as people meet it: a web server, and where mail matters a worker, as processes; and Chromium.

`KOLAPP_PICTURES=<folder>` keeps a picture of every page that is met.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from asyncio import AbstractEventLoop, get_running_loop
from asyncio.events import _set_running_loop
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
import redis
from django.db import connections
from playwright.sync_api import Browser, expect, sync_playwright

from config import embedded
from config.paths import ROOT, VAR, embedded_valkey_socket
from tenants import clock
from tenants.demo.broker import Broker, Server
from tenants.models import DemoClock
from tests.browser.judging import Judged
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor
from tests.cast import make_world, number_in_series
from tests.whole_town import NOW, whole_town

FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
BROWSERS = ("chromium-headless-shell", "chromium")  # the first is the second without its windows, at half the cost
# not where painting is timed
SPARING = "--disable-software-rasterizer --disable-gpu-compositing --disable-component-update"
WEB = "granian --interface wsgi --host 127.0.0.1 --blocking-threads 4 --no-ws --log-level warning"
WORKER = "celery --quiet -A config worker --queues steps,mail --concurrency 1 --without-gossip --without-mingle"
PATIENCE = 30
WIDE = 1280
WHOLE = "hela-staden"
BANKID = {"Anna": 988, "Bo": 989}  # who can show one, and the serial of her number


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def running_chromium() -> Iterator[tuple[Browser, AbstractEventLoop]]:
    """Debian's Chromium, kept running for all tests of this process, and the event loop that Playwright is in.

    The loop goes on for as long as the browser does; whoever does not drive the browser is not to see it.
    """
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail("The browser tests need Chromium: apt-get install chromium")
    expect.set_options(timeout=PATIENCE * 1000)  # what comes late on a busy machine is not wrong
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS.split(), *SPARING.split()])
        loop = get_running_loop()
        _set_running_loop(None)
        try:
            yield browser, loop
        finally:
            _set_running_loop(loop)
            browser.close()


@pytest.fixture
def chromium(running_chromium: tuple[Browser, AbstractEventLoop]) -> Iterator[Browser]:
    """The browser, with nothing in it of the test before: each visitor has a context of her own, closed at the end."""
    browser, loop = running_chromium
    _set_running_loop(loop)
    try:
        yield browser
    finally:
        for context in browser.contexts:
            context.close()
        connections.close_all()  # those of Playwright's event loop; the thread's own are others
        _set_running_loop(None)


@pytest.fixture(scope="session")
def judged(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Judged:
    """What has been judged so far in this run, by whichever of its processes."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "judged"
    folder.mkdir(exist_ok=True)
    return Judged(folder)


@pytest.fixture(scope="session")
def broker() -> Iterator[Broker]:
    """The demo's own BankID, for all portals of these tests."""
    people = {name: number_in_series("19900101", serial).replace("-", "") for name, serial in BANKID.items()}
    with Server(Broker("kolapp", "a secret", people)) as server:
        yield server.broker


@dataclass(frozen=True)
class Served:
    """A web server that all tests of this process visit, one after the other."""

    port: int
    environment: dict[str, str]
    folder: Path  # of media, mail and keys
    log: Path

    def is_emptied(self) -> None:
        """Take away what the test before has left beside the database."""
        for left in ("media", "demo"):
            shutil.rmtree(self.folder / left, ignore_errors=True)
        with redis.Redis.from_url(self.environment["CACHE_URL"]) as valkey:
            valkey.flushdb()


@pytest.fixture(scope="session")
def served(
    on_this_database: dict[str, str], broker: Broker, worker_id: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """The portal's web server in demo mode, started when the first test asks for it."""
    port, folder = _free_port(), tmp_path_factory.mktemp("portal")
    environment = on_this_database | _broker(worker_id) | {
        "KOLAPP_DEMO": "1", "KOLAPP_BASE_HOST": f"localhost:{port}", "KOLAPP_VAR": str(folder),
        "KOLAPP_BANKID_ISSUER": broker.issuer, "KOLAPP_BANKID_CLIENT": broker.client,
        "KOLAPP_BANKID_SECRET": broker.secret,
    }  # fmt: skip
    shutil.copy(VAR / "keys", folder / "keys")
    log = folder / "web.log"
    web = _start(f"{WEB} --port {port} config.wsgi:application", environment, log)
    try:
        _wait_for(port, web, log)
        yield Served(port, environment, folder, log)
    finally:
        _end(web)


@pytest.fixture
def portal(
    process_environment: dict[str, str],
    served: Served,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Iterator[Portal]:
    """The portal up in demo mode, with one landlord in it; all of it is gone afterwards.

    Which one can be asked for: `@pytest.mark.parametrize("portal", ["flen"], indirect=True)`; WHOLE is the town where
    everything has happened, and there the clock stands on that day.
    """
    # Playwright has an event loop in this thread, and Django would take our calls for calls from within it.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    settings.DEMO = True  # this process reads the portal's clock too
    settings.MEDIA_ROOT = served.folder / "media"
    served.is_emptied()
    landlord = getattr(request, "param", "kopparstaden")
    host = f"{landlord}.localhost:{served.port}"
    world = whole_town(host) if landlord == WHOLE else make_world(landlord, host=host)
    if landlord == WHOLE:
        DemoClock.objects.create(pk=1, offset=NOW.astimezone(UTC) - clock.now())
    told = served.log.stat().st_size
    yield Portal(world, f"http://{world.host}", served.environment)
    assert "Traceback" not in served.log.read_text()[told:]


@pytest.fixture
def worker(portal: Portal, tmp_path: Path) -> Iterator[None]:
    """A worker beside the portal, which sends the mails as soon as they are written."""
    log = tmp_path / "worker.log"
    process = _start(WORKER, portal.environment | {"KOLAPP_PROCESS": "worker"}, log)
    try:
        yield
    finally:
        _end(process)
    assert "Traceback" not in log.read_text()


@pytest.fixture
def visit(portal: Portal, chromium: Browser, judged: Judged) -> Callable[..., Visitor]:
    """Opens a browser for one more person, with cookies of her own."""

    def open_for(name: str, *, width: int = WIDE, javascript: bool = True) -> Visitor:
        context = chromium.new_context(
            base_url=portal.address, viewport={"width": width, "height": 900}, locale="sv-SE", accept_downloads=True,
            timezone_id="Europe/Stockholm", java_script_enabled=javascript, reduced_motion="reduce",
        )  # fmt: skip
        return Visitor(name, context.new_page(), judged, javascript=javascript)

    return open_for


def _broker(worker_id: str) -> dict[str, str]:
    """A broker and a cache of our own in the embedded Valkey: tests at the same time have others."""
    embedded.hold_valkey()
    path, number = embedded_valkey_socket(), 8 + int(worker_id.removeprefix("gw").replace("master", "0")) % 8
    return {"REDIS_URL": f"redis+socket://{path}?virtual_host={number}", "CACHE_URL": f"unix://{path}?db={number}"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(command: str, environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    called = [sys.executable, "-m", *command.split()]
    with log.open("wb") as file:
        return subprocess.Popen(called, cwd=ROOT, env=environment, stdout=file, stderr=file, start_new_session=True)


def _wait_for(port: int, web: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and web.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail(f"The web server did not start:\n{log.read_text()}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children, kindly first."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=5)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
