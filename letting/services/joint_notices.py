"""A notice that two on a lease give together: asked by one, answered by the other as herself (LEASE-6)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from letting.models import HomeClaim, JointNotice, JointNoticeState, Lease, Notice
from letting.services.change_sublets import lock_sublets
from letting.services.home_claims import may_claim
from letting.services.notice import (
    end_parking,
    ends_of,
    give_notice,
    lock_lease,
    lock_notice,
    lock_places,
    renters_of,
    runs,
    two_on_lease,
)
from queues.services.activity import take_points_for
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.outbox import Letter, post
from tenants.outcome import Refused, refused
from tenants.rulesets.tenancy_rules import NoticeReason


def open_question(lease_id: int) -> JointNotice | None:
    """Return the question that waits for the other of two."""
    return JointNotice.objects.filter(lease=lease_id, state=JointNoticeState.ASKED).select_related("person").first()


@transaction.atomic
def ask_for_joint_notice(
    lease_id: int, person_id: int, *, reason: NoticeReason, shows_home: bool, by: Actor, now: datetime
) -> JointNotice | Refused:
    """Ask the other of two to give notice together, where one alone ends nothing; she gets a letter with a link.

    Refused: `lease_over`, `already_given`, `not_needed` (one of two ends it here, or rents alone), `already_asked`,
    and the codes of `ends_of`.
    """
    lock_sublets([lease_id])
    lease = lock_lease(lease_id)
    if lease is None or person_id not in lease.renters or not runs(lease, local_day(now)):
        return refused("lease_over")
    if lease.notice_on is not None:
        return refused("already_given")
    if lease.co_renter_id is None or two_on_lease(now) is not None:
        return refused("not_needed")
    if open_question(lease_id) is not None:
        return refused("already_asked")
    ends = ends_of(lease, reason, now=now)
    if isinstance(ends, Refused):
        return ends
    row = JointNotice.objects.create(
        lease=lease, person_id=person_id, reason=reason, shows_home=shows_home, made_at=now
    )
    _note(row, "asked", person_id, {"reason": reason.value}, by=by, now=now)
    _write(row, "joint_notice_asked", [pk for pk in lease.renters if pk != person_id], now=now)
    return row


@transaction.atomic
def answer_joint_notice(
    question_id: int, person_id: int, *, agrees: bool, by: Actor, now: datetime
) -> Notice | JointNotice | Refused:
    """Say yes or no as the other of two. A yes is a notice by both, counted from now.

    Refused: `not_yours`, `already_answered`, and the codes of `give_notice`.
    """
    row = _lock(question_id)
    if person_id == row.person_id or person_id not in row.lease.renters:
        return refused("not_yours")
    if row.state != JointNoticeState.ASKED:
        return refused("already_answered")
    if not agrees:
        _close(row, JointNoticeState.DECLINED, now)
        _note(row, "declined", person_id, {}, by=by, now=now)
        _write(row, "joint_notice_declined", [row.person_id], now=now)
        return row
    outcome = give_notice(
        row.lease_id, row.person_id, reason=NoticeReason(row.reason), shows_home=row.shows_home, by_both=True, by=by,
        now=now,
    )  # fmt: skip
    if not isinstance(outcome, Refused):
        _close(row, JointNoticeState.AGREED, now)
    return outcome


@transaction.atomic
def drop_joint_notice(question_id: int, person_id: int, *, by: Actor, now: datetime) -> JointNotice | Refused:
    """Take the question back before it is answered. Refused: `not_yours`, `already_answered`."""
    row = _lock(question_id)
    if row.person_id != person_id:
        return refused("not_yours")
    if row.state != JointNoticeState.ASKED:
        return refused("already_answered")
    _close(row, JointNoticeState.DROPPED, now)
    _note(row, "dropped", person_id, {}, by=by, now=now)
    return row


@transaction.atomic
def join_notice(notice_id: int, person_id: int, *, by: Actor, now: datetime) -> Notice | Refused:
    """Say that one leaves too, when the other of two has ended the lease: the notice is then by both.

    Her parking ends with the home and her points begin anew, as if she had given it herself (LEASE-2, QUEUE-10).
    Refused with the codes of `claim_home`: she says one or the other.
    """
    lease_id = Notice.objects.values_list("lease", flat=True).get(pk=notice_id)
    notice = lock_notice(notice_id, places_of=renters_of(lease_id))
    claimed = HomeClaim.objects.filter(notice=notice).exists()
    if code := may_claim(notice, person_id, now, claimed=claimed):
        return refused(code)
    notice.by_both = True
    notice.save(update_fields=["by_both"])
    end_parking(notice, person_id, now=now)
    take_points_for(person_id, "notice", by=by, now=now)
    lease = notice.lease
    record([Fact("lease.notice_joined", f"letting.lease:{lease.pk}", person_id)], by=by, now=now)
    context = {"street": lease.unit.street, "ends_on": notice.ends_on.isoformat(), "lease": lease.pk}
    letters = [
        Letter("notice_joined", f"notice_joined:{notice.pk}:{pk}", pk, context=context | {"to_other": pk != person_id})
        for pk in lease.renters
        if pk == person_id or notice.reason != NoticeReason.ESTATE
    ]
    post(letters, now=now)
    return notice


def _lock(question_id: int) -> JointNotice:
    """Lock both renters' places and the lease, as a notice does, and read the question anew."""
    lease: int = JointNotice.objects.values_list("lease", flat=True).get(pk=question_id)
    lock_sublets([lease])
    lock_places(renters_of(lease))
    lock_lease(lease)
    return JointNotice.objects.select_related("lease__unit", "person").defer("lease__pdf").get(pk=question_id)


def _close(row: JointNotice, state: JointNoticeState, now: datetime) -> None:
    row.state, row.answered_at = state, now
    row.save(update_fields=["state", "answered_at"])


def _note(row: JointNotice, what: str, person_id: int, data: dict[str, Any], *, by: Actor, now: datetime) -> None:
    record([Fact(f"lease.joint_notice_{what}", f"letting.lease:{row.lease_id}", person_id, data)], by=by, now=now)


def _write(row: JointNotice, kind: str, people: list[int], *, now: datetime) -> None:
    lease: Lease = row.lease
    asks = "" if row.person.protected else row.person.full_name
    context = {"street": lease.unit.street, "lease": lease.pk, "other": asks}
    post([Letter(kind, f"{kind}:{row.pk}", pk, context=context) for pk in people], now=now)
