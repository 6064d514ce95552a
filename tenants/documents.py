"""Documents: files that persons show. Stored by what is in them, read by those who may, removed when asked."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

from tenants.actors import APPLICANTS, Actor
from tenants.events import Fact, record
from tenants.file_content import LARGEST, BadFile, clean_name, examine
from tenants.files import remove_after_commit, write_with_transaction
from tenants.models import Document, Person
from tenants.outcome import Refused, refused
from tenants.scoping import scoped_landlord

MOST = 10  # live ones that a person shows for one thing

# Asked before a person takes a document back: does something that was decided, or is being decided, rest on it?
needed: list[Callable[[Document], bool]] = []


@transaction.atomic
def store_document(
    person_id: int, subject: str, upload: UploadedFile[Any], *, by: Actor, now: datetime
) -> Document | Refused:
    """Store a file that a person shows for a subject ("queues.priorityclaim:12"). Row and file are made together.

    Refused: `empty`, `too_large`, `wrong_type`, `lies_about_type`, `broken`, `too_many`.
    """
    declared = (upload.content_type or "").partition(";")[0].strip()
    try:
        if (upload.size or 0) > LARGEST:  # what it held is not kept (`tenants.uploads`)
            raise BadFile("too_large")
        content = examine(_read(upload), name=upload.name or "", declared=declared)
    except BadFile as bad:
        return refused(bad.code)
    Person.objects.select_for_update(no_key=True).get(pk=person_id)  # her documents are counted under this lock
    if documents_of(subject).filter(person=person_id).count() >= MOST:
        return refused("too_many")
    landlord = scoped_landlord()
    name = f"documents/{landlord}/{secrets.token_hex(16)}.{content.kind.ending}"
    document = Document.objects.create(
        person_id=person_id,
        subject=subject,
        file=write_with_transaction(name, content.data),
        name=clean_name(upload.name or "", content.kind),
        content_type=content.kind.content_type,
        size=len(content.data),
        sha256=hashlib.sha256(content.data).hexdigest(),
        uploaded_at=now,
        uploaded_by=str(by),
    )
    _log("document.stored", document, by, now)
    return document


def _read(upload: UploadedFile[Any]) -> bytes:
    """Return a file's bytes; of one that is too large, only so many that it shows."""
    upload.seek(0)
    data: bytes = upload.read(LARGEST + 1)
    return data


def documents_of(subject: str) -> QuerySet[Document]:
    """Return what is shown for a subject, the oldest first."""
    return Document.objects.filter(subject=subject, removed_at=None).order_by("uploaded_at", "pk")


@transaction.atomic
def remove_document(document_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Remove a document: its file goes when this is made, that there was one stays.

    Refused: `already_removed`, `needed` (a person takes back what a decision rests on; staff may).
    """
    document = Document.objects.select_for_update(no_key=True).get(pk=document_id)
    if document.removed_at is not None:
        return refused("already_removed")
    if by.kind in APPLICANTS and is_needed(document):
        return refused("needed")
    remove_after_commit(document.file.name or "")
    document.removed_at, document.file = now, ""
    document.name = ""
    document.save(update_fields=["removed_at", "file", "name"])
    _log("document.removed", document, by, now)
    return None


def is_needed(document: Document) -> bool:
    """Say whether a decision rests on a document, so that its person cannot take it back."""
    return any(asked(document) for asked in needed)


@transaction.atomic
def note_reading(document_id: int, *, by: Actor, now: datetime) -> None:
    """Note in the log that staff read a document; its row's lock keeps the chain in order."""
    document = Document.objects.select_for_update(no_key=True).get(pk=document_id)
    _log("document.read", document, by, now)


@transaction.atomic
def move_documents(documents: Iterable[Document], subject: str, *, by: Actor, now: datetime) -> None:
    """Let documents that were shown beforehand stand for what they were meant for, once that is there."""
    for document in documents:
        Document.objects.filter(pk=document.pk).update(subject=subject)
        document.subject = subject
        _log("document.used", document, by, now)


def _log(kind: str, document: Document, by: Actor, now: datetime) -> None:
    data = {"about": document.subject, "type": document.content_type, "size": document.size}
    record([Fact(kind, f"tenants.document:{document.pk}", document.person_id, data)], by=by, now=now)
