"""An earlier day to move in: proposed by one renter, agreed to by the other, accepted by the landlord (LEASE-5)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from letting.core.earlier_move import turns
from letting.models import EarlierMove, EarlierMoveState, Lease, Notice, NoticeState
from letting.services.change_sublets import lock_sublets, shorten_sublets
from letting.services.inspections import move_inspections
from letting.services.lease_terms import checksum
from tenants import waking
from tenants.actors import Actor
from tenants.core.calendar import ONE_DAY, local_day
from tenants.events import Fact, record
from tenants.models import Ruleset
from tenants.outbox import Letter, post
from tenants.outcome import Refused, refused

OPEN = (EarlierMoveState.PROPOSED, EarlierMoveState.AGREED)


@dataclass(frozen=True, slots=True)
class Handover:
    """A lease under notice and the signed one that follows it in the same home."""

    notice: Notice
    old: Lease
    next: Lease

    def days(self, now: datetime) -> tuple[date, ...]:
        """Return the days on which the next renter may move in earlier; none where the rules know no such thing."""
        rules, today = Ruleset.in_force(local_day(now)).rules.tenancy.earlier_move_in, local_day(now)
        if rules is None or self.old.ends_on is None or self.old.ends_on < today:
            return ()
        return tuple(day for day in turns(rules, today=today, ends_on=self.old.ends_on) if day < self.next.starts_on)

    def other_side(self, person_id: int) -> tuple[int, ...]:
        """Return who rent on the other side than a person."""
        return self.next.renters if person_id in self.old.renters else self.old.renters


def handover_of(lease: Lease) -> Handover | None:
    """Return the handover that a lease is one side of: the one who leaves, or the next renter's; None for neither.

    A lease that one of two got of her own is no handover, for nobody moves in.
    """
    leases = Lease.objects.filter(unit=lease.unit_id, annulled_at=None, signed_at__isnull=False).defer("pdf")
    leaving = leases.filter(ended_with__isnull=False).select_related("ended_with", "unit")
    if lease.ended_with_id is not None:
        old, coming = leaving.filter(pk=lease.pk).first(), leases.filter(starts_on__gt=lease.ends_on or date.max)
        new = coming.filter(home_since=None).select_related("unit").order_by("starts_on", "pk").first()
    else:
        new = leases.filter(pk=lease.pk, home_since=None).select_related("unit").first()
        old = leaving.filter(ends_on__lt=lease.starts_on).order_by("-ends_on", "-pk").first()
    if old is None or new is None or old.ended_with is None or old.ended_with.state == NoticeState.WITHDRAWN:
        return None
    return Handover(old.ended_with, old, new)


def open_move(handover: Handover) -> EarlierMove | None:
    """Return the proposal that waits for someone."""
    return EarlierMove.objects.filter(lease=handover.next.pk, state__in=OPEN).first()


@transaction.atomic
def propose_move(lease_id: int, person_id: int, starts_on: date, *, by: Actor, now: datetime) -> EarlierMove | Refused:
    """Propose an earlier day, from either side (LEASE-5).

    Refused: `no_handover` (not hers, or nobody has signed for the home yet), `not_a_turn` (no turn of the month that
    can be chosen), `already_proposed`.
    """
    handover = _lock(lease_id)
    if handover is None or person_id not in (*handover.old.renters, *handover.next.renters):
        return refused("no_handover")
    if starts_on not in handover.days(now):
        return refused("not_a_turn")
    if open_move(handover) is not None:
        return refused("already_proposed")
    move = EarlierMove.objects.create(
        notice=handover.notice, lease=handover.next, person_id=person_id, starts_on=starts_on, made_at=now
    )
    _note(move, "earlier_move.proposed", person_id, {"starts_on": starts_on}, by=by, now=now)
    _write(move, handover, "earlier_move_proposed", handover.other_side(person_id), now=now)
    return move


@transaction.atomic
def answer_move(move_id: int, person_id: int, *, agrees: bool, by: Actor, now: datetime) -> EarlierMove | Refused:
    """Say yes or no to what the other side proposed; yes waits for the landlord.

    Refused: `not_yours` (not the other side), `already_answered`, `too_late` (the day can no longer be chosen).
    """
    move, handover = _lock_move(move_id)
    if handover is None or person_id not in handover.other_side(move.person_id):
        return refused("not_yours")
    if move.state != EarlierMoveState.PROPOSED:
        return refused("already_answered")
    if agrees and move.starts_on not in handover.days(now):
        return refused("too_late")
    move.state = EarlierMoveState.AGREED if agrees else EarlierMoveState.DECLINED
    move.answered_at = now
    move.save(update_fields=["state", "answered_at"])
    kind = "earlier_move_agreed" if agrees else "earlier_move_declined"
    _note(
        move, kind.replace("earlier_move_", "earlier_move."), person_id, {"starts_on": move.starts_on}, by=by, now=now
    )
    told = (*handover.old.renters, *handover.next.renters) if agrees else handover.other_side(person_id)
    _write(move, handover, kind, told, now=now)
    return move


@transaction.atomic
def drop_move(move_id: int, person_id: int, *, by: Actor, now: datetime) -> EarlierMove | Refused:
    """Take a proposal back before it is answered. Refused: `not_yours`, `already_answered`."""
    move, _ = _lock_move(move_id)
    if move.person_id != person_id:
        return refused("not_yours")
    if move.state != EarlierMoveState.PROPOSED:
        return refused("already_answered")
    move.state = EarlierMoveState.DROPPED
    move.save(update_fields=["state"])
    _note(move, "earlier_move.dropped", person_id, {}, by=by, now=now)
    return move


@transaction.atomic
def accept_move(move_id: int, *, by: Actor, now: datetime) -> EarlierMove | Refused:
    """Accept what the renters agreed on: the old lease ends the day before, the next one begins, together.

    The next lease's terms and checksum are made anew, with what was agreed in them; its PDF follows. Refused:
    `already_decided` (not agreed, or decided), `too_late` (the day has come meanwhile, or the leases have changed).
    """
    move, handover = _lock_move(move_id)
    if move.state != EarlierMoveState.AGREED:
        return refused("already_decided")
    if handover is None or move.starts_on not in handover.days(now):
        return refused("too_late")
    old, new, notice = handover.old, handover.next, handover.notice
    before, last_day = new.starts_on, move.starts_on - ONE_DAY
    Lease.objects.filter(ended_with=notice, ends_on__gt=last_day).update(ends_on=last_day)
    old.ends_on = notice.ends_on = last_day
    notice.save(update_fields=["ends_on"])
    shorten_sublets([old.pk], by=by, now=now)
    move_inspections(notice, by=by, now=now)
    new.starts_on = move.starts_on
    agreed = {"from": before.isoformat(), "agreed_on": local_day(move.answered_at or now).isoformat()}
    new.terms = {**new.terms, "starts_on": new.starts_on.isoformat(), "moved_earlier": agreed}
    new.sha256, new.look_again_at, new.pdf = checksum(new.terms), now, None
    new.save(update_fields=["starts_on", "terms", "sha256", "look_again_at", "pdf"])
    waking.after_commit(waking.TICK)
    _decide(move, EarlierMoveState.ACCEPTED, "", by=by, now=now)
    data = {"starts_on": move.starts_on, "before": before, "sha256": new.sha256}
    _note(move, "earlier_move.accepted", move.person_id, data, by=by, now=now)
    _write(move, handover, "earlier_move_accepted", (*old.renters, *new.renters), now=now)
    return move


@transaction.atomic
def refuse_move(move_id: int, *, reason: str, by: Actor, now: datetime) -> EarlierMove | Refused:
    """Say no to what the renters agreed on, with a reason. Refused: `already_decided`, `reason_missing`."""
    move, handover = _lock_move(move_id)
    if move.state != EarlierMoveState.AGREED:
        return refused("already_decided")
    if not reason.strip():
        return refused("reason_missing")
    _decide(move, EarlierMoveState.REFUSED, reason.strip(), by=by, now=now)
    _note(move, "earlier_move.refused", move.person_id, {}, by=by, now=now)
    if handover is not None:
        told = (*handover.old.renters, *handover.next.renters)
        _write(move, handover, "earlier_move_refused", told, now=now, reason=move.reason)
    return move


def _decide(move: EarlierMove, state: EarlierMoveState, reason: str, *, by: Actor, now: datetime) -> None:
    move.state, move.reason, move.decided_at, move.decided_by = state, reason, now, str(by)
    move.save(update_fields=["state", "reason", "decided_at", "decided_by"])


def _lock(lease_id: int) -> Handover | None:
    """Lock both leases of a handover, in the order of their ids, and read them anew."""
    lease = Lease.objects.filter(pk=lease_id).defer("pdf").first()
    found = handover_of(lease) if lease else None
    if lease is None or found is None:
        return None
    lock_sublets([found.old.pk])
    both = Lease.objects.select_for_update(of=("self",)).filter(Q(pk=found.old.pk) | Q(pk=found.next.pk))
    list(both.order_by("pk").values_list("pk", flat=True))
    lease.refresh_from_db(fields=["ended_with", "ends_on", "starts_on"])
    return handover_of(lease)


def _lock_move(move_id: int) -> tuple[EarlierMove, Handover | None]:
    lease = EarlierMove.objects.values_list("lease", flat=True).get(pk=move_id)
    handover = _lock(lease)
    move = EarlierMove.objects.select_for_update(of=("self",)).get(pk=move_id)
    return move, handover if handover and handover.notice.pk == move.notice_id else None


def _note(move: EarlierMove, kind: str, person_id: int, data: dict[str, Any], *, by: Actor, now: datetime) -> None:
    record([Fact(kind, f"letting.lease:{move.lease_id}", person_id, data)], by=by, now=now)


def _write(
    move: EarlierMove, handover: Handover, kind: str, people: tuple[int, ...], *, now: datetime, **more: Any
) -> None:
    """Write to renters, each about her own lease; who leaves reads her new last day."""
    letters = []
    for person in dict.fromkeys(people):
        leaves = person in handover.old.renters
        about = handover.old if leaves else handover.next
        context = {
            "street": about.unit.street, "lease": about.pk, "starts_on": move.starts_on.isoformat(),
            "ends_on": (move.starts_on - ONE_DAY).isoformat() if leaves else "", **more,
        }  # fmt: skip
        letters.append(Letter(kind, f"{kind}:{move.pk}:{person}", person, context=context))
    post(letters, now=now)
