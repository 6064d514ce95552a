"""The landlord's decision about a change of a lease: granted with what follows from it, or refused (LEASE-7 to 10)."""

from datetime import date, datetime, timedelta

from django.db import transaction

from letting.core.lease_changes import takes_effect
from letting.models import ChangeState, Lease, LeaseChange
from letting.services.change_checks import Checked, failed, judged
from letting.services.change_ledger import (
    against_lease,
    against_two,
    lock_around,
    lock_change,
    moving,
    note,
    write,
)
from letting.services.change_sublets import sublet_looked_at
from letting.services.lease_terms import Renters, checksum, following_terms
from letting.services.sign_reminders import next_look
from tenants import waking
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Person, Ruleset
from tenants.outcome import Refused, refused
from tenants.rulesets.change_rules import ChangeKind

ONE_DAY = timedelta(days=1)


@transaction.atomic
def grant_change(change_id: int, *, reason: str, by: Actor, now: datetime) -> LeaseChange | Refused:
    """Grant an application. A sublet holds for its time; else leases are written that wait for their signatures.

    Refused: `already_decided`, `reason_missing`, `not_met` (a requirement is not), `inspection_first` (of a swap),
    `too_late` (a sublet whose time is over),
    `sublet_past_lease`, `already_moving`, and `lease_over`, `under_notice`, `two_on_lease`,
    `two_already` of either lease.
    """
    change = lock_change(change_id)
    if change.state != ChangeState.COMPLETE:
        return refused("already_decided")
    if not reason.strip():
        return refused("reason_missing")
    leases = lock_around(change)
    change.lease = leases[change.lease_id]
    change.other_lease = leases[change.other_lease_id] if change.other_lease_id else None
    results = judged(change, now=now)
    if code := _against(change, results, now):
        return refused(code)
    _decide(change, ChangeState.GRANTED, reason, results, by=by, now=now)
    change.effective_on = change.from_on
    if change.moves:
        _write_leases(change, now=now)
        change.look_again_at = next_look(change.effective_on - ONE_DAY, now)
    else:
        change.look_again_at = sublet_looked_at(change)
    change.save()
    note(change, "lease.change_granted", {"effective_on": change.effective_on}, by=by, now=now)
    write(
        change, "change_granted", to=change.people, now=now, effective_on=change.effective_on, until_on=change.until_on,
        signs=bool(change.signers), sign_last_day=change.effective_on - ONE_DAY, reason=change.decision,
    )  # fmt: skip
    return change


@transaction.atomic
def refuse_change(change_id: int, *, reason: str, by: Actor, now: datetime) -> LeaseChange | Refused:
    """Refuse an application; all read the reason. Refused: `already_decided`, `reason_missing`."""
    change = lock_change(change_id)
    if change.state != ChangeState.COMPLETE:
        return refused("already_decided")
    if not reason.strip():
        return refused("reason_missing")
    _decide(change, ChangeState.REFUSED, reason, judged(change, now=now), by=by, now=now)
    change.ended_at = now
    change.save()
    note(change, "lease.change_refused", by=by, now=now)
    write(change, "change_refused", to=change.people, now=now, reason=change.decision)
    return change


@transaction.atomic
def confirm_inspection(change_id: int, *, by: Actor, now: datetime) -> LeaseChange | Refused:
    """Confirm that the homes of a swap are inspected, and damages paid or seen to (LEASE-8).

    Refused: `not_open` (nothing that is inspected first, or decided already), `already_decided` (confirmed).
    """
    change = lock_change(change_id)
    if change.state != ChangeState.COMPLETE or not inspected_first(change, now):
        return refused("not_open")
    if change.inspected_at is not None:
        return refused("already_decided")
    change.inspected_at, change.inspected_by = now, str(by)
    change.save(update_fields=["inspected_at", "inspected_by"])
    note(change, "lease.change_inspected", by=by, now=now)
    return change


def inspected_first(change: LeaseChange, now: datetime) -> bool:
    """Say whether the homes are inspected before this is granted (LEASE-8)."""
    return change.kind == ChangeKind.SWAP and rules_today(local_day(now)).tenancy.swap.inspected


def effective_day(change: LeaseChange, now: datetime) -> date:
    """Return from when a complete application would hold if it were granted now."""
    if not change.moves or change.complete_at is None:
        return change.from_on
    today = local_day(now)
    ahead = rules_today(today).change(ChangeKind(change.kind)).ahead
    return takes_effect(change.from_on, complete_on=local_day(change.complete_at), decided_on=today, ahead=ahead)


def _against(change: LeaseChange, results: list[Checked], now: datetime) -> str:
    today = local_day(now)
    leases = [row for row in (change.lease, change.other_lease) if row is not None]
    for lease in leases:
        two = against_two(lease, ChangeKind(change.kind), other_id=change.other_id)
        if found := against_lease(lease, today, change.kind) or two:
            return found
    if moving([lease.pk for lease in leases], but=change.pk):
        return "already_moving"
    if change.kind == ChangeKind.SUBLET and change.until_on is not None:
        if change.until_on < today:
            return "too_late"
        if change.lease.ends_on is not None and change.until_on > change.lease.ends_on:
            return "sublet_past_lease"
    if inspected_first(change, now) and change.inspected_at is None:
        return "inspection_first"
    return "not_met" if failed(results) else ""


def _decide(
    change: LeaseChange, state: ChangeState, reason: str, results: list[Checked], *, by: Actor, now: datetime
) -> None:
    change.state, change.decided_at, change.decided_by, change.decision = state, now, str(by), reason.strip()
    change.results = [one.as_data() for one in results]


def _write_leases(change: LeaseChange, *, now: datetime) -> None:
    """Write the leases that follow, frozen, to be signed before the day they hold from (LEASE-1)."""
    change.effective_on = effective_day(change, now)
    people = Person.objects.in_bulk(change.people)
    person, other = people[change.person_id], people[change.other_id or 0]
    if change.kind == ChangeKind.ADDITION:
        change.new_lease = _follow(change, change.lease, Renters(person, other), now=now)
        return
    change.new_lease = _follow(change, change.lease, Renters(other, people.get(change.co_other_id)), now=now)
    if change.other_lease is not None:
        renters = Renters(person, people.get(change.co_person_id))
        change.other_new_lease = _follow(change, change.other_lease, renters, now=now)


def _home_since(lease: Lease, renters: Renters) -> date | None:
    """Return since when whoever signs has had the home, where it is hers already."""
    hers = renters.signer.pk in (lease.person_id, lease.co_renter_id, lease.resident_id)
    return lease.home_since or lease.starts_on if hers else None


def _follow(change: LeaseChange, lease: Lease, renters: Renters, *, now: datetime) -> Lease:
    starts_on = change.effective_on or change.from_on
    ruleset = Ruleset.in_force(local_day(now))
    asked = ruleset.rules.change(ChangeKind(change.kind)).requirements
    terms = following_terms(
        lease, renters, asked, starts_on=starts_on, rules=ruleset.rules, version=ruleset.version
    )  # fmt: skip
    row: Lease = Lease.objects.create(
        unit=lease.unit, person=renters.signer, co_renter=renters.co_renter, follows=lease, starts_on=starts_on,
        home_since=_home_since(lease, renters), rent=lease.rent, terms=terms, sha256=checksum(terms), made_at=now,
        sign_last_day=starts_on - ONE_DAY, look_again_at=now,
    )  # fmt: skip
    waking.after_commit(waking.TICK)  # the lease's PDF is made by a worker
    return row
