"""What shuts people out of the site: told, answered, and gone a year after the answer."""

from datetime import datetime, timedelta

from django.db import transaction

from tenants.actors import VISITOR, Actor, person_actor
from tenants.events import Fact, record
from tenants.models import Barrier, Message
from tenants.outbox import Letter, post
from tenants.outcome import Refused, refused
from tenants.words import language

KEPT = timedelta(days=365)  # after the answer
ANSWERED = "barrier_answered"
AUTHORITY = "https://www.digg.se/tdosanmalan"  # where one complains of the answer


@transaction.atomic
def tell_of_barrier(
    *, text: str, page: str = "", email: str = "", person_id: int | None = None, now: datetime
) -> Barrier | Refused:
    """Leave it for staff to answer; the same told again while it waits is the one that is there.

    Refused: `text_missing`. Whoever is logged in is answered on Mina sidor, and no other address is kept.
    """
    if not text.strip():
        return refused("text_missing")
    said = {"text": text.strip(), "person_id": person_id, "email": "" if person_id else email}
    if waiting := Barrier.objects.filter(answered_at=None, **said).first():
        return waiting
    row = Barrier.objects.create(**said, page=page.strip(), language=language(), told_at=now)
    by = person_actor(person_id) if person_id else VISITOR
    record([Fact("barrier.told", row.subject, person_id)], by=by, now=now)
    return row


@transaction.atomic
def answer_barrier(barrier_id: int, *, text: str, by: Actor, now: datetime) -> None | Refused:
    """Answer, and send the answer to whoever can be reached. Refused: `already_answered`, `text_missing`."""
    row = _lock(barrier_id)
    if row.answered_at is not None:
        return refused("already_answered")
    if not text.strip():
        return refused("text_missing")
    row.answer, row.answered_at, row.answered_by, row.look_again_at = text.strip(), now, str(by), now + KEPT
    row.save(update_fields=["answer", "answered_at", "answered_by", "look_again_at"])
    record([Fact("barrier.answered", row.subject, row.person_id)], by=by, now=now)
    if row.can_be_answered:
        said = {"answer": row.answer, "language": row.language, "authority": AUTHORITY}
        post([Letter(ANSWERED, _key(row), row.person_id, to=row.email, context=said)], now=now)
    return None


@transaction.atomic
def note_reading(barrier_id: int, *, by: Actor, now: datetime) -> None:
    """Note in the log that staff read it; its row's lock keeps the chain in order."""
    row = _lock(barrier_id)
    record([Fact("barrier.read", row.subject, row.person_id)], by=by, now=now)


def look_at(row: Barrier, now: datetime) -> None:
    """Remove one that was answered a year ago, and what the mail to a stranger said."""
    Message.objects.filter(key=_key(row), person=None).update(to="", context={}, subject="", body="")
    row.delete()


def _lock(barrier_id: int) -> Barrier:
    return Barrier.objects.select_for_update(no_key=True).get(pk=barrier_id)


def _key(row: Barrier) -> str:
    return f"{ANSWERED}:{row.pk}"
