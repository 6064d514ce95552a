"""Mails of the night service's host: no page waits for the mail server, none is lost, none comes twice."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.mail import get_connection
from django.db import connection
from django.test import Client

from tenants import host_mail
from tenants.models import HostMail
from tests.faults.conftest import Kept, Refusing
from tests.night import EVENING, Night, make_night
from tests.pages.office import words

PETRA = "petra@jour.example.se"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def night(committed_db: None, monkeypatch: pytest.MonkeyPatch) -> Night:
    monkeypatch.setattr("tenants.clock.now", lambda: EVENING)
    cache.clear()  # how often codes were asked for
    return make_night("kopparstaden")


def forgets_her_password(night: Night) -> str:
    """Petra asks for a code to choose a new one; return what the page says."""
    petra = Client(headers={"host": night.service.host})
    return words(petra.post("/konto/password/reset/", {"email": PETRA}, follow=True))


def waiting() -> list[tuple[Any, ...]]:
    return list(HostMail.objects.order_by("pk").values_list("to", "attempt", "look_again_at", "last_error"))


def test_a_code_is_asked_for_while_the_mail_server_is_gone_and_comes_when_it_is_back(
    night: Night, mail_server: Kept, settings: Any
) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert "petra@jour.example.se" in forgets_her_password(night)
    assert host_mail.send_due(EVENING) == 0
    assert waiting() == [(PETRA, 1, EVENING + MINUTE, "ConnectionRefusedError")]
    settings.EMAIL_PORT = there
    assert (host_mail.send_due(EVENING + MINUTE / 2), host_mail.send_due(EVENING + MINUTE)) == (0, 1)
    (mail,) = mail_server.mails
    assert mail.rcpt_tos == [PETRA]
    assert re.search(rb"^Auto-Submitted: auto-generated", mail.content, re.MULTILINE)
    assert waiting() == []  # the code is kept nowhere


def test_a_server_that_says_later_is_asked_again_with_patience_and_given_up_in_the_end(
    night: Night, mail_server: Kept
) -> None:
    forgets_her_password(night)
    Refusing.code = "451 greylisted"
    now, tried = EVENING, []
    while (row := HostMail.objects.get()).look_again_at is not None:
        now = row.look_again_at
        assert host_mail.send_due(now) == 0
        tried.append(now - EVENING)
    assert [int(one / MINUTE) for one in tried] == [0, 1, 6, 21, 81, 321, 1041]
    assert (row.to, row.body, row.last_error) == (PETRA, "", "SMTPRecipientsRefused")
    assert host_mail.send_due(now + timedelta(days=29)) == 0
    assert [one[0] for one in waiting()] == [PETRA]
    host_mail.send_due(now + timedelta(days=31))
    assert (waiting(), mail_server.mails) == ([], [])


def test_an_address_that_is_refused_for_good_is_told_to_the_manager_until_a_mail_comes_there(
    night: Night, mail_server: Kept
) -> None:
    magda, told = night.inside("Magda"), "Mejlet kom inte fram"
    petra = f"/medarbetare/{night.workers['Petra'].pk}/bjud-in/"
    Refusing.code = "550 no such user"
    magda.post(petra)
    assert told not in words(magda.get("/medarbetare/"))
    assert host_mail.send_due(EVENING) == 0
    assert words(magda.get("/medarbetare/")).count(told) == 1
    Refusing.code = "250 OK"
    magda.post(petra)
    assert told not in words(magda.get("/medarbetare/"))
    assert host_mail.send_due(EVENING) == 1
    assert [one.rcpt_tos for one in mail_server.mails] == [[PETRA]]


def test_two_senders_at_once_send_each_mail_once(night: Night, mail_server: Kept) -> None:
    magda, sent = night.inside("Magda"), list[int]()
    for one in night.workers.values():
        magda.post(f"/medarbetare/{one.pk}/bjud-in/")
    number = HostMail.objects.count()

    def send() -> None:
        try:
            sent.append(host_mail.send_due(EVENING))
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _ in range(4)]
    for one in senders:
        one.start()
    for one in senders:
        one.join(30)
    assert (number, len(sent), sum(sent), len(mail_server.mails)) == (4, 4, 4, 4)


def test_control_senders_that_claim_nothing_send_each_mail_more_than_once(night: Night, mail_server: Kept) -> None:
    forgets_her_password(night)
    mails = list(HostMail.objects.all())
    for _ in range(2):  # each has read what is due before the other has sent it
        assert [host_mail._send(EVENING, mail, get_connection()) for mail in mails] == [1]
    assert len(mail_server.mails) == 2


def test_a_sender_that_died_gives_its_mails_back_and_changes_nothing_when_it_comes_to(
    night: Night, mail_server: Kept
) -> None:
    forgets_her_password(night)
    (dead,) = host_mail._claim(EVENING)
    Refusing.code = "451 greylisted"
    assert host_mail.send_due(EVENING + 4 * MINUTE) == 0
    assert waiting() == [(PETRA, 1, EVENING + 5 * MINUTE, "")]
    assert host_mail.send_due(EVENING + 5 * MINUTE) == 0
    after = waiting()
    host_mail._put_off(EVENING + 9 * MINUTE, dead, OSError())
    assert waiting() == after == [(PETRA, 2, EVENING + 10 * MINUTE, "SMTPRecipientsRefused")]
