"""Who has said yes to an application about a lease, who is asked, and when it is complete or over (LEASE-7 to 10).

Each of two who rent a home says yes as herself; one no, or one withdrawal, ends it for all.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from letting.core.lease_changes import answered_by
from letting.models import ChangeState, Lease, LeaseChange, UnitKind
from letting.models.lease_change import FELLOWS
from letting.services.change_ledger import against_lease, fellow_of, lock_change, note, write
from queues.core.company import ANSWER_WITHIN
from queues.core.registering import age_on
from queues.services.invitations import name_told
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Person
from tenants.outcome import Refused, refused
from tenants.rulesets.change_rules import ChangeReason


def other_lease_of(other_id: int, wanted: int | None, lease: Lease, now: datetime) -> Lease | None:
    """Return the other's home here that is swapped: the one wanted, or the only one; None where there is none such."""
    chosen = [row for row in homes_to_swap(other_id, lease, now) if wanted in (None, row.pk)]
    return chosen[0] if len(chosen) == 1 else None


def homes_to_swap(person_id: int, lease: Lease, now: datetime) -> list[Lease]:
    """Return the homes here that someone rents, alone or as one of two, and could swap for the home of a lease."""
    hers = Lease.objects.filter(Lease.rented_by(person_id), unit__kind=UnitKind.APARTMENT)
    rows = hers.select_related("unit").defer("pdf").order_by("pk")
    apart = [row for row in rows if not set(row.renters) & set(lease.renters)]
    return [row for row in apart if not against_lease(row, local_day(now))]


def against_pupil(lease: Lease, reason: str, other_id: int, now: datetime) -> str:
    """Return what stands against someone as the pupil who takes over the lease that a parent signed (QUEUE-20).

    `not_the_pupil` (she is not the one whom it was signed for), `pupil_too_young`; empty: nothing, or another reason.
    """
    if reason != ChangeReason.PUPIL:
        return ""
    if other_id != lease.resident_id:
        return "not_the_pupil"
    today = local_day(now)
    ruled, born = rules_today(today).pupil_takes_over, Person.objects.only("born").get(pk=other_id).born
    return "pupil_too_young" if ruled is None or age_on(born, today) < ruled.age else ""


def join(change: LeaseChange, other_id: int, *, other_lease_id: int | None, now: datetime) -> None:
    """Let the other take part in an application, with the home that she swaps and who rents it with her."""
    change.other_id, change.answered_at = other_id, now
    if change.swaps_here:
        change.other_lease = other_lease_of(other_id, other_lease_id, change.lease, now)
        change.co_other_id = fellow_of(change.other_lease, other_id) if change.other_lease else None


def expect(change: LeaseChange, now: datetime) -> date:
    """Wait for answers, fourteen days from now; return the last day."""
    calendar = rules_today(local_day(now)).workdays
    change.answer_last_day = calendar.last_day_after(local_day(now), ANSWER_WITHIN)
    change.look_again_at = calendar.acted_on_at(change.answer_last_day)
    return change.answer_last_day


def settle(change: LeaseChange, *, asks: Iterable[str] = (), by: Actor, now: datetime) -> None:
    """Let an application be complete once all have said yes; else wait for them.

    `asks` are the roles of those who rent with either of the two and are to be asked now: then all have fourteen days
    anew. The caller has locked the application, or made it.
    """
    waits = change.awaits
    if not waits:
        _complete(change, by=by, now=now)
        return
    asked = [role for role in asks if role in waits]
    if asked:
        expect(change, now)
    change.save()
    for role in asked:
        beside = change.other if role == "co_other" else change.person
        said = {"name": name_told(beside) if beside else "", "last_day": change.answer_last_day}
        write(change, "change_co_asked", to=[change.parts[role]], now=now, **said)


def _complete(change: LeaseChange, *, by: Actor, now: datetime) -> None:
    """Let an application be complete: the landlord answers within three weeks."""
    change.complete_at, change.look_again_at = now, None
    change.answer_by, change.state = answered_by(local_day(now)), ChangeState.COMPLETE
    change.save()
    note(change, "lease.change_complete", {"answer_by": change.answer_by}, by=by, now=now)
    write(change, "change_complete", to=change.people, now=now, answer_by=change.answer_by)


@transaction.atomic
def answer_as_fellow(
    change_id: int, person_id: int, *, accepted: bool, wording: str, by: Actor, now: datetime
) -> LeaseChange | Refused:
    """Say yes or no, as the one who rents with either of the two, once, through the last day. The wording is kept.

    Refused: `not_yours`, `already_answered`, `taken_back`, `too_late`, `consent_missing`, `under_notice`, `lease_over`.
    """
    change = lock_change(change_id)
    if code := against_fellow(change, person_id, now):
        return refused(code)
    if not accepted:
        decline(change, person_id, by=by, now=now)
        return change
    if not wording.strip():
        return refused("consent_missing")
    for lease in (change.lease, change.other_lease):
        if lease is not None and (code := against_lease(lease, local_day(now), change.kind)):
            return refused(code)
    role = change.role_of(person_id)
    setattr(change, f"{role}_agreed_at", now)
    setattr(change, f"{role}_wording", wording.strip())
    note(change, "lease.change_agreed", by=by, now=now)
    settle(change, by=by, now=now)
    return change


def against_fellow(change: LeaseChange, person_id: int, now: datetime) -> str:
    """Return the code of what stands against the answer of one who rents with either; empty: she may answer."""
    role = change.role_of(person_id)
    if role not in FELLOWS:
        return "not_yours"
    if getattr(change, f"{role}_agreed_at") is not None:
        return "already_answered"
    return against_time(change, now)


def against_time(change: LeaseChange, now: datetime) -> str:
    """Return whether it is too late for any answer: `taken_back`, `too_late`; empty: it is not."""
    if change.state == ChangeState.WITHDRAWN:
        return "taken_back"
    late = change.answer_last_day is None or local_day(now) > change.answer_last_day
    return "too_late" if late or change.state != ChangeState.ASKED else ""


def decline(change: LeaseChange, person_id: int, *, by: Actor, now: datetime) -> None:
    """Let a no end an application; the others are told. The caller has locked it."""
    end_change(change, ChangeState.DECLINED, now=now)
    note(change, "lease.change_declined", by=by, now=now)
    write(change, "change_declined", to=[pk for pk in change.people if pk != person_id], now=now)


def end_change(change: LeaseChange, state: ChangeState, *, now: datetime) -> None:
    """End an application without effect: leases that were written for it are annulled. The caller has locked it."""
    change.state, change.ended_at, change.look_again_at = state, now, None
    change.save(update_fields=["state", "ended_at", "look_again_at"])
    made = [pk for pk in (change.new_lease_id, change.other_new_lease_id) if pk is not None]
    Lease.objects.filter(pk__in=made, signed_at=None).update(annulled_at=now, look_again_at=None)
