"""The outbox of hosts that are no landlord's: codes for logging in and invitations of the night service's staff.

No page waits for a mail server, and one that is down loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F

from tenants import waking
from tenants.core.calendar import later
from tenants.models import HostMail
from tenants.sending import BATCH, CLAIM, headers, next_try, on_one_connection

log = structlog.get_logger()

KEPT = timedelta(days=30)  # that a mail was given up


def post(to: str, subject: str, body: str, *, now: datetime) -> None:
    """Write a mail to the outbox; it goes at the next tick, or at once if a worker is awake.

    What was given up to the same address is forgotten: this mail is the new try.
    """
    HostMail.objects.filter(to=to, look_again_at=None).delete()
    HostMail.objects.create(to=to, subject=subject[:200], body=body, created_at=now, look_again_at=now)
    waking.after_commit(waking.SEND_MAIL)


def given_up(addresses: Iterable[str]) -> set[str]:
    """Return those of some addresses to which the latest mail was given up."""
    return set(HostMail.objects.filter(to__in=list(addresses), look_again_at=None).values_list("to", flat=True))


def send_due(now: datetime) -> int:
    """Send what is due; return how many mails went. Never raises for a single mail."""
    HostMail.objects.filter(look_again_at=None, created_at__lt=later(now, -KEPT)).delete()
    sent = 0
    while mails := _claim(now):
        sent += on_one_connection(mails, partial(_send, now), partial(_put_off, now))
    return sent


def _claim(now: datetime) -> list[HostMail]:
    with transaction.atomic():
        due = HostMail.objects.filter(look_again_at__lte=now).order_by("look_again_at", "pk")
        mails = list(due.select_for_update(skip_locked=True)[:BATCH])
        HostMail.objects.filter(pk__in=[mail.pk for mail in mails]).update(
            attempt=F("attempt") + 1, look_again_at=later(now, CLAIM)
        )
    for mail in mails:
        mail.attempt += 1
    return mails


def _send(now: datetime, mail: HostMail, server: Any) -> int:
    try:
        EmailMessage(mail.subject, mail.body, to=[mail.to], headers=headers(mail.mail_id), connection=server).send()
    except Exception as error:  # noqa: BLE001  (one mail never stops the others)
        _put_off(now, mail, error)
        return 0
    HostMail.objects.filter(pk=mail.pk, attempt=mail.attempt).delete()
    return 1


def _put_off(now: datetime, mail: HostMail, error: Exception) -> None:
    again, name = next_try(mail.attempt, error, now), type(error).__name__
    log.warning("host_mail.failed", mail=mail.pk, attempt=mail.attempt, error=name, final=again is None)
    left = {} if again else {"body": ""}
    mine = HostMail.objects.filter(pk=mail.pk, attempt=mail.attempt)
    mine.update(look_again_at=again, last_error=name, **left)
