"""The worker's half of the outbox: claim, send on one connection, finalise with a fence, try again with patience.

Claims last longer than the mail server's time-out, so two workers never send the same row at once; the claim's
attempt number is the fence: a sender that comes back too late changes nothing.
"""

from datetime import datetime
from email.utils import formataddr
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F

from tenants.core.calendar import later, local_day
from tenants.models import Delivery, Domain, Landlord, Message, Ruleset
from tenants.outbox import is_secret, render, ways_out
from tenants.scoping import scope
from tenants.sending import BATCH, CLAIM, headers, next_try, on_one_connection

log = structlog.get_logger()


def send_due(now: datetime) -> int:
    """Send what is due for every landlord; return how many mails went. Never raises for a single mail."""
    return sum(_send_for(landlord, now) for landlord in Landlord.objects.order_by("pk"))


def _send_for(landlord: Landlord, now: datetime) -> int:
    sent = 0
    while claimed := _claim(landlord.pk, now):
        with scope(landlord.pk):
            frame = frame_of(landlord, now)
        sent += _send_all(claimed, frame, now)
    return sent


def _send_all(claimed: list[Message], frame: dict[str, Any], now: datetime) -> int:
    return on_one_connection(
        claimed,
        lambda message, server: _send(message, server, frame, now),
        lambda message, error: _put_off(message, now, error),
    )


def _claim(landlord: int, now: datetime) -> list[Message]:
    with scope(landlord):
        due = Message.objects.filter(look_again_at__lte=now).order_by("look_again_at", "pk")
        ids = [row.pk for row in due.select_for_update(skip_locked=True, of=("self",))[:BATCH]]
        if not ids:
            return []
        Message.objects.filter(pk__in=ids).update(
            delivery=Delivery.SENDING, attempt=F("attempt") + 1, look_again_at=later(now, CLAIM)
        )
        return list(Message.objects.filter(pk__in=ids).select_related("person", "landlord").order_by("pk"))


def frame_of(landlord: Landlord, now: datetime) -> dict[str, Any]:
    """Return what every message's words may need: the landlord, its facts and rules, and its address."""
    host = Domain.objects.filter(landlord=landlord, is_primary=True).values_list("host", flat=True).first()
    rules = Ruleset.in_force(local_day(now)).rules
    return {"landlord": landlord, "facts": rules.landlord, "rules": rules, "base_url": f"{settings.SCHEME}://{host}"}


def _send(message: Message, server: object, frame: dict[str, Any], now: datetime) -> int:
    person = message.person
    address = message.to or (person.email if person else "")
    if not address:
        _finish(message, now, delivery=Delivery.INBOX_ONLY, look_again_at=None)
        return 0
    try:
        language = person.language if person else message.context.get("language", "sv")
        leave_url = _way_out(message, frame["base_url"], now)
        extra = {**frame, "person": person, "in_mail": True, "leave_url": leave_url}
        words = render(message, language=language, extra=extra)
        mail = EmailMultiAlternatives(
            words.subject,
            words.text,
            formataddr((frame["landlord"].name, settings.DEFAULT_FROM_EMAIL)),
            [address],
            headers={**headers(message.mail_id), **_one_click(leave_url)},
            connection=server,
        )
        mail.attach_alternative(words.html, "text/html")
        mail.send()
    except Exception as error:  # noqa: BLE001  (one mail never stops the others)
        _put_off(message, now, error)
        return 0
    # What was said is the proof; a code or a key is a secret and is not kept.
    secret = is_secret(message.kind)
    body = "" if secret else words.text.replace(leave_url, "…") if leave_url else words.text
    context = {} if secret else message.context
    _finish(
        message,
        now,
        delivery=Delivery.SENT,
        look_again_at=None,
        sent_at=now,
        mailed_to=address,
        subject=words.subject,
        body=body,
        context=context,
    )
    return 1


def _way_out(message: Message, base_url: str, now: datetime) -> str:
    """Return the address at which mails of this kind are ended without logging in; nothing where they cannot be."""
    if message.kind not in ways_out or message.person is None:
        return ""
    with scope(message.landlord.pk):
        return base_url + ways_out[message.kind](message, now)


def _one_click(address: str) -> dict[str, str]:
    """Return the headers by which mail programs show a button for it (RFC 2369, RFC 8058)."""
    if not address:
        return {}
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _put_off(message: Message, now: datetime, error: Exception) -> None:
    again, name = next_try(message.attempt, error, now), type(error).__name__
    log.warning("mail.failed", message=message.pk, attempt=message.attempt, error=name, final=again is None)
    delivery = Delivery.FAILED if again is None else Delivery.QUEUED
    _finish(message, now, delivery=delivery, look_again_at=again, last_error=name)


def _finish(message: Message, now: datetime, **values: object) -> None:
    with scope(message.landlord.pk):
        mine = Message.objects.filter(pk=message.pk, delivery=Delivery.SENDING, attempt=message.attempt)
        mine.update(**values)
