"""Faults: a worker killed between steps, the broker gone, the mail server refusing. No state lost or doubled."""

from __future__ import annotations

import signal
import smtplib
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from letting.models import Listing, Offer
from letting.services import rounds
from tenants import mailing, ticking, waking
from tenants.models import Delivery, Event, Heartbeat, Message
from tests.cast import World, at
from tests.faults.conftest import Kept, Refusing

ROOT = Path(__file__).parents[2]


def with_interests(town: World, number: int = 3) -> Listing:
    for place in range(number):
        town.person(f"P{place}", born=f"19{70 + place}0101", login=False)
    listing = town.listing()
    for place in range(number):
        town.wants(f"P{place}", listing)
    return listing


def test_a_step_that_breaks_off_leaves_nothing_half_done_and_is_done_again(
    real_town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = with_interests(real_town)
    whole = rounds.close_offers

    def breaks(*arguments: Any, **more: Any) -> None:
        whole(*arguments, **more)
        raise RuntimeError("power cut")

    real_town.tick(at("05-18 08:00"))
    real_town.tick(at("05-22 08:00"))
    monkeypatch.setattr(rounds, "close_offers", breaks)
    assert ticking.tick(at("05-26 08:00")) == (1, 1)
    seen = real_town.see(listing)
    assert (set(real_town.offers(listing).values()), seen.failed_steps, seen.look_again_at) == (
        {"pending"}, 1, at("05-26 09:00"),
    )  # fmt: skip
    assert "power cut" in seen.last_error
    monkeypatch.undo()
    real_town.tick(at("05-26 09:00"))
    assert set(real_town.offers(listing).values()) == {"expired"}
    with real_town.scope():
        assert Event.objects.filter(kind="offer.expired").count() == 3
        assert Message.objects.filter(kind="offer_expired").count() == 3


def test_a_row_that_fails_does_not_stop_the_others(real_town: World, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = with_interests(real_town)
    with real_town.scope():
        broken = real_town.listing(number="B1")
        Listing.objects.filter(pk=broken.pk).update(scheme="gone")
    assert ticking.tick(at("05-18 08:00")) == (4, 1)  # both adverts, and that they were published
    assert set(real_town.offers(listing).values()) == {"pending"}
    assert "gone" in real_town.see(broken).last_error
    assert Heartbeat.objects.values_list("picked", "failed").get() == (4, 1)


KILLED = """
import os, signal, sys
import django
django.setup()
from tests.cast import at
from tenants import ticking
import {module} as module
whole = module.{function}
def dies(*arguments, **more):
    result = whole(*arguments, **more)
    os.kill(os.getpid(), signal.SIGKILL)
module.{function} = dies
ticking.tick(at("{now}"))
"""

FAIL_POINTS = [
    ("letting.services.adverts", "store", "05-18 08:00"),
    ("letting.services.rounds", "open_round", "05-18 08:00"),
    ("letting.services.steps", "settle", "05-18 08:00"),
    ("letting.services.ledger", "record", "05-18 08:00"),
    ("letting.services.ledger", "post", "05-18 08:00"),
]


@pytest.mark.parametrize(("module", "function", "now"), FAIL_POINTS)
def test_a_worker_killed_between_steps_loses_and_doubles_nothing(
    real_town: World, process_environment: dict[str, str], module: str, function: str, now: str
) -> None:
    listing = with_interests(real_town)
    script = KILLED.format(module=module, function=function, now=now)
    environment = process_environment | {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": str(ROOT)}
    killed = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()[-800:]
    assert (real_town.see(listing).state, real_town.offers(listing)) == ("advertised", {})
    real_town.tick(at(now))
    with real_town.scope():
        assert Offer.objects.count() == Event.objects.filter(kind="offer.sent").count() == 3
        assert Message.objects.filter(kind="viewing_offered").count() == 3


def test_control_a_worker_that_commits_as_it_goes_would_leave_half_a_step(
    real_town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With each statement its own transaction, the power cut leaves offers that nobody was told of."""
    from django.db import connection

    listing = with_interests(real_town)

    def cut(*arguments: Any, **more: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("COMMIT")
        raise RuntimeError("power cut")

    monkeypatch.setattr("letting.services.ledger.record", cut)
    ticking.tick(at("05-18 08:00"))
    connection.close()
    assert len(real_town.offers(listing)) == 3
    with real_town.scope():
        assert not Message.objects.filter(kind="viewing_offered").exists()


def test_manage_py_tick_does_the_minutes_work_without_any_broker(
    real_town: World, process_environment: dict[str, str]
) -> None:
    listing = with_interests(real_town)
    environment = process_environment | {
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": "1",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "tick"], cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-800:]
    assert real_town.see(listing).state != "advertised"


def test_a_service_commits_though_the_broker_is_gone(real_town: World, use_broker: Any) -> None:
    use_broker("redis://127.0.0.1:1/0")
    listing = with_interests(real_town)
    real_town.tick(at("05-18 08:00"))
    assert waking._asleep_until > time.monotonic()
    assert len(real_town.offers(listing)) == 3
    with real_town.scope():
        assert set(Message.objects.filter(kind="viewing_offered").values_list("delivery", flat=True)) == {"queued"}


def offer_mails(town: World) -> Any:
    return Message.objects.filter(kind="viewing_offered")


def test_a_mail_server_that_says_later_is_tried_again_with_patience(real_town: World, mail_server: Kept) -> None:
    with_interests(real_town, 2)
    real_town.tick(at("05-18 08:00"))
    Refusing.code = "451 greylisted"
    assert mailing.send_due(at("05-18 08:00")) == 0
    with real_town.scope():
        rows = set(offer_mails(real_town).values_list("delivery", "attempt", "look_again_at"))
    assert rows == {(Delivery.QUEUED, 1, at("05-18 08:01"))}
    Refusing.code = "250 OK"
    assert mailing.send_due(at("05-18 08:00:30")) == 0
    assert mailing.send_due(at("05-18 08:01")) == 2
    with real_town.scope():
        assert set(offer_mails(real_town).values_list("delivery", "attempt")) == {(Delivery.SENT, 2)}
        ids = {f"<{mail_id}@" for mail_id in offer_mails(real_town).values_list("mail_id", flat=True)}
    assert {next(found for found in ids if found in mail.content.decode()) for mail in mail_server.mails} == ids


def test_control_a_mail_sent_in_the_request_fails_it_and_is_lost(mail_server: Kept) -> None:
    from django.core.mail import send_mail

    Refusing.code = "451 greylisted"
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send_mail("Erbjudande", "Hej", "a@example.se", ["b@example.se"])
    assert mail_server.mails == []


def test_an_address_that_is_refused_for_good_is_shown_to_staff_and_the_inbox_keeps_it(
    real_town: World, mail_server: Kept
) -> None:
    with_interests(real_town, 1)
    real_town.tick(at("05-18 08:00"))
    Refusing.code = "550 no such user"
    mailing.send_due(at("05-18 08:00"))
    with real_town.scope():
        message = offer_mails(real_town).get()
        assert (message.delivery, message.look_again_at, message.last_error) == (
            Delivery.FAILED,
            None,
            "SMTPRecipientsRefused",
        )
        assert message.person is not None


def test_a_mail_server_that_is_gone_loses_nothing(real_town: World, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with_interests(real_town, 2)
    real_town.tick(at("05-18 08:00"))
    assert mailing.send_due(at("05-18 08:00")) == 0
    with real_town.scope():
        assert set(offer_mails(real_town).values_list("delivery", "look_again_at")) == {
            (Delivery.QUEUED, at("05-18 08:01"))
        }


def test_a_sender_that_died_gives_its_mails_back_after_the_claim(real_town: World, mailoutbox: list[Any]) -> None:
    with_interests(real_town, 1)
    real_town.tick(at("05-18 08:00"))
    claimed = mailing._claim(real_town.pk, at("05-18 08:00"))
    assert len(claimed) >= 1
    assert mailing.send_due(at("05-18 08:04:59")) == 0
    assert mailing.send_due(at("05-18 08:05")) == len(claimed)
    mailing._finish(claimed[0], at("05-18 08:06"), delivery=Delivery.FAILED)  # the dead one comes back: fenced off
    with real_town.scope():
        assert set(Message.objects.values_list("delivery", flat=True)) == {Delivery.SENT}


def test_the_mail_says_who_sends_it_and_that_a_machine_wrote_it(real_town: World, mail_server: Kept) -> None:
    with_interests(real_town, 1)
    real_town.tick(at("05-18 08:00"))
    mailing.send_due(at("05-18 08:00"))
    text = mail_server.mails[0].content.decode()
    assert "Auto-Submitted: auto-generated" in text
    assert "From: Kopparstaden <" in text
