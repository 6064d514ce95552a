"""Letters on paper: messages to those without e-mail, printed as one PDF, posted, and noted as posted.

What was printed is kept as the message's words, as with a mail; the PDF itself goes after some days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tenants import exporting
from tenants.actors import Actor
from tenants.events import Fact, record
from tenants.mailing import frame_of
from tenants.models import Delivery, Export, ExportForm, Landlord, Message
from tenants.outbox import is_secret, render, secret_kinds
from tenants.outcome import Refused, refused
from tenants.scoping import scoped_landlord

LETTERS = "letters"
MOST = 500  # in one pile
WITHOUT_MAIL = (Delivery.INBOX_ONLY, Delivery.FAILED)


def to_post() -> QuerySet[Message]:
    """Return the messages of those without e-mail that nobody has printed, the oldest first.

    One that was printed and never posted comes back when its PDF has gone.
    """
    never_posted = Q(printed_in__posted_at=None, printed_in__made_at__isnull=False, printed_in__look_again_at=None)
    rows = Message.objects.filter(delivery=Delivery.INBOX_ONLY, person__email="", person__isnull=False)
    unprinted = rows.filter(Q(printed_in=None) | never_posted).exclude(kind__in=secret_kinds())
    return unprinted.select_related("person").order_by("pk")


@transaction.atomic
def print_letters(ids: Sequence[int], *, by: Actor, now: datetime) -> Export | Refused:
    """Order one PDF of messages, each a letter with its address in the window; a worker makes it.

    Refused: `nothing_chosen`, `too_many_letters`, `no_address` (someone has no postal address), `secret_message`.
    """
    found = list(
        Message.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=ids, person__isnull=False)
        .select_related("person")
        .order_by("pk")
    )
    if not found:
        return refused("nothing_chosen")
    if len(found) > MOST:
        return refused("too_many_letters")
    if any(is_secret(row.kind) for row in found):
        return refused("secret_message")
    if not all(row.person and row.person.street and row.person.city for row in found):
        return refused("no_address")
    reason = str(_("Brev att posta"))
    order = exporting.order_export(LETTERS, "", form=ExportForm.PDF, reason=reason, by=by, now=now)
    if isinstance(order, Refused):
        return order
    Message.objects.filter(pk__in=[row.pk for row in found]).update(printed_in=order)
    record([Fact("letters.printed", subject_of(row), row.person_id) for row in found], by=by, now=now)
    return order


def subject_of(message: Message) -> str:
    """Return a message's name in the log."""
    return f"tenants.message:{message.pk}"


def _document(order: Export, now: datetime) -> tuple[bytes, int]:
    """Return the letters of an order as one tagged PDF; the words of each are kept with it."""
    from tenants.pdf import render_pdf  # noqa: PLC0415  (a second of start-up that only the worker need pay)

    frame = frame_of(Landlord.objects.get(pk=scoped_landlord()), now)
    rows = list(Message.objects.filter(printed_in=order).select_related("person").order_by("pk"))
    letters = []
    for row in rows:
        if row.person is None:
            continue
        said = render(row, language=row.person.language, extra={**frame, "person": row.person, "in_mail": True})
        letters.append({"person": row.person, "subject": said.subject, "text": said.text, "message": row})
        if not row.body:
            row.subject, row.body = said.subject, said.text
    Message.objects.bulk_update(rows, ["subject", "body"], batch_size=200)
    content, _checksum = render_pdf("letters", {"letters": letters, "now": now, **frame})
    return content, len(letters)


@transaction.atomic
def mark_posted(export_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Note that a pile of letters was posted: for each when and by whom, with its words as the proof.

    Refused: `not_open` (not printed yet, or posted already).
    """
    order = Export.objects.select_for_update(no_key=True).defer("content").filter(pk=export_id, kind=LETTERS).first()
    if order is None or order.made_at is None or order.posted_at is not None:
        return refused("not_open")
    rows = Message.objects.select_for_update(of=("self",), no_key=True).filter(printed_in=order).order_by("pk")
    found = list(rows)
    Message.objects.filter(pk__in=[row.pk for row in found], delivery__in=WITHOUT_MAIL).update(
        delivery=Delivery.POSTED, sent_at=now, look_again_at=None
    )
    Export.objects.filter(pk=order.pk).update(posted_at=now)
    record([Fact("message.posted", subject_of(row), row.person_id) for row in found], by=by, now=now)
    return None


@transaction.atomic
def put_back(export_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Put letters that were printed but not posted back in the pile. Refused: `not_open`."""
    order = Export.objects.select_for_update(no_key=True).defer("content").filter(pk=export_id, kind=LETTERS).first()
    if order is None or order.posted_at is not None:
        return refused("not_open")
    Message.objects.filter(printed_in=order).update(printed_in=None)
    Export.objects.filter(pk=order.pk).update(content=None, look_again_at=None, posted_at=None)
    record([Fact("letters.put_back", order.own_subject)], by=by, now=now)
    return None


exporting.declare(
    LETTERS,
    exporting.Kind(_("Brev"), size=lambda row: Message.objects.filter(printed_in=row).count(), document=_document),
)
