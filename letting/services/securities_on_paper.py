"""A security that reaches staff on paper or at the office: entered and accepted in one act (CHECK-11)."""

from datetime import datetime

from django.db import transaction

from letting.models import Security, SecurityState
from letting.services.securities import LIVE, decide_security, note_accepted
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Person
from tenants.outcome import Refused


@transaction.atomic
def accept_security(person_id: int, kind: str, *, reason: str, by: Actor, now: datetime) -> None | Refused:
    """Accept a security that staff have before them; one that the applicant has offered already is decided.

    Refused: `not_allowed_here` (the landlord takes none of the kind), `reason_missing`, `already_answered` (accepted
    before), and as `decide_security`.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    if kind not in {str(allowed) for allowed in rules_today(local_day(now)).checks.securities}:
        return Refused(("not_allowed_here",))
    if not reason.strip():
        return Refused(("reason_missing",))
    live = Security.objects.filter(person=person, kind=kind, state__in=LIVE).first()
    if live is not None and live.state == SecurityState.ACCEPTED:
        return Refused(("already_answered",))
    if live is not None:
        return decide_security(live.pk, accepted=True, reason=reason, by=by, now=now)
    row = Security.objects.create(
        person=person,
        kind=kind,
        state=SecurityState.ACCEPTED,
        offered_at=now,
        decided_at=now,
        decided_by=str(by),
        reason=reason.strip(),
    )
    note_accepted(row, by=by, now=now)
    return None
