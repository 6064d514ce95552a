"""Those who stand with an applicant: invited, answering, counted, approved, and parting again.

Points stay each one's own (QUEUE-5): nothing here touches a registration.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from queues.core.company import consents_asked, is_of_age, must_be_of_age
from queues.models import Companion, CompanionRole, CompanionState, Consent
from queues.services.invitations import key_hash
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.landlords import rules_today
from tenants.models import Person
from tenants.outbox import Letter, post
from tenants.outcome import Refused

# Told of a yes and of an end, in its transaction: how `letting` keeps securities by guarantors.
on_accepted: list[Callable[[Companion, Actor, datetime], None]] = []
on_ended: list[Callable[[Companion, Actor, datetime], None]] = []

_ANSWERED = frozenset({CompanionState.ACCEPTED, CompanionState.DECLINED})


@transaction.atomic
def answer_invitation(
    key: str, person_id: int, *, accepted: bool, consents: Mapping[str, str], by: Actor, now: datetime
) -> Companion | Refused:
    """Answer an invitation by its secret key, once, through its last day (QUEUE-18 to 21, CHECK-11).

    With a yes go the consents, each in its wording (QUEUE-19). Refused: `not_found`, `yourself`, `already_answered`,
    `wrong_person` (another has answered), `taken_back`, `too_late`, `not_of_age`, `consent_missing`.
    """
    row = _lock_with_both(key, person_id)
    if row is None:
        return Refused(("not_found",))
    if against := against_answer(row, person_id, now):
        return Refused((against,))
    if accepted and (reasons := _against_yes(row, person_id, consents, now)):
        return Refused(reasons)
    row.other_id, row.answered_at, row.look_again_at = person_id, now, None
    row.state = CompanionState.ACCEPTED if accepted else CompanionState.DECLINED
    row.consent_wording = "\n".join(consents.values()) if accepted else ""
    row.save()
    facts = [_fact("companion.accepted" if accepted else "companion.declined", row, row.person_id)]
    if accepted:
        facts.append(_fact("companion.joined", row, person_id))
        facts += _keep_consents(row, person_id, consents, now)
    record(facts, by=by, now=now)
    context = {"role": row.role, "accepted": accepted}
    post([Letter("companion_answered", f"companion_answered:{row.pk}", row.person_id, context=context)], now=now)
    for told in on_accepted if accepted else ():
        told(row, by, now)
    return row


def _lock_with_both(key: str, person_id: int) -> Companion | None:
    """Lock the two persons, by id, then the invitation: who answers each other's at once do not wait for ever."""
    found = Companion.objects.filter(key_hash=key_hash(key))
    asks = found.values_list("person", flat=True).first()
    if asks is None:
        return None
    list(Person.objects.select_for_update().filter(pk__in=(asks, person_id)).order_by("pk"))
    return found.select_related("person").select_for_update(of=("self",)).first()


def against_answer(row: Companion, person_id: int, now: datetime) -> str:
    """Return the code of what stands against any answer by a person now; empty: she may answer."""
    if row.person_id == person_id:
        return "yourself"
    if row.state in _ANSWERED or row.answered_at is not None:
        return "already_answered" if row.other_id == person_id else "wrong_person"
    if row.state == CompanionState.ENDED:
        return "taken_back"
    late = row.state == CompanionState.LAPSED or local_day(now) > row.answer_last_day
    return "too_late" if late else ""


def _against_yes(row: Companion, person_id: int, consents: Mapping[str, str], now: datetime) -> tuple[str, ...]:
    today = local_day(now)
    other = Person.objects.get(pk=person_id)
    asked = consents_asked(row.role, rules_today(today))
    reasons = (
        ("not_of_age", must_be_of_age(row.role) and not is_of_age(other.born, today)),
        ("consent_missing", bool(set(asked) - set(consents))),
    )
    return tuple(code for code, holds in reasons if holds)


def _keep_consents(row: Companion, person_id: int, consents: Mapping[str, str], now: datetime) -> list[Fact]:
    """Keep what was agreed to, unless the person has agreed to it here before (QUEUE-19)."""
    live = set(Consent.objects.filter(person=person_id, withdrawn_at=None).values_list("kind", flat=True))
    new = {kind: wording for kind, wording in consents.items() if kind not in live}
    for kind, wording in new.items():
        Consent.objects.create(person_id=person_id, kind=kind, wording=wording, given_at=now)
    return [Fact("consent.given", row.subject, person_id, {"consent": kind}) for kind in new]


@transaction.atomic
def end_companionship(companion_id: int, person_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Part again, or take an invitation back; the other of the two is told. Refused: `not_yours`, `already_ended`."""
    row = _lock(companion_id)
    if row is None or person_id not in (row.person_id, row.other_id):
        return Refused(("not_yours",))
    if row.state not in (CompanionState.INVITED, CompanionState.ACCEPTED):
        return Refused(("already_ended",))
    told = row.other_id if person_id == row.person_id else row.person_id
    _end(row, by, now)
    if told is not None:
        context = {"role": row.role, "by_applicant": person_id == row.person_id}
        post([Letter("companion_ended", f"companion_ended:{row.pk}", told, context=context)], now=now)
    return None


@transaction.atomic
def approve_parent(companion_id: int, *, approved: bool, reason: str, by: Actor, now: datetime) -> None | Refused:
    """Let a parent who said yes sign, or not: staff decide, with a reason that stays (QUEUE-20, QUEUE-21).

    A pupil goes to an upper secondary school in the municipality; parent and adult child are both assessed. Both are
    told. Refused: `not_found`, `not_answered` (nobody has said yes), `already_decided`, `reason_missing`.
    """
    row = _lock(companion_id)
    if row is None or row.role != CompanionRole.PARENT:
        return Refused(("not_found",))
    if row.approved_by:
        return Refused(("already_decided",))
    if row.state != CompanionState.ACCEPTED:
        return Refused(("not_answered",))
    if not reason.strip():
        return Refused(("reason_missing",))
    row.approved_by, row.approved_reason = str(by), reason.strip()
    if approved:
        row.approved_at = now
        row.save(update_fields=["approved_at", "approved_by", "approved_reason"])
        record([_fact("companion.approved", row, row.person_id)], by=by, now=now)
    else:
        row.save(update_fields=["approved_by", "approved_reason"])
        record([_fact("companion.turned_down", row, row.person_id)], by=by, now=now)
        _end(row, by, now)
    context = {"approved": approved}
    both = {"applicant": row.person_id, "parent": row.other_id}
    post(
        [
            Letter("parent_decided", f"parent_decided:{row.pk}:{who}", person, context={**context, "to": who})
            for who, person in both.items()
        ],
        now=now,
    )
    return None


def _lock(companion_id: int) -> Companion | None:
    return Companion.objects.select_for_update().filter(pk=companion_id).first()


def _end(row: Companion, by: Actor, now: datetime) -> None:
    row.state, row.ended_at, row.look_again_at = CompanionState.ENDED, now, None
    row.save(update_fields=["state", "ended_at", "look_again_at"])
    record([_fact("companion.ended", row, row.person_id)], by=by, now=now)
    for told in on_ended:
        told(row, by, now)


def _fact(kind: str, row: Companion, person_id: int) -> Fact:
    return Fact(kind, row.subject, person_id, {"role": row.role})
