"""Complaints about decisions (SCHEME-10): filed, answered, taken to the next instance, closed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from letting.models import Complaint, ComplaintState, ComplaintTurn, Interest
from queues.models import PriorityClaim
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.models import Person, Ruleset
from tenants.outbox import Letter, post
from tenants.outcome import Refused, refused
from tenants.rulesets import Rules
from tenants.rulesets.office_rules import ComplaintStep

INTEREST, PRIORITY = "letting.interest", "queues.priorityclaim"


def subject_of(complaint_id: int) -> str:
    """Return a complaint's name in the log."""
    return f"letting.complaint:{complaint_id}"


def steps_of(complaint: Complaint) -> Sequence[ComplaintStep]:
    """Return the instances as they were when it was filed; a later version of the rules does not change them."""
    return complaint.ruleset.rules.complaints


def step_of(complaint: Complaint) -> ComplaintStep:
    """Return the instance that has the word, or had it last."""
    return steps_of(complaint)[complaint.step - 1]


def is_last(complaint: Complaint) -> bool:
    """Say whether there is no instance after the present one."""
    return complaint.step >= len(steps_of(complaint))


@transaction.atomic
def file_complaint(
    person_id: int, *, subject: str, text: str, by: Actor, now: datetime
) -> Complaint | Refused:  # fmt: skip
    """File a complaint in writing with the first instance, about one of the person's own matters or in general.

    Refused: `no_steps` (the landlord has no instances), `text_missing`, `no_such_subject`, `already_filed` (one
    about the same goes on).
    """
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    ruleset = Ruleset.in_force(local_day(now))
    if not ruleset.rules.complaints:
        return refused("no_steps")
    if not text.strip():
        return refused("text_missing")
    if subject and not _is_hers(person_id, subject, ruleset.rules):
        return refused("no_such_subject")
    going_on = Complaint.objects.filter(person=person_id, subject=subject).exclude(state=ComplaintState.CLOSED)
    if subject and going_on.exists():
        return refused("already_filed")
    complaint = Complaint(
        person_id=person_id, subject=subject, text=text.strip(), filed_at=now, ruleset=ruleset
    )  # fmt: skip
    _hand_over(complaint, 1, now)
    complaint.save()
    _tell(complaint, "complaint.filed", {"step": 1, "about": subject}, by=by, now=now)
    return complaint


@transaction.atomic
def answer_complaint(
    complaint_id: int, *, text: str, upheld: bool, by: Actor, role: str, now: datetime
) -> None | Refused:
    """Answer for the instance that has the complaint; after the last one it is closed. The person is told.

    Refused: `already_answered`, `not_your_step` (another role answers for this instance), `text_missing`.
    """
    complaint = _lock(complaint_id)
    if complaint.state != ComplaintState.WAITING:
        return refused("already_answered")
    if role != step_of(complaint).role:
        return refused("not_your_step")
    if not text.strip():
        return refused("text_missing")
    ComplaintTurn.objects.create(
        complaint=complaint, step=complaint.step, text=text.strip(), at=now, by=str(by), upheld=upheld
    )
    complaint.answer_last_day = None
    complaint.state = ComplaintState.CLOSED if is_last(complaint) else ComplaintState.ANSWERED
    complaint.closed_at = now if is_last(complaint) else None
    complaint.save(update_fields=["answer_last_day", "state", "closed_at"])
    data = {"step": complaint.step, "upheld": "upheld" if upheld else "not_upheld"}
    _note(complaint, "complaint.answered", data, by=by, now=now)
    post([_answer_letter(complaint, upheld=upheld)], now=now)
    return None


@transaction.atomic
def take_further(complaint_id: int, *, text: str, by: Actor, now: datetime) -> None | Refused:
    """Ask the next instance to try an answered complaint.

    Refused: `last_step`, `not_answered` (the present instance has the word), `not_open` (closed), `text_missing`.
    """
    complaint = _lock(complaint_id)
    if complaint.state == ComplaintState.WAITING:
        return refused("not_answered")
    if is_last(complaint):
        return refused("last_step")
    if complaint.state == ComplaintState.CLOSED:
        return refused("not_open")
    if not text.strip():
        return refused("text_missing")
    _hand_over(complaint, complaint.step + 1, now)
    ComplaintTurn.objects.create(
        complaint=complaint, step=complaint.step, by_person=True, text=text.strip(), at=now, by=str(by)
    )
    complaint.save(update_fields=["step", "state", "answer_last_day"])
    _tell(complaint, "complaint.taken_further", {"step": complaint.step}, by=by, now=now)
    return None


@transaction.atomic
def close_complaint(complaint_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Close a complaint that the person is content with, or takes back. Refused: `not_open`."""
    complaint = _lock(complaint_id)
    if complaint.state == ComplaintState.CLOSED:
        return refused("not_open")
    complaint.state, complaint.closed_at, complaint.answer_last_day = ComplaintState.CLOSED, now, None
    complaint.save(update_fields=["state", "closed_at", "answer_last_day"])
    _note(complaint, "complaint.closed", {"step": complaint.step}, by=by, now=now)
    return None


@transaction.atomic
def note_reading(complaint_id: int, *, by: Actor, now: datetime) -> None:
    """Note in the log that staff read a complaint; its row's lock keeps the chain in order."""
    _note(_lock(complaint_id), "complaint.read", {}, by=by, now=now)


def _lock(complaint_id: int) -> Complaint:
    rows = Complaint.objects.select_related("ruleset").select_for_update(no_key=True, of=("self",))
    return rows.get(pk=complaint_id)


def _hand_over(complaint: Complaint, step: int, now: datetime) -> None:
    """Give the word to an instance, with its last day to answer where the rules set one (TIME-4)."""
    complaint.step, complaint.state = step, ComplaintState.WAITING
    within, calendar = step_of(complaint).within, complaint.ruleset.rules.workdays
    complaint.answer_last_day = calendar.last_day_after(local_day(now), within) if within else None


def _is_hers(person_id: int, subject: str, rules: Rules) -> bool:
    kind, _colon, pk = subject.partition(":")
    if not (pk.isdecimal() and len(pk) < 19):
        return False
    if kind == INTEREST:
        return Interest.objects.filter(pk=int(pk), person=person_id).exists()
    if kind == PRIORITY and rules.priority is not None and rules.priority.appeal:
        return PriorityClaim.objects.filter(pk=int(pk), person=person_id, decided_at__isnull=False).exists()
    return False


def _tell(complaint: Complaint, kind: str, data: dict[str, Any], *, by: Actor, now: datetime) -> None:
    """Note that an instance has been given the word, and confirm it to the person."""
    _note(complaint, kind, data, by=by, now=now)
    who = step_of(complaint).answered_by
    last_day = complaint.answer_last_day
    context = {
        "complaint": complaint.pk, "who_sv": who.sv, "who_en": who.en,
        "last_day": last_day.isoformat() if last_day else None,
    }  # fmt: skip
    key = f"complaint_filed:{complaint.pk}:{complaint.step}"
    post([Letter("complaint_filed", key, complaint.person_id, context=context)], now=now)


def _answer_letter(complaint: Complaint, *, upheld: bool) -> Letter:
    who, last = step_of(complaint).answered_by, is_last(complaint)
    context: dict[str, Any] = {
        "complaint": complaint.pk, "who_sv": who.sv, "who_en": who.en, "upheld": upheld, "last": last,
    }  # fmt: skip
    if not last:
        following = steps_of(complaint)[complaint.step].answered_by
        context |= {"next_sv": following.sv, "next_en": following.en}
    key = f"complaint_answered:{complaint.pk}:{complaint.step}"
    return Letter("complaint_answered", key, complaint.person_id, context=context)


def _note(complaint: Complaint, kind: str, data: dict[str, Any], *, by: Actor, now: datetime) -> None:
    record([Fact(kind, subject_of(complaint.pk), complaint.person_id, data)], by=by, now=now)
