"""Applying to change a lease: by the renter, who asks the other by mail, or by staff for both (LEASE-7 to 10)."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from letting.core.lease_changes import Applied, answered_by, reasons_against
from letting.models import ChangeState, Lease, LeaseChange, UnitKind
from letting.services.change_ledger import (
    against_lease,
    against_two,
    both,
    draft_of,
    has_live,
    lock_change,
    moving,
    note,
    write,
)
from letting.services.notice import lock_lease
from queues.core.company import ANSWER_WITHIN
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

    On paper `other_id` is known, and both who rent a home together have signed.

    `lease_over`, `under_notice`, `two_on_lease`, `not_a_home`, `already_asked`, `already_moving`, `elsewhere_missing`,
    and the codes of `letting.core.lease_changes.reasons_against`.
    """
    today = local_day(now)
    two = against_two(lease, wish.kind, other_id=other_id, on_paper=other_id is not None)
    if found := _against_state(lease, wish.kind, today) or two:
        return (found,)
    applied = Applied(
        kind=wish.kind, reason=wish.reason, text=wish.text, from_on=wish.from_on, until_on=wish.until_on,
        rent_asked=wish.rent_asked, own_rent=lease.rent, since_on=wish.since_on, documents=documents,
        lived_since=lease.home_since or lease.starts_on,
    )  # fmt: skip
    codes = reasons_against(rules_today(today).tenancy.change(wish.kind), applied, today=today)
    if wish.kind is ChangeKind.SWAP and not wish.swaps_here and not wish.elsewhere.strip():
        codes = (*codes, "elsewhere_missing")
    return codes


def may_ask(lease: Lease, kind: ChangeKind, now: datetime, *, on_paper: bool = False) -> bool:
    """Say whether a lease can be applied about at all now, whatever is filled in."""
    two = against_two(lease, kind, other_id=lease.co_renter_id, on_paper=on_paper)
    return not (_against_state(lease, kind, local_day(now)) or two)


def _against_state(lease: Lease, kind: ChangeKind, today: date) -> str:
    if found := against_lease(lease, today):
        return found
    if lease.unit.kind != UnitKind.APARTMENT:
        return "not_a_home"
    if has_live(lease.pk, kind):
        return "already_asked"
    return "already_moving" if moving([lease.pk]) else ""


@transaction.atomic
def ask_for_change(
    lease_id: int, person_id: int, wish: Wish, *, email: str, by: Actor, now: datetime
) -> LeaseChange | Refused:
    """Apply to change one's lease, with the documents of the draft, and ask the other by mail; she has fourteen days.

    The application is complete, and the landlord's time runs, when she has said yes. Refused: `lease_over` (hers or
    not), `by_staff_only` (after a death), `bad_address`, `yourself`, `too_many`, and the codes of `against`.
    """
    lease = lock_lease(lease_id)
    if lease is None or lease.person_id != person_id:
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
    key, rules = secrets.token_urlsafe(32), rules_today(local_day(now))
    last_day = rules.workdays.last_day_after(local_day(now), ANSWER_WITHIN)
    change = _make(
        lease, wish, now=now, key_hash=key_hash(key), invited_email=address, answer_last_day=last_day,
        look_again_at=rules.workdays.acted_on_at(last_day),
    )  # fmt: skip
    move_documents(documents, change.subject, by=by, now=now)
    note(change, "lease.change_asked", {"reason": change.reason, "answer_last_day": last_day}, by=by, now=now)
    write(change, "change_received", to=[person_id], now=now, last_day=last_day, email=address)
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
    lease_id: int, other_id: int, wish: Wish, *, other_lease_id: int | None = None, by: Actor, now: datetime
) -> LeaseChange | Refused:
    """Enter an application that both have signed on paper, or that the one who stays makes after a death: complete.

    What must be shown came with the paper: staff add it. Refused: `yourself`, `no_lease_here`, and as `against`.
    """
    lease = lock_lease(lease_id)
    if lease is None:
        return refused("lease_over")
    if lease.person_id == other_id:
        return refused("yourself")
    if codes := against(lease, wish, documents=1, other_id=other_id, now=now):
        return Refused(codes)
    if wish.swaps_here and other_lease_of(other_id, other_lease_id, lease, now) is None:
        return refused("no_lease_here")
    change = _make(lease, wish, now=now)
    note(change, "lease.change_asked", {"reason": change.reason}, by=by, now=now)
    complete(change, other_id, other_lease_id=other_lease_id, by=by, now=now)
    return change


def other_lease_of(other_id: int, wanted: int | None, lease: Lease, now: datetime) -> Lease | None:
    """Return the other's home here that is swapped: the one wanted, or the only one; None where there is none such."""
    mine = Lease.objects.filter(person=other_id, co_renter=None, unit__kind=UnitKind.APARTMENT)
    rows = mine.select_related("unit").defer("pdf")
    homes = [row for row in rows.order_by("pk") if row.pk != lease.pk and not against_lease(row, local_day(now))]
    chosen = [row for row in homes if wanted in (None, row.pk)]
    return chosen[0] if len(chosen) == 1 else None


def complete(change: LeaseChange, other_id: int, *, other_lease_id: int | None, by: Actor, now: datetime) -> None:
    """Let an application be complete: the landlord answers within three weeks. The caller has locked or made it."""
    change.other_id, change.complete_at, change.look_again_at = other_id, now, None
    change.answer_by, change.state = answered_by(local_day(now)), ChangeState.COMPLETE
    if change.swaps_here:
        row = other_lease_of(other_id, other_lease_id, change.lease, now)
        change.other_lease = row
    change.save()
    note(change, "lease.change_complete", {"answer_by": change.answer_by}, by=by, now=now)
    write(change, "change_complete", to=both(change), now=now, answer_by=change.answer_by)


@transaction.atomic
def withdraw_change(change_id: int, person_id: int, *, by: Actor, now: datetime) -> LeaseChange | Refused:
    """Take an application back, by either of the two; a granted one as long as not all have signed the new lease.

    A granted sublet can be given up at any time. The other is told. Refused: `not_open`, `already_signed`.
    """
    change = lock_change(change_id)
    if person_id not in both(change) or change.state not in (
        ChangeState.ASKED, ChangeState.COMPLETE, ChangeState.GRANTED,
    ):  # fmt: skip
        return refused("not_open")
    if change.state == ChangeState.GRANTED and change.moves and change.all_signed:
        return refused("already_signed")
    end_change(change, ChangeState.WITHDRAWN, now=now)
    note(change, "lease.change_withdrawn", by=by, now=now)
    write(change, "change_withdrawn", to=[pk for pk in both(change) if pk != person_id], now=now)
    return change


def end_change(change: LeaseChange, state: ChangeState, *, now: datetime) -> None:
    """End an application without effect: leases that were written for it are annulled. The caller has locked it."""
    change.state, change.ended_at, change.look_again_at = state, now, None
    change.save(update_fields=["state", "ended_at", "look_again_at"])
    made = [pk for pk in (change.new_lease_id, change.other_new_lease_id) if pk is not None]
    Lease.objects.filter(pk__in=made, signed_at=None).update(annulled_at=now, look_again_at=None)


def lapse(change: LeaseChange, *, now: datetime) -> None:
    """Let an application fall that nobody answered, or whose lease was not signed in time; both are told."""
    end_change(change, ChangeState.LAPSED, now=now)
    note(change, "lease.change_lapsed", by=PORTAL, now=now)
    write(change, "change_lapsed", to=both(change), now=now, unsigned=change.decided_at is not None)


def _make(lease: Lease, wish: Wish, *, now: datetime, **more: object) -> LeaseChange:
    values = {
        "kind": wish.kind, "reason": wish.reason, "text": wish.text.strip(), "from_on": wish.from_on,
        "until_on": wish.until_on, "rent_asked": wish.rent_asked, "since_on": wish.since_on,
        "swaps_here": wish.swaps_here, "elsewhere": wish.elsewhere.strip(),
    }  # fmt: skip
    change: LeaseChange = LeaseChange.objects.create(
        lease=lease, person_id=lease.person_id, made_at=now, **(values | more)
    )
    return change
