"""Messages: posted in the transaction of their event, read on Mina sidor, mailed by a worker.

A kind is one declaration and three templates: `messages/<kind>.subject.txt`, `.txt` and `.html`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any

import structlog
from celery import current_app
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from tenants.models import Delivery, Message
from tenants.scoping import scoped_landlord

log = structlog.get_logger()
_kinds: dict[str, Any] = {}

SEND_MAIL = "tenants.tasks.send_mail"  # by name: tasks stand above this module
LEFT_ALONE = 30.0  # seconds
_asleep_until = 0.0


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to post. `context` is frozen facts (dates, address, points): what was promised is not recomputed."""

    kind: str
    key: str
    person_id: int | None = None
    to: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message's words in one language."""

    subject: str
    text: str
    html: str


def declare(kinds: Mapping[str, Any]) -> None:
    """Declare message kinds with what they are called in lists."""
    _kinds.update(kinds)


def declared() -> Mapping[str, Any]:
    """Return all declared kinds with their names."""
    return _kinds


def post(letters: Sequence[Letter], *, now: datetime) -> None:
    """Write messages to the outbox in one statement; one with a key that is there already is left out.

    The mail goes at the next tick; a worker is woken after the commit if the broker answers.
    Raises KeyError for an undeclared kind.
    """
    if not letters:
        return
    landlord = scoped_landlord()
    for letter in letters:
        _kinds[letter.kind]
    Message.objects.bulk_create(
        [
            Message(
                landlord_id=landlord,
                person_id=letter.person_id,
                to=letter.to,
                kind=letter.kind,
                key=letter.key,
                context=dict(letter.context),
                created_at=now,
                look_again_at=now,
            )
            for letter in letters
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(wake, robust=True)


def wake() -> None:
    """Ask a worker to send now. A broker that does not answer is left alone for a while: the tick finds the rows."""
    global _asleep_until  # noqa: PLW0603  (one broker, one memory of it)
    if monotonic() < _asleep_until:
        return
    try:
        current_app.send_task(SEND_MAIL, retry=False)
    except Exception as error:  # noqa: BLE001  (whatever the broker does, the transaction has been made)
        _asleep_until = monotonic() + LEFT_ALONE
        log.warning("outbox.not_woken", error=type(error).__name__)


def render(message: Message, *, language: str, extra: Mapping[str, Any]) -> Rendered:
    """Return a message's words, made from its kind and frozen context."""
    context = {**message.context, **extra, "message": message}
    with translation.override(language):
        subject = render_to_string(f"messages/{message.kind}.subject.txt", context)
        return Rendered(
            subject=" ".join(subject.split())[:200],
            text=render_to_string(f"messages/{message.kind}.txt", context).strip() + "\n",
            html=render_to_string(f"messages/{message.kind}.html", context),
        )


__all__ = ["Delivery", "Letter", "Rendered", "declare", "declared", "post", "render", "wake"]
