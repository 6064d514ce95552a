"""Securities for a weak income or a small remark: offered by an applicant, decided by staff (CHECK-11)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from letting.models import Security, SecurityKind, SecurityState
from queues.models import Companion, CompanionRole
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.documents import store_document
from tenants.events import Fact, record
from tenants.landlords import rules_today
from tenants.models import Document, Person
from tenants.outbox import Letter, post
from tenants.outcome import Refused

LIVE = (SecurityState.OFFERED, SecurityState.ACCEPTED)

# Told of a security that staff accept, with their reason, in its transaction: what open checks it may pass.
on_accepted: list[Callable[[Security, Actor, datetime], None]] = []


@transaction.atomic
def offer_security(
    person_id: int, kind: str, *, companion_id: int | None = None, uploads: Sequence[UploadedFile[Any]] = (),
    by: Actor, now: datetime,
) -> Security | Refused:  # fmt: skip
    """Offer a security; a guarantor is a companion who has said yes to it, a bank guarantee comes with its document.

    Refused: `not_allowed_here` (the landlord takes none of the kind), `already_offered` (one waits or is accepted),
    `guarantor_missing` (no such companion has said yes), and as `store_document`: then nothing is offered.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    if kind not in {str(allowed) for allowed in rules_today(local_day(now)).checks.securities}:
        return Refused(("not_allowed_here",))
    if Security.objects.filter(person=person, kind=kind, state__in=LIVE).exists():
        return Refused(("already_offered",))
    companion = _guarantor(person_id, companion_id) if kind == SecurityKind.GUARANTOR else None
    if kind == SecurityKind.GUARANTOR and companion is None:
        return Refused(("guarantor_missing",))
    row = Security.objects.create(person=person, kind=kind, companion=companion, offered_at=now)
    _log("security.offered", row, by, now)
    for upload in uploads:
        stored = store_document(person_id, security_subject(row.pk), upload, by=by, now=now)
        if isinstance(stored, Refused):
            transaction.set_rollback(True)
            return stored
    return row


@transaction.atomic
def decide_security(security_id: int, *, accepted: bool, reason: str, by: Actor, now: datetime) -> None | Refused:
    """Accept a security or not, with a reason that stays; the applicant is told. A decision stands.

    Refused: `not_found`, `already_answered`, `reason_missing`, `guarantor_missing` (she stands there no longer).
    """
    row = Security.objects.select_for_update().filter(pk=security_id).first()
    if row is None:
        return Refused(("not_found",))
    if row.state != SecurityState.OFFERED:
        return Refused(("already_answered",))
    if not reason.strip():
        return Refused(("reason_missing",))
    if accepted and row.kind == SecurityKind.GUARANTOR and _guarantor(row.person_id, row.companion_id) is None:
        return Refused(("guarantor_missing",))
    row.state = SecurityState.ACCEPTED if accepted else SecurityState.REFUSED
    row.decided_at, row.decided_by, row.reason = now, str(by), reason.strip()
    row.save()
    if accepted:
        note_accepted(row, by=by, now=now)
    else:
        _log("security.refused", row, by, now)
        _tell(row, now)
    return None


def note_accepted(row: Security, *, by: Actor, now: datetime) -> None:
    """Log that a security was accepted, tell the applicant, and let it lift what it may."""
    _log("security.accepted", row, by, now)
    _tell(row, now)
    for told in on_accepted:
        told(row, by, now)


def _tell(row: Security, now: datetime) -> None:
    context = {"kind": row.kind, "accepted": row.state == SecurityState.ACCEPTED}
    post([Letter("security_decided", f"security_decided:{row.pk}", row.person_id, context=context)], now=now)


@transaction.atomic
def take_back_security(security_id: int, person_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Take back what one has offered, while nobody has decided. Refused: `not_yours`, `already_answered`."""
    row = Security.objects.select_for_update().filter(pk=security_id, person=person_id).first()
    if row is None:
        return Refused(("not_yours",))
    if row.state != SecurityState.OFFERED:
        return Refused(("already_answered",))
    _end(row, by, now)
    return None


def guarantor_said_yes(companion: Companion, by: Actor, now: datetime) -> None:
    """Offer a guarantor who has just said yes: to ask her was to offer her. Another security may be there already."""
    if companion.role == CompanionRole.GUARANTOR:
        offer_security(companion.person_id, SecurityKind.GUARANTOR, companion_id=companion.pk, by=by, now=now)


def guarantor_left(companion: Companion, by: Actor, now: datetime) -> None:
    """End the security of a guarantor who stands there no longer."""
    for row in Security.objects.select_for_update().filter(companion=companion, state__in=LIVE):
        _end(row, by, now)


def rests_on(document: Document) -> bool:
    """Say whether a security that staff accepted rests on a document, which then cannot be taken back."""
    app, _, pk = document.subject.partition(":")
    accepted = Security.objects.filter(state=SecurityState.ACCEPTED)
    return app == "letting.security" and pk.isdecimal() and accepted.filter(pk=int(pk)).exists()


def security_subject(security_id: int) -> str:
    """Return a security's name in the log, which is also what its documents are shown for."""
    return f"letting.security:{security_id}"


def _guarantor(person_id: int, companion_id: int | None) -> Companion | None:
    if companion_id is None:
        return None
    rows = Companion.objects.filter(Companion.counts, person=person_id, role=CompanionRole.GUARANTOR)
    return rows.filter(pk=companion_id).first()


def _end(row: Security, by: Actor, now: datetime) -> None:
    row.state = SecurityState.ENDED
    row.save(update_fields=["state"])
    _log("security.ended", row, by, now)


def _log(kind: str, row: Security, by: Actor, now: datetime) -> None:
    record([Fact(kind, security_subject(row.pk), row.person_id, {"kind": row.kind})], by=by, now=now)
