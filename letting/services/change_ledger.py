"""What every act about a change of a lease begins and ends with: its lock, its events, its letters (LEASE-7 to 10).

The application is locked first, then places in line, leases and persons, as the order of locks has it.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from letting.models import ChangeState, Lease, LeaseChange
from letting.models.lease_change import LIVE
from queues.models import Registration
from tenants.actors import Actor
from tenants.events import Fact, record
from tenants.models import Document
from tenants.outbox import Letter, post
from tenants.rulesets.change_rules import ChangeKind

DRAFT, SUBJECT = "letting.leasechange_draft", "letting.leasechange"
TWO = 2


def draft_of(lease_id: int, kind: ChangeKind) -> str:
    """Return what documents are shown for while an application is being written."""
    return f"{DRAFT}.{kind.value}:{lease_id}"


def rests_on(document: Document) -> bool:
    """Say whether an application that was not taken back rests on a document, which then cannot be taken back."""
    subject, _colon, pk = document.subject.partition(":")
    if subject != SUBJECT or not pk.isdecimal():
        return False
    gone = (ChangeState.WITHDRAWN, ChangeState.DECLINED, ChangeState.LAPSED)
    return LeaseChange.objects.filter(pk=int(pk)).exclude(state__in=gone).exists()


def lock_change(change_id: int) -> LeaseChange:
    """Lock an application, first of all; a foreign id raises DoesNotExist."""
    rows = LeaseChange.objects.select_for_update(no_key=True, of=("self",)).select_related("lease__unit")
    return rows.defer("lease__pdf").get(pk=change_id)


def lock_around(change: LeaseChange) -> dict[int, Lease]:
    """Lock what a change moves: the places in line of all, then the leases, each by id; return the leases."""
    places = Registration.objects.select_for_update(no_key=True, of=("self",)).filter(person__in=change.people)
    list(places.order_by("pk"))
    found = (change.lease_id, change.other_lease_id, change.new_lease_id, change.other_new_lease_id)
    ids = [pk for pk in found if pk is not None]
    rows = Lease.objects.select_for_update(of=("self",)).select_related("unit").filter(pk__in=ids)
    return {row.pk: row for row in rows.defer("pdf").order_by("pk")}


def moving(lease_ids: Iterable[int], *, but: int | None = None) -> bool:
    """Say whether one of these leases is about to be written anew: a change of it is granted and not done."""
    ids = list(lease_ids)
    touched = Q(lease__in=ids) | Q(other_lease__in=ids)
    rows = LeaseChange.objects.filter(touched, state=ChangeState.GRANTED).exclude(kind=ChangeKind.SUBLET)
    return rows.exclude(pk=but or 0).exists()


def against_lease(lease: Lease, today: date, kind: str = "") -> str:
    """Return what stands against changing a lease now: `lease_over`, `under_notice`; empty: nothing.

    A home may be sublet to the end of its lease, though that is known (LEASE-7).
    """
    over = lease.ends_on is not None and lease.ends_on < today
    if lease.signed_at is None or lease.annulled_at is not None or over:
        return "lease_over"
    if kind != ChangeKind.SUBLET and (lease.notice_on is not None or lease.ends_on is not None):
        return "under_notice"
    return ""


def against_two(lease: Lease, kind: ChangeKind, *, other_id: int | None = None) -> str:
    """Return what stands against a change of a lease that two have: nothing against a sublet or a swap, to which both
    say yes. `other_id` is known of an application on paper.

    `two_already`: a lease has two renters at most (LEASE-6, LEASE-10). `two_on_lease`: it goes over, on paper, to the
    one of them who stays, and to nobody else.
    """
    if lease.co_renter_id is None or kind in (ChangeKind.SUBLET, ChangeKind.SWAP):
        return ""
    if kind is ChangeKind.ADDITION:
        return "two_already"
    return "" if other_id in lease.renters else "two_on_lease"


def fellow_of(lease: Lease, person_id: int) -> int | None:
    """Return who rents a home with someone; None where she rents it alone."""
    return next((pk for pk in lease.renters if pk != person_id), None)


def has_live(lease_id: int, kind: ChangeKind) -> bool:
    """Say whether an application of a kind about a lease waits, or is granted and not over."""
    return LeaseChange.objects.filter(lease=lease_id, kind=kind, state__in=LIVE).exists()


def note(change: LeaseChange, kind: str, data: dict[str, Any] | None = None, *, by: Actor, now: datetime) -> None:
    """Note an event in the log of each whom an application is about; the caller has locked it, or just made it."""
    said = {"change": change.kind} | (data or {})
    record([Fact(kind, change.subject, person, said) for person in change.people], by=by, now=now)


def write(change: LeaseChange, kind: str, *, to: Iterable[int], now: datetime, **said: Any) -> None:
    """Write to those named; never to one who has died."""
    context = {
        "change": change.pk,
        "kind": change.kind,
        "street": change.lease.unit.street,
        "many": len(change.people) > TWO,
        **{key: value.isoformat() if isinstance(value, date) else value for key, value in said.items()},
    }
    letters = [
        Letter(kind, f"{kind}:{change.pk}:{person}:{now.timestamp()}", person, context=context)
        for person in dict.fromkeys(to)
        if not (change.is_after_death and person == change.person_id)
    ]
    post(letters, now=now)
