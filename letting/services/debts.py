"""What renters owe the landlord for homes they leave: made, paid, and let be (LEASE-11, CHECK-17).

A debt is locked after its lease. It counts in the checks until it is settled (`letting.checks.providers`).
"""

from datetime import datetime

from django.db import transaction

from letting.models import Debt, DebtKind, Inspection, Lease
from letting.services.lease_locks import lock_lease
from tenants.actors import Actor
from tenants.events import Fact, record
from tenants.outcome import Refused, refused


def owe(
    lease: Lease, kind: DebtKind, amount: int, *, inspection: Inspection | None = None, by: Actor, now: datetime
) -> None:
    """Let a renter owe an amount; nothing for nothing. Called under the lease's lock."""
    if amount <= 0:
        return
    Debt.objects.create(
        lease=lease, person_id=lease.person_id, inspection=inspection, kind=kind, amount=amount, made_at=now,
        made_by=str(by),
    )  # fmt: skip
    _note(lease.pk, lease.person_id, "debt.made", kind, amount, by=by, now=now)


@transaction.atomic
def settle_debt(debt_id: int, *, waived_reason: str = "", by: Actor, now: datetime) -> Debt | Refused:
    """Note that a debt is paid, or let it be for a reason. Refused: `already_decided`."""
    lock_lease(Debt.objects.values_list("lease", flat=True).get(pk=debt_id))
    debt = Debt.objects.select_related("lease__unit").defer("lease__pdf").get(pk=debt_id)
    if debt.settled_at is not None:
        return refused("already_decided")
    debt.settled_at, debt.settled_by, debt.waived_reason = now, str(by), waived_reason.strip()
    debt.save(update_fields=["settled_at", "settled_by", "waived_reason"])
    kind = "debt.waived" if debt.waived_reason else "debt.paid"
    _note(debt.lease_id, debt.person_id, kind, DebtKind(debt.kind), debt.amount, by=by, now=now)
    return debt


def _note(lease: int, person: int, kind: str, of: DebtKind, amount: int, *, by: Actor, now: datetime) -> None:
    record([Fact(kind, f"letting.lease:{lease}", person, {"kind": of.value, "amount": amount})], by=by, now=now)
