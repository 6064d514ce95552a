"""The other's answer to an application: by the secret key of her mail, when she is logged in (LEASE-7 to 10)."""

from datetime import datetime

from django.db import transaction

from letting.models import Lease, LeaseChange
from letting.services.change_consents import against_pupil, against_time, decline, join, other_lease_of, settle
from letting.services.change_ledger import against_lease, lock_change, note
from queues.core.company import is_of_age
from queues.services.invitations import key_hash
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.models import Person
from tenants.outcome import Refused, refused


def by_key(key: str) -> LeaseChange | None:
    """Return the application that a mail's key opens."""
    rows = LeaseChange.objects.select_related("person", "lease__unit").defer("lease__pdf")
    return rows.filter(key_hash=key_hash(key)).first() if key else None


@transaction.atomic
def answer_change(
    key: str, person_id: int, *, accepted: bool, wording: str, other_lease_id: int | None = None, by: Actor,
    now: datetime,
) -> LeaseChange | Refused:  # fmt: skip
    """Say yes or no to an application, once, through its last day. A yes makes it complete, if nobody rents with
    either of the two who has yet to say hers; its wording is kept.

    Refused: `not_found`, `yourself`, `already_answered`, `taken_back`, `too_late`, `not_of_age`, `consent_missing`,
    `no_lease_here` (a swap of homes here, and she rents none that can be swapped), `under_notice`, `lease_over`,
    and as `against_pupil`.
    """
    found = by_key(key)
    if found is None:
        return refused("not_found")
    change = lock_change(found.pk)
    if code := against_answer(change, person_id, now):
        return refused(code)
    if not accepted:
        change.other_id, change.answered_at = person_id, now
        change.save(update_fields=["other", "answered_at"])
        decline(change, person_id, by=by, now=now)
        return change
    if code := _against_yes(change, person_id, wording, other_lease_id, now):
        return refused(code)
    join(change, person_id, other_lease_id=other_lease_id, now=now)
    change.consent_wording = wording.strip()
    if change.awaits:
        note(change, "lease.change_agreed", by=by, now=now)
    settle(change, asks=("co_other",), by=by, now=now)
    return change


def against_answer(change: LeaseChange, person_id: int, now: datetime) -> str:
    """Return the code of what stands against any answer by a person now; empty: she may answer."""
    if change.is_of_renter(person_id):
        return "yourself"
    return "already_answered" if change.answered_at is not None else against_time(change, now)


def _against_yes(change: LeaseChange, person_id: int, wording: str, wanted: int | None, now: datetime) -> str:
    today = local_day(now)
    if not is_of_age(Person.objects.only("born").get(pk=person_id).born, today):
        return "not_of_age"
    if not wording.strip():
        return "consent_missing"
    lease = Lease.objects.select_related("unit").defer("pdf").get(pk=change.lease_id)
    if found := against_lease(lease, today, change.kind):
        return found
    if found := against_pupil(lease, change.reason, person_id, now):
        return found
    if change.swaps_here and other_lease_of(person_id, wanted, lease, now) is None:
        return "no_lease_here"
    return ""
