"""Inviting someone to stand with an applicant, and what becomes of an invitation that nobody answers."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from queues.core.company import ANSWER_WITHIN, INVITATIONS_A_DAY, RELATIONS, roles_for
from queues.models import Companion, CompanionState
from tenants.actors import PORTAL, Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.landlords import rules_today
from tenants.models import Person
from tenants.outbox import Letter, post
from tenants.outcome import Refused

LONGEST_EMAIL = 254
# A name that is no more than a name: what somebody has put in its place is not mailed to strangers.
GIVEN_NAME = re.compile(r"[^\W\d_]{1,20}(?:[ '-][^\W\d_]{1,20}){0,2}")
A_DAY = timedelta(days=1)


def key_hash(key: str) -> str:
    """Return what is kept of an invitation's key."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def invite(person_id: int, role: str, email: str, *, relation: str, by: Actor, now: datetime) -> Companion | Refused:
    """Ask someone by mail to stand with an applicant; the link in it waits fourteen days (QUEUE-18, 20, 21, CHECK-11).

    The answer is the same whether the address is known here or not. Refused: `not_allowed_here`, `bad_relation`,
    `bad_address`, `yourself`, `already_invited`, `too_many`.
    """
    person = Person.objects.select_related("user").select_for_update(of=("self",)).get(pk=person_id)
    address = email.strip().lower()
    if reasons := _against(person, role, address, relation, now):
        return Refused(reasons)
    key = secrets.token_urlsafe(32)
    rules, today = rules_today(local_day(now)), local_day(now)
    last_day = rules.workdays.last_day_after(today, ANSWER_WITHIN)
    row = Companion.objects.create(
        person=person,
        role=role,
        relation=relation,
        invited_email=address,
        key_hash=key_hash(key),
        invited_at=now,
        answer_last_day=last_day,
        look_again_at=rules.workdays.acted_on_at(last_day),
    )
    data = {"role": role, "answer_last_day": last_day}
    record([Fact("companion.invited", row.subject, person.pk, data)], by=by, now=now)
    context = {
        "key": key,
        "role": role,
        "asks": name_told(person),
        "last_day": last_day.isoformat(),
        "language": person.language,
    }
    post([Letter("companion_invited", f"companion_invited:{row.pk}", to=address, context=context)], now=now)
    return row


def _against(person: Person, role: str, address: str, relation: str, now: datetime) -> tuple[str, ...]:
    today = local_day(now)
    if role not in roles_for(rules_today(today), born=person.born, day=today):
        return ("not_allowed_here",)
    own = {person.email.lower(), person.user.email.lower() if person.user else ""}
    reasons = (
        ("bad_relation", relation not in (RELATIONS[role] or ("",))),
        ("bad_address", not is_address(address)),
        ("yourself", address in own),
        ("already_invited", _has_live(person, role, now)),
        ("too_many", _invited_today(person, now) >= INVITATIONS_A_DAY),
    )
    return tuple(code for code, holds in reasons if holds)


def is_address(address: str) -> bool:
    """Say whether a text is an e-mail address, and short enough to be one."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= LONGEST_EMAIL


def name_told(person: Person) -> str:
    """Return the given name that the mail says who asks by; none where her identity is protected."""
    named = not person.protected and GIVEN_NAME.fullmatch(person.given_name)
    return person.given_name if named else ""


def _has_live(person: Person, role: str, now: datetime) -> bool:
    """Say whether someone has been asked or stands there; an invitation that ran out is out, acted on or not."""
    rows = Companion.objects.select_for_update().filter(person=person, role=role)
    live = rows.filter(state__in=[CompanionState.INVITED, CompanionState.ACCEPTED]).first()
    if live is not None and _ran_out(live, now):
        lapse(live, now)
        return False
    return live is not None


def _invited_today(person: Person, now: datetime) -> int:
    return Companion.objects.filter(person=person, invited_at__gt=now - A_DAY).count()


@transaction.atomic
def look_at(row: Companion, now: datetime) -> None:
    """Let an invitation lapse that ran out, at the letting hour of the workday after it (TIME-6)."""
    if row.state == CompanionState.INVITED and _ran_out(row, now):
        lapse(row, now)
        return
    row.look_again_at = None
    if row.state == CompanionState.INVITED:
        row.look_again_at = rules_today(local_day(now)).workdays.acted_on_at(row.answer_last_day)
    row.save(update_fields=["look_again_at"])


def lapse(row: Companion, now: datetime) -> None:
    """Write down that nobody answered, and tell the applicant; nothing else changes. The caller has locked the row."""
    row.state, row.look_again_at = CompanionState.LAPSED, None
    row.save(update_fields=["state", "look_again_at"])
    record([Fact("companion.lapsed", row.subject, row.person_id, {"role": row.role})], by=PORTAL, now=now)
    context = {"role": row.role, "last_day": row.answer_last_day.isoformat()}
    post([Letter("companion_lapsed", f"companion_lapsed:{row.pk}", row.person_id, context=context)], now=now)


def _ran_out(row: Companion, now: datetime) -> bool:
    return local_day(now) > row.answer_last_day
