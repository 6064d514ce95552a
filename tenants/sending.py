"""How mails go out, whatever their rows are: several on one connection, and again with patience when one fails."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.core.mail import get_connection

from tenants.core.calendar import later

CLAIM = timedelta(minutes=5)  # longer than the mail server's time-out: two never send the same mail at once
BATCH = 50
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
REFUSED_FOR_GOOD = 500

_M = TypeVar("_M")


def on_one_connection(
    mails: Iterable[_M], send: Callable[[_M, Any], int], put_off: Callable[[_M, Exception], None]
) -> int:
    """Send mails on one connection, and return how many went; when there is none to be had, all are put off.

    `send` sees to a mail that fails itself, and returns whether it went.
    """
    server = get_connection()
    try:
        server.open()
    except Exception as error:  # noqa: BLE001  (refused, timed out, no such host: all the same to the mails)
        for mail in mails:
            put_off(mail, error)
        return 0
    try:
        return sum(send(mail, server) for mail in mails)
    finally:
        server.close()


def next_try(attempt: int, error: Exception, now: datetime) -> datetime | None:
    """Return when a mail is tried again after so many attempts; none when it was refused for good, or often enough."""
    refused = isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= REFUSED_FOR_GOOD for code, _ in error.recipients.values()
    )
    return None if refused or attempt > len(BACK_OFF) else later(now, BACK_OFF[attempt - 1])


def headers(mail_id: object) -> dict[str, str]:
    """Return what every mail of ours says of itself: its name, and that nobody wrote it by hand."""
    return {
        "Message-ID": f"<{mail_id}@{settings.MAIL_DOMAIN}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
