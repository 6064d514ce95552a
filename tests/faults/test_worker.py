"""A real worker on a real Valkey: woken by a message it does the tick and sends the mail."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from kombu.exceptions import OperationalError

from config import celery_app
from tenants.models import Message
from tenants.tasks import send_mail, tick
from tests.cast import World, at

ROOT = Path(__file__).parents[2]


@pytest.fixture
def broker(use_broker: Callable[[str], None]) -> Iterator[str]:
    """The embedded Valkey, as this process and the worker's broker."""
    from config import embedded
    from config.paths import embedded_valkey_socket

    embedded.hold_valkey()
    url = f"redis+socket://{embedded_valkey_socket()}?virtual_host=3"
    use_broker(url)
    celery_app.control.purge()
    yield url
    celery_app.control.purge()


def worker(environment: dict[str, str], url: str) -> subprocess.Popen[bytes]:
    arguments = (
        "-A config worker --queues steps,mail --concurrency 1 --without-gossip --without-mingle --loglevel warning"
    )
    command = [sys.executable, "-m", "celery", *arguments.split()]
    mail = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": "1", "KOLAPP_PROCESS": "worker", "REDIS_URL": url}
    return subprocess.Popen(command, cwd=ROOT, env=environment | mail, start_new_session=True)


def until(holds: Callable[[], bool], seconds: float = 30) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if holds():
            return True
        time.sleep(0.2)
    return False


def test_a_worker_takes_the_tick_and_the_mail_from_the_broker(
    real_town: World, process_environment: dict[str, str], broker: str
) -> None:
    real_town.person("Anna")
    listing = real_town.listing()
    real_town.wants("Anna", listing)
    running = worker(process_environment, broker)
    try:
        tick.apply_async()
        assert until(lambda: real_town.see(listing).state != "advertised")
        send_mail.apply_async()

        def tried() -> bool:
            with real_town.scope():
                return Message.objects.filter(attempt__gte=1).exists()

        assert until(tried)
        assert at("05-18 08:00") < real_town.see(listing).advert_ended_at
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        connection.close()


def test_control_a_task_sent_without_the_outbox_is_lost_with_the_broker(use_broker: Callable[[str], None]) -> None:
    use_broker("redis+socket:///nowhere/valkey.sock?virtual_host=0")
    with pytest.raises(OperationalError):
        send_mail.apply_async(retry=False)


def test_valkey_gone_under_way_costs_the_waking_and_nothing_else(
    real_town: World, use_broker: Callable[[str], None]
) -> None:
    from tenants import mailing, waking

    use_broker("redis+socket:///nowhere/valkey.sock?virtual_host=0")
    real_town.person("Anna")
    listing = real_town.listing()
    real_town.wants("Anna", listing)
    real_town.tick(at("05-18 08:00"))
    assert waking._asleep_until > time.monotonic()
    assert mailing.send_due(at("05-18 08:01")) > 0
