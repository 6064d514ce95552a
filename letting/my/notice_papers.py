"""The document that a reason for notice asks for: chosen with the notice, or afterwards on its page (LEASE-3)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from letting.models import Lease, Notice
from letting.services.notice import Ends, give_notice
from letting.services.notice_papers import subject_of
from tenants import clock
from tenants.document_words import SENTENCES
from tenants.documents import store_document
from tenants.my.documents import DocumentsField
from tenants.my.frame import Visit, actor_of, told
from tenants.outcome import Refused


class PaperForm(forms.Form):
    """Files that show the reason."""

    documents = DocumentsField(label=_("Handlingen, till exempel ditt nya avtal"))


def needs_paper(notice: Notice) -> bool:
    """Say whether staff still wait to see a reason, so that a document can be shown for it."""
    return notice.state == "given" and notice.asked_ends_on is not None


def give_with_papers(
    request: Visit, lease: Lease, ends: Ends, form: PaperForm, *, shows_home: bool
) -> Notice | Refused | None:
    """Give notice and store what was sent with it, both or neither; None where a file was not taken (the form says)."""
    with transaction.atomic():
        outcome = give_notice(
            lease.pk, request.person.pk, reason=ends.asked.reason, shows_home=shows_home, by=actor_of(request),
            now=clock.now(),
        )  # fmt: skip
        if isinstance(outcome, Refused) or store_papers(request, outcome, form):
            return outcome
        transaction.set_rollback(True)
    return None


def store_papers(request: Visit, notice: Notice, form: PaperForm) -> bool:
    """Store the files of a valid form, all or none; say whether they were taken. The form says what was wrong."""
    uploads: Iterable[Any] = form.cleaned_data["documents"]
    with transaction.atomic():
        for upload in uploads:
            outcome = store_document(
                request.person.pk, subject_of(notice.pk), upload, by=actor_of(request), now=clock.now()
            )
            if isinstance(outcome, Refused):
                form.add_error("documents", f"{upload.name}: {told(outcome.codes, SENTENCES)}")
                transaction.set_rollback(True)
                break
    return not form.errors
