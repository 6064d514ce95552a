"""What a renter shows for the reason of a notice: the lease of a care home, for one (LEASE-3)."""

from letting.models import Notice, NoticeState
from tenants.models import Document

SUBJECT = "letting.notice"


def subject_of(notice_id: int) -> str:
    """Return what a notice's documents are shown for."""
    return f"{SUBJECT}:{notice_id}"


def rests_on(document: Document) -> bool:
    """Say whether a confirmed notice rests on a document, so that its person cannot take it back."""
    subject, _colon, pk = document.subject.partition(":")
    return subject == SUBJECT and Notice.objects.filter(pk=pk, state=NoticeState.CONFIRMED).exists()
