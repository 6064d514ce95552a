"""Mandates: one person asks another to act for her; the other answers; either ends it, or its last day does.

A deed under a mandate holds its row in shared mode till it is made (`tenants.representing`), an end takes it alone:
when an end is made, no deed follows it. The row's lock also keeps the chain of its events in order.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from tenants.actors import PORTAL, Actor
from tenants.core.calendar import local_day, start_of
from tenants.core.mandates import (
    ANSWER_WITHIN,
    ASKED_A_DAY,
    LIVE_AT_MOST,
    WORDING_VERSION,
    bad_end,
    in_force,
    is_of_age,
)
from tenants.events import Fact, record
from tenants.landlords import rules_today
from tenants.models import Extent, Mandate, MandateState, Person
from tenants.outbox import Letter, post
from tenants.outcome import Refused
from tenants.personal_number import Number, index
from tenants.scoping import scoped_landlord

LIVE = (MandateState.INVITED, MandateState.ACCEPTED)
A_DAY = timedelta(days=1)


def key_hash(key: str) -> str:
    """Return what is kept of a question's key."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def ask_to_represent(
    person_id: int,
    *,
    email: str = "",
    number: Number | None = None,
    extent: Extent,
    may_sign: bool,
    ends_on: date | None,
    wording: str,
    by: Actor,
    now: datetime,
) -> Mandate | Refused:
    """Ask someone, by address or by number, to act for a person; the words that she agreed to are kept.

    The answer is the same whether the address or the number is known here or not. Refused: `protected`, `bad_end`,
    `sign_needs_act`, `yourself`, `too_many_live`, `too_many`.
    """
    person = Person.objects.select_related("user").select_for_update(of=("self",), no_key=True).get(pk=person_id)
    today = local_day(now)
    wanted = index(number.digits, scoped_landlord()) if number else None
    if reasons := _against_asking(person, email.strip().lower(), wanted, extent, may_sign, ends_on, now):
        return Refused(reasons)
    key = secrets.token_urlsafe(32)
    workdays = rules_today(today).workdays
    last_day = workdays.last_day_after(today, ANSWER_WITHIN)
    row = Mandate.objects.create(
        person=person,
        extent=extent,
        may_sign=may_sign,
        ends_on=ends_on,
        wording=wording,
        wording_version=WORDING_VERSION,
        invited_email="" if number else email.strip().lower(),
        invited_index=wanted,
        key_hash=key_hash(key),
        asked_at=now,
        answer_last_day=last_day,
        look_again_at=workdays.acted_on_at(last_day),
    )
    record([_fact("mandate.asked", row, row.person_id)], by=by, now=now)
    _post_question(row, person, key, now)
    return row


def _post_question(row: Mandate, person: Person, key: str, now: datetime) -> None:
    """Ask: by mail to an address, on Mina sidor to whoever has the number here; to nobody if nobody has it yet."""
    context = {"last_day": row.answer_last_day.isoformat(), "language": person.language}
    if row.invited_index is None:
        by_mail = {**context, "key": key}
        post([Letter("mandate_asked", f"mandate_asked:{row.pk}", to=row.invited_email, context=by_mail)], now=now)
        return
    known = Person.objects.filter(number_index=row.invited_index).values_list("pk", flat=True).first()
    if known is not None:
        post([Letter("mandate_waits", f"mandate_waits:{row.pk}", known, context=context)], now=now)


def _against_asking(
    person: Person, address: str, wanted: bytes | None, extent: Extent, may_sign: bool, ends_on: date | None,
    now: datetime,
) -> tuple[str, ...]:  # fmt: skip
    own = {person.email.lower(), person.user.email.lower() if person.user else ""}
    rows = Mandate.objects.filter(person=person)
    hers = wanted is not None and person.number_index is not None and bytes(person.number_index) == wanted
    reasons = (
        ("protected", person.protected),
        ("bad_end", bad_end(ends_on, local_day(now))),
        ("sign_needs_act", may_sign and extent != Extent.ACT),
        ("yourself", hers or (wanted is None and address in own)),
        ("too_many_live", rows.filter(state__in=LIVE).count() >= LIVE_AT_MOST),
        ("too_many", rows.filter(asked_at__gt=now - A_DAY).count() >= ASKED_A_DAY),
    )
    return tuple(code for code, holds in reasons if holds)


def questions_for(person: Person, now: datetime) -> QuerySet[Mandate]:
    """Return the questions that a person has been asked by her number, and can answer now."""
    if person.number_index is None:
        return Mandate.objects.none()
    rows = Mandate.objects.filter(invited_index=person.number_index, state=MandateState.INVITED)
    return rows.filter(answer_last_day__gte=local_day(now), person__protected=False).exclude(person=person)


@transaction.atomic
def answer_question(mandate_id: int, agent_id: int, *, accepted: bool, now: datetime, by: Actor) -> Mandate | Refused:
    """Answer a question, once, through its last day; the one who asked is told.

    The caller has seen to it that it is the one who was asked: by key or by number. Refused: `not_found`, `yourself`,
    `already_answered`, `taken_back`, `too_late`, `not_of_age`, `protected`, `already_live`, `ended`.
    """
    row = Mandate.objects.select_related("person").select_for_update(of=("self",)).filter(pk=mandate_id).first()
    if row is None:
        return Refused(("not_found",))
    agent = Person.objects.get(pk=agent_id)
    if against := against_answer(row, agent, now) or (against_yes(row, agent, now) if accepted else ""):
        return Refused((against,))
    row.agent, row.answered_at = agent, now
    row.state = MandateState.ACCEPTED if accepted else MandateState.DECLINED
    row.look_again_at = _end_of(row) if accepted else None
    row.save()
    record([_fact("mandate.accepted" if accepted else "mandate.declined", row, row.person_id)], by=by, now=now)
    context = {"accepted": accepted, "name": agent.given_name if accepted else ""}
    post([Letter("mandate_answered", f"mandate_answered:{row.pk}", row.person_id, context=context)], now=now)
    return row


def against_answer(row: Mandate, agent: Person, now: datetime) -> str:
    """Return the code of what stands against any answer of someone's now; empty: she may answer."""
    if row.person_id == agent.pk:
        return "yourself"
    if row.answered_at is not None:
        return "already_answered"
    if row.state == MandateState.ENDED:
        return "taken_back"
    late = row.state == MandateState.LAPSED or local_day(now) > row.answer_last_day
    return "too_late" if late else ""


def against_yes(row: Mandate, agent: Person, now: datetime) -> str:
    """Return the code of what stands against a yes; empty: she may become the other's ombud."""
    today = local_day(now)
    if row.person.protected or agent.protected:
        return "protected"
    if not is_of_age(agent.born, today):
        return "not_of_age"
    if not in_force(row.ends_on, today):
        return "ended"
    live = Mandate.objects.filter(person=row.person_id, agent=agent, state=MandateState.ACCEPTED)
    return "already_live" if live.exists() else ""


@transaction.atomic
def enter_mandate(
    person_id: int,
    agent_id: int,
    *,
    extent: Extent,
    may_sign: bool,
    ends_on: date | None,
    wording: str,
    by: Actor,
    now: datetime,
) -> Mandate | Refused:
    """Enter a power of attorney that a person has written on paper; it holds at once, and both are told.

    The paper is stored beside it by the caller, in this transaction. Refused: `yourself`, `protected`, `not_of_age`,
    `bad_end`, `sign_needs_act`, `already_live`, `too_many_live`.
    """
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=(person_id, agent_id)).order_by("pk")
    both = {one.pk: one for one in rows}
    if person_id == agent_id:
        return Refused(("yourself",))
    today = local_day(now)
    row = Mandate(
        person=both[person_id], agent=both[agent_id], extent=extent, may_sign=may_sign, ends_on=ends_on,
        wording=wording, wording_version=WORDING_VERSION, key_hash=key_hash(secrets.token_urlsafe(32)), asked_at=now,
        answer_last_day=today, answered_at=now, state=MandateState.ACCEPTED, entered_by=str(by),
    )  # fmt: skip
    reasons = (
        (against_yes(row, both[agent_id], now), True),
        ("bad_end", bad_end(ends_on, today)),
        ("sign_needs_act", may_sign and extent != Extent.ACT),
        ("too_many_live", Mandate.objects.filter(person=person_id, state__in=LIVE).count() >= LIVE_AT_MOST),
    )
    if codes := tuple(code for code, holds in reasons if code and holds):
        return Refused(codes)
    row.look_again_at = _end_of(row)
    row.save()
    record([_fact("mandate.entered", row, person_id)], by=by, now=now)
    name = {"name": both[agent_id].given_name}
    post([Letter("mandate_entered", f"mandate_entered:{row.pk}:person", person_id, context=name)], now=now)
    key = f"mandate_entered:{row.pk}:agent"
    post([Letter("mandate_given", key, agent_id, context={"name": both[person_id].given_name})], now=now)
    return row


@transaction.atomic
def end_mandate(mandate_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """End a mandate, or take a question back: at once, in the middle of whatever the other is doing.

    Whether the one who ends it may is the caller's to know. Refused: `not_found`, `already_ended`.
    """
    row = Mandate.objects.select_for_update().filter(pk=mandate_id).first()
    if row is None:
        return Refused(("not_found",))
    if row.state not in LIVE:
        return Refused(("already_ended",))
    _end(row, by=by, now=now)
    return None


def end_all_of(person: Person, by: Actor, now: datetime) -> None:
    """End all that a person has given or got, because she is to be erased; part of that transaction."""
    asked = Q(invited_index=person.number_index) if person.number_index is not None else Q(pk=None)
    rows = Mandate.objects.select_for_update().filter(Q(person=person) | Q(agent=person) | asked, state__in=LIVE)
    for row in rows.order_by("pk"):
        _end(row, by=by, now=now)
    Mandate.objects.filter(asked).update(invited_index=None)


@transaction.atomic
def look_at(row: Mandate, now: datetime) -> None:
    """Let a question that nobody answered lapse, and a mandate end after its last day."""
    today = local_day(now)
    if row.state == MandateState.INVITED and today > row.answer_last_day:
        row.state, row.look_again_at = MandateState.LAPSED, None
        row.save(update_fields=["state", "look_again_at"])
        record([_fact("mandate.lapsed", row, row.person_id)], by=PORTAL, now=now)
    elif row.state == MandateState.ACCEPTED and not in_force(row.ends_on, today):
        _end(row, by=PORTAL, now=now)
    else:
        row.look_again_at = _end_of(row) if row.state == MandateState.ACCEPTED else None
        if row.state == MandateState.INVITED:
            row.look_again_at = rules_today(today).workdays.acted_on_at(row.answer_last_day)
        row.save(update_fields=["look_again_at"])


def _end(row: Mandate, *, by: Actor, now: datetime) -> None:
    accepted = row.state == MandateState.ACCEPTED
    row.state, row.ended_at, row.ended_by, row.look_again_at = MandateState.ENDED, now, str(by), None
    row.save(update_fields=["state", "ended_at", "ended_by", "look_again_at"])
    record([_fact("mandate.ended", row, row.person_id)], by=by, now=now)
    if accepted:
        for role, person in (("person", row.person_id), ("agent", row.agent_id)):
            key = f"mandate_ended:{row.pk}:{role}"
            post([Letter("mandate_ended", key, person, context={"to": role})], now=now)


def _end_of(row: Mandate) -> datetime | None:
    return start_of(row.ends_on + A_DAY) if row.ends_on else None


def _fact(kind: str, row: Mandate, person_id: int) -> Fact:
    return Fact(kind, row.subject, person_id, {"extent": str(row.extent)})
