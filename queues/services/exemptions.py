"""Exceptions from a rule, made by staff with a reason, and where the landlord says so by two (CHECK-19)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from queues.models import Exemption
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.models import Person, Ruleset
from tenants.outcome import Refused

CAUSES = ("accessible_flat", "health", "children", "weak_demand", "identity_shown", "other")


@transaction.atomic
def grant_exemption(
    person_id: int, rule: str, *, subject: str = "", cause: str, reason: str, by: Actor, now: datetime
) -> Exemption | Refused:
    """Except a person from a rule, for one listing (`subject`) or for all (QUEUE-4, QUEUE-16, CHECK-19).

    Where the landlord wants two, it counts only when `confirm_exemption` was called by another.
    Refused: `not_allowed_here` (the ruleset allows no exception from it), `reason_missing`, `already_made`.
    """
    Person.objects.get(pk=person_id)
    allowed = {str(key): value for key, value in Ruleset.in_force(local_day(now)).rules.exceptions.items()}
    if rule not in allowed:
        return Refused(("not_allowed_here",))
    if not reason.strip() or cause not in CAUSES:
        return Refused(("reason_missing",))
    alone = not allowed[rule].needs_two
    row = Exemption(
        person_id=person_id,
        rule=rule,
        subject=subject,
        cause=cause,
        reason=reason.strip(),
        granted_at=now,
        granted_by=str(by),
        confirmed_at=now if alone else None,
        confirmed_by=str(by) if alone else "",
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return Refused(("already_made",))
    kind = "exception.granted" if alone else "exception.proposed"
    record([_fact(kind, row)], by=by, now=now)
    return row


@transaction.atomic
def confirm_exemption(exemption_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Confirm another's exception. Refused: `second_person_needed` (the same person), `already_answered`."""
    row = Exemption.objects.select_for_update().get(pk=exemption_id)
    if row.confirmed_at is not None or row.ended_at is not None:
        return Refused(("already_answered",))
    if row.granted_by == str(by):
        return Refused(("second_person_needed",))
    row.confirmed_at, row.confirmed_by = now, str(by)
    row.save(update_fields=["confirmed_at", "confirmed_by"])
    record([_fact("exception.granted", row)], by=by, now=now)
    return None


@transaction.atomic
def end_exemption(exemption_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """End an exception: it counts no more for what comes. Refused: `already_ended`."""
    row = Exemption.objects.select_for_update().get(pk=exemption_id)
    if row.ended_at is not None:
        return Refused(("already_ended",))
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    record([_fact("exception.ended", row)], by=by, now=now)
    return None


def _fact(kind: str, row: Exemption) -> Fact:
    subject = row.subject or f"queues.exemption:{row.pk}"
    return Fact(kind, subject, row.person_id, {"rule": row.rule, "cause": row.cause})
