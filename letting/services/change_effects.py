"""A granted change is signed and holds from its day: leases end and begin, points go, a sublet ends (LEASE-7 to 10)."""

from datetime import datetime, timedelta

from django.db import transaction

from letting.core.lease_changes import points_taken_by
from letting.models import ChangeState, Lease, LeaseChange, Signature
from letting.services.change_consents import end_change
from letting.services.change_ledger import lock_around, lock_change, note, write
from letting.services.change_requests import lapse
from letting.services.change_sublets import lock_sublets, look_at_sublet, shorten_sublets
from letting.services.sign_reminders import remind_to_sign
from queues.services.activity import take_points_for
from tenants import waking
from tenants.actors import PORTAL, Actor
from tenants.core.calendar import local_day, start_of
from tenants.landlords import rules_today
from tenants.outcome import Refused, refused
from tenants.rulesets.change_rules import ChangeKind, ChangeReason

ONE_DAY = timedelta(days=1)


@transaction.atomic
def sign_change(change_id: int, person_id: int, *, by: Actor, now: datetime) -> LeaseChange | Refused:
    """Sign the lease that a granted change has written for one. With the last signature it is binding.

    The leases that are followed end then, the day before. Refused: `not_yours`, `not_open`, `too_late` (its day has
    come), `already_signed`, `under_notice` (notice was given of a lease meanwhile).
    """
    change = lock_change(change_id)
    who = change.role_of(person_id)
    if who not in change.signers:
        return refused("not_yours")
    if change.state != ChangeState.GRANTED or change.effective_on is None:
        return refused("not_open")
    if local_day(now) >= change.effective_on:
        return refused("too_late")
    if getattr(change, f"{who}_signed_at") is not None:
        return refused("already_signed")
    lock_sublets([pk for pk in (change.lease_id, change.other_lease_id) if pk is not None])
    leases = lock_around(change)
    followed = [leases[pk] for pk in (change.lease_id, change.other_lease_id) if pk is not None]
    if any(lease.notice_on is not None or lease.ends_on is not None for lease in followed):
        return refused("under_notice")
    setattr(change, f"{who}_signed_at", now)
    change.save(update_fields=[f"{who}_signed_at"])
    note(change, "lease.change_signed", by=by, now=now)
    made = lease_of(change, person_id)
    if made is not None:
        Signature.objects.create(lease=leases[made], person_id=person_id, signed_at=now)
    if change.all_signed:
        _bind(change, followed, by=by, now=now)
        write(change, "change_signed", to=change.people, now=now, effective_on=change.effective_on)
    return change


def lease_of(change: LeaseChange, person_id: int) -> int | None:
    """Return the lease that someone signs: of the home that she comes to, or stays in."""
    leaves = change.kind == ChangeKind.SWAP and change.is_of_renter(person_id)
    return change.other_new_lease_id if leaves else change.new_lease_id


def _bind(change: LeaseChange, followed: list[Lease], *, by: Actor, now: datetime) -> None:
    """Let the new leases be signed, their PDFs made anew with it, and those they follow end the day before."""
    made = [pk for pk in (change.new_lease_id, change.other_new_lease_id) if pk is not None]
    Lease.objects.filter(pk__in=made).update(signed_at=now, look_again_at=now, pdf=None)
    for lease in followed:
        lease.ends_on = (change.effective_on or change.from_on) - ONE_DAY
        lease.save(update_fields=["ends_on"])
    shorten_sublets([lease.pk for lease in followed], by=by, now=now)
    waking.after_commit(waking.TICK)


def look_at(change: LeaseChange, now: datetime) -> None:
    """Do what time makes due of a locked application: the tick's step."""
    today = local_day(now)
    if change.state == ChangeState.ASKED:
        _look_at_asked(change, now)
    elif change.state == ChangeState.GRANTED and change.moves:
        if change.effective_on is None or today < change.effective_on:
            _remind(change, now)
            _again(change, start_of(change.effective_on or change.from_on))
        elif change.all_signed:
            _take_effect(change, now=now)
        else:
            lapse(change, now=now)
    elif change.state == ChangeState.GRANTED:
        look_at_sublet(change, now)
    else:
        _again(change, None)


def _look_at_asked(change: LeaseChange, now: datetime) -> None:
    last_day = change.answer_last_day
    if last_day is None or local_day(now) > last_day:
        lapse(change, now=now)
        return
    _again(change, rules_today(local_day(now)).workdays.acted_on_at(last_day))


def _take_effect(change: LeaseChange, *, now: datetime) -> None:
    """Let the change hold: the points of whoever has a home by it begin anew where the rules say so (QUEUE-10)."""
    lock_around(change)
    cause = points_taken_by(ChangeKind(change.kind), ChangeReason(change.reason))
    taken_of = change.people if change.kind == ChangeKind.SWAP else (change.other_id,)
    for person in sorted(pk for pk in taken_of if pk is not None):
        if cause is not None:
            take_points_for(person, cause, by=PORTAL, now=now)
    end_change(change, ChangeState.DONE, now=now)
    note(change, "lease.change_done", {"effective_on": change.effective_on}, by=PORTAL, now=now)
    write(change, "change_done", to=change.people, now=now, effective_on=change.effective_on)


def _remind(change: LeaseChange, now: datetime) -> None:
    """Remind those who have not signed, once."""
    waits = [change.parts[role] for role in change.signers if getattr(change, f"{role}_signed_at") is None]
    if not waits or change.reminded_at is not None:
        return
    change.reminded_at = now
    change.save(update_fields=["reminded_at"])
    leases = Lease.objects.select_related("unit").defer("pdf", "terms").in_bulk(
        [pk for pk in (change.new_lease_id, change.other_new_lease_id) if pk is not None]
    )  # fmt: skip
    unsigned = {person: leases[pk] for person in waits if (pk := lease_of(change, person)) is not None}
    remind_to_sign(unsigned, change.subject, change=change.pk, now=now)


def _again(change: LeaseChange, at: datetime | None) -> None:
    change.look_again_at = at
    change.save(update_fields=["look_again_at"])
