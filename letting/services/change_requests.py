"""Applying to change a lease: by a renter, who asks the other by mail, or by staff for all (LEASE-7 to 10)."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from letting.core.lease_changes import Applied, reasons_against
from letting.models import ChangeState, Lease, LeaseChange, UnitKind
from letting.models.lease_change import FELLOWS, LIVE
from letting.services.change_consents import against_pupil, end_change, expect, join, other_lease_of, settle
from letting.services.change_ledger import (
    against_lease,
    against_two,
    draft_of,
    fellow_of,
    has_live,
    lock_change,
    moving,
    note,
    write,
)
from letting.services.notice import lock_lease
from queues.services.invitations import is_address, key_hash, name_told
from tenants.actors import PORTAL, Actor
from tenants.core.calendar import local_day
from tenants.documents import documents_of, move_documents
from tenants.landlords import rules_today
from tenants.models import Person
from tenants.outbox import Letter, post
from tenants.outcome import Refused, refused
from tenants.rulesets.change_rules import AFTER_DEATH, ChangeKind, ChangeReason

ASKED_A_DAY = 5
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is applied for, as it is filled in. `swaps_here`: the other rents here too; else `elsewhere` says where."""

    kind: ChangeKind
    reason: ChangeReason
    from_on: date
    until_on: date | None = None
    rent_asked: int | None = None
    since_on: date | None = None
    text: str = ""
    swaps_here: bool = False
    elsewhere: str = ""


def against(lease: Lease, wish: Wish, *, documents: int, other_id: int | None = None, now: datetime) -> tuple[str, ...]:
    """Return what stands against an application, for the form and in earnest: every code, none if it can be sent.

    On paper `other_id` is known. The codes of `hindrance` and of `letting.core.lease_changes.reasons_against`, and
    `elsewhere_missing`.
    """
    today = local_day(now)
    if found := hindrance(lease, wish.kind, now, other_id=other_id):
        return (found,)
    applied = Applied(
        kind=wish.kind, reason=wish.reason, text=wish.text, from_on=wish.from_on, until_on=wish.until_on,
        rent_asked=wish.rent_asked, own_rent=lease.rent, since_on=wish.since_on, documents=documents,
        lived_since=lease.home_since or lease.starts_on, lease_ends=lease.ends_on,
        has_pupil=lease.resident_id is not None,
    )  # fmt: skip
    codes = reasons_against(rules_today(today).change(wish.kind), applied, today=today)
    if wish.kind is ChangeKind.SWAP and not wish.swaps_here and not wish.elsewhere.strip():
        codes = (*codes, "elsewhere_missing")
    return codes


def hindrance(lease: Lease, kind: ChangeKind, now: datetime, *, other_id: int | None = None) -> str:
    """Return what stands against applying about a lease at all now, whatever is filled in; empty: nothing does.

    `lease_over`, `under_notice`, `not_a_home`, `already_asked`, `already_moving`, `two_already`, `two_on_lease`.
    """
    if found := against_lease(lease, local_day(now), kind):
        return found
    if lease.unit.kind != UnitKind.APARTMENT:
        return "not_a_home"
    if has_live(lease.pk, kind):
        return "already_asked"
    return "already_moving" if moving([lease.pk]) else against_two(lease, kind, other_id=other_id)


@transaction.atomic
def ask_for_change(
    lease_id: int, person_id: int, wish: Wish, *, email: str, by: Actor, now: datetime
) -> LeaseChange | Refused:
    """Apply to change one's lease, with the documents of the draft, and ask the other by mail; she has fourteen days.

    Whoever rents the home with her is asked on Mina sidor. The application is complete, and the landlord's time runs,
    when all have said yes. Refused: `lease_over` (hers or
    not), `by_staff_only` (after a death), `bad_address`, `yourself`, `too_many`, and the codes of `against`.
    """
    lease = lock_lease(lease_id)
    if lease is None or person_id not in lease.renters:
        return refused("lease_over")
    if wish.reason in AFTER_DEATH:
        return refused("by_staff_only")
    documents = list(documents_of(draft_of(lease_id, wish.kind)).filter(person=person_id))
    if codes := against(lease, wish, documents=len(documents), now=now):
        return Refused(codes)
    person = Person.objects.select_related("user").select_for_update(of=("self",)).get(pk=person_id)
    address = email.strip().lower()
    if codes := against_mail(person, address, now):
        return Refused(codes)
    key = secrets.token_urlsafe(32)
    change = _make(lease, wish, person_id, now=now, key_hash=key_hash(key), invited_email=address)
    move_documents(documents, change.subject, by=by, now=now)
    last_day = expect(change, now)
    note(change, "lease.change_asked", {"reason": change.reason, "answer_last_day": last_day}, by=by, now=now)
    fellow = change.co_person.full_name if change.co_person else ""
    write(change, "change_received", to=[person_id], now=now, last_day=last_day, email=address, fellow=fellow)
    settle(change, asks=("co_person",), by=by, now=now)
    context = {
        "key": key,
        "kind": change.kind,
        "asks": name_told(person),
        "last_day": last_day.isoformat(),
        "language": person.language,
    }
    post([Letter("change_invited", f"change_invited:{change.pk}", to=address, context=context)], now=now)
    return change


def against_mail(person: Person, address: str, now: datetime) -> tuple[str, ...]:
    """Return what stands against asking someone at an address: `bad_address`, `yourself`, `too_many`."""
    own = {person.email.lower(), person.user.email.lower() if person.user else ""}
    asked = LeaseChange.objects.filter(person=person, made_at__gt=now - A_DAY).count()
    reasons = (
        ("bad_address", not is_address(address)),
        ("yourself", address in own),
        ("too_many", asked >= ASKED_A_DAY),
    )
    return tuple(code for code, holds in reasons if holds)


@transaction.atomic
def enter_change(
    lease_id: int, other_id: int, wish: Wish, *, other_lease_id: int | None = None, all_agree: bool = True, by: Actor,
    now: datetime,
) -> LeaseChange | Refused:  # fmt: skip
    """Enter an application that both have signed on paper, or that the one who stays makes after a death.

    It is complete if all have signed it who rent with either; else those are asked. What must be shown came with the
    paper: staff add it. Refused: `lease_over`, `yourself`, `no_lease_here`, and as `against` and `against_pupil`.
    """
    lease = lock_lease(lease_id)
    if lease is None:
        return refused("lease_over")
    person_id = fellow_of(lease, other_id) if other_id in lease.renters else lease.person_id
    if person_id is None or (other_id in lease.renters and wish.kind is not ChangeKind.TRANSFER):
        return refused("yourself")
    if codes := against(lease, wish, documents=1, other_id=other_id, now=now):
        return Refused(codes)
    if code := against_pupil(lease, wish.reason, other_id, now):
        return refused(code)
    if wish.swaps_here and other_lease_of(other_id, other_lease_id, lease, now) is None:
        return refused("no_lease_here")
    change = _make(lease, wish, person_id, now=now)
    join(change, other_id, other_lease_id=other_lease_id, now=now)
    for role in FELLOWS:
        if all_agree and role in change.parts:
            setattr(change, f"{role}_agreed_at", now)
    note(change, "lease.change_asked", {"reason": change.reason}, by=by, now=now)
    settle(change, asks=FELLOWS, by=by, now=now)
    return change


@transaction.atomic
def withdraw_change(change_id: int, person_id: int, *, by: Actor, now: datetime) -> LeaseChange | Refused:
    """Take an application back, by any who takes part; a granted one as long as not all have signed the new lease.

    A granted sublet can be given up at any time. It ends for all, and the others are told. Refused: `not_open`,
    `already_signed`.
    """
    change = lock_change(change_id)
    if person_id not in change.people or change.state not in LIVE:
        return refused("not_open")
    if change.state == ChangeState.GRANTED and change.moves and change.all_signed:
        return refused("already_signed")
    end_change(change, ChangeState.WITHDRAWN, now=now)
    note(change, "lease.change_withdrawn", by=by, now=now)
    write(change, "change_withdrawn", to=[pk for pk in change.people if pk != person_id], now=now)
    return change


def lapse(change: LeaseChange, *, now: datetime) -> None:
    """Let an application fall that nobody answered, or whose lease was not signed in time; all are told."""
    end_change(change, ChangeState.LAPSED, now=now)
    note(change, "lease.change_lapsed", by=PORTAL, now=now)
    write(change, "change_lapsed", to=change.people, now=now, unsigned=change.decided_at is not None)


def _make(lease: Lease, wish: Wish, person_id: int, *, now: datetime, **more: object) -> LeaseChange:
    """Make an application of one of a lease's renters; the other of two takes part in it, but where she takes over."""
    values = {
        "kind": wish.kind, "reason": wish.reason, "text": wish.text.strip(), "from_on": wish.from_on,
        "until_on": wish.until_on, "rent_asked": wish.rent_asked, "since_on": wish.since_on,
        "swaps_here": wish.swaps_here, "elsewhere": wish.elsewhere.strip(),
    }  # fmt: skip
    if wish.kind is not ChangeKind.TRANSFER:
        values["co_person_id"] = fellow_of(lease, person_id)
    change: LeaseChange = LeaseChange.objects.create(lease=lease, person_id=person_id, made_at=now, **(values | more))
    return change
