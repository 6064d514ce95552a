"""What every act about a claim for priority begins with: its name, its lock, and the word in the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from queues.models import PriorityClaim, PriorityState
from tenants.actors import Actor
from tenants.events import Fact, record
from tenants.models import Document

LIVE = (PriorityState.FILED, PriorityState.PROPOSED, PriorityState.GRANTED)
SUBJECT, DRAFT = "queues.priorityclaim", "queues.priority_draft"


def subject_of(claim_id: int) -> str:
    """Return a claim's name in the log, which its documents are shown for."""
    return f"{SUBJECT}:{claim_id}"


def draft_of(person_id: int) -> str:
    """Return what documents are shown for while an application is being written."""
    return f"{DRAFT}:{person_id}"


def lock(claim_id: int) -> PriorityClaim:
    """Return a claim, locked; raise DoesNotExist for one that is unknown or another landlord's."""
    return PriorityClaim.objects.select_for_update(no_key=True, of=("self",)).get(pk=claim_id)


def note(
    kind: str, claim: PriorityClaim, data: Mapping[str, Any] | None = None, /, *, by: Actor, now: datetime
) -> None:
    """Note an event of a claim; the caller has locked it, or just made it."""
    record([Fact(kind, subject_of(claim.pk), claim.person_id, data or {})], by=by, now=now)


def has_live(person_id: int) -> bool:
    """Say whether a person has a claim that waits, or that still gives offers."""
    return PriorityClaim.objects.filter(person=person_id, state__in=LIVE).exists()


def rests_on(document: Document) -> bool:
    """Say whether a claim that has not been taken back rests on a document."""
    subject, _colon, pk = document.subject.partition(":")
    if subject != SUBJECT:
        return False
    return PriorityClaim.objects.filter(pk=pk).exclude(state=PriorityState.WITHDRAWN).exists()
