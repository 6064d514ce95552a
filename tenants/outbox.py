"""Messages: posted in the transaction of their event, read on Mina sidor, mailed by a worker.

A kind is one declaration and three templates: `messages/<kind>.subject.txt`, `.txt` and `.html`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from tenants import waking
from tenants.events import declare_codes
from tenants.models import Delivery, Message
from tenants.scoping import scoped_landlord
from tenants.words import in_sentence

_kinds: dict[str, Any] = {}
_secret: set[str] = set()

# How one ends mails of a kind without logging in: told, when a mail is about to go, which it is, and gives the path
# of a page whose POST ends them. Only kinds that one has asked for can be ended.
ways_out: dict[str, Callable[[Message, datetime], str]] = {}


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


def declare(kinds: Mapping[str, Any], *, secret: bool = False) -> None:
    """Declare message kinds with what they are called in lists.

    What a secret kind says opens a door (a code, a key): nothing of it is kept once it is mailed.
    """
    _kinds.update(kinds)
    declare_codes({kind: in_sentence(name) for kind, name in kinds.items()}, of="message.sent_again.kind")
    if secret:
        _secret.update(kinds)


def is_secret(kind: str) -> bool:
    """Say whether what messages of a kind say is kept no longer than until they are mailed."""
    return kind in _secret


def secret_kinds() -> frozenset[str]:
    """Return the kinds whose messages open a door, and are kept nowhere."""
    return frozenset(_secret)


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
    waking.after_commit(waking.SEND_MAIL)


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


__all__ = [
    "Delivery",
    "Letter",
    "Rendered",
    "declare",
    "declared",
    "is_secret",
    "post",
    "render",
    "secret_kinds",
    "ways_out",
]
