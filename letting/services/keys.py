"""The keys of a home: how many went out, how many came back, and whether in time (LEASE-11)."""

from datetime import datetime

from django.db import transaction

from letting.core.inspection import is_late
from letting.models import DebtKind, KeyReceipt, Lease
from letting.services.debts import owe
from letting.services.inspections import rules_of_inspection
from letting.services.lease_locks import lock_lease
from letting.services.protocols import DEAREST
from tenants.actors import Actor
from tenants.events import Fact, record
from tenants.outcome import Refused, refused

MOST_KEYS = 99


@transaction.atomic
def hand_keys_out(lease_id: int, number: int, *, by: Actor, now: datetime) -> KeyReceipt | Refused:
    """Note how many keys, cards and tags a renter has got. Refused: `lease_over`, `bad_number`, `already_in`."""
    lease = lock_lease(lease_id)
    if not _signed(lease):
        return refused("lease_over")
    if not 1 <= number <= MOST_KEYS:
        return refused("bad_number")
    receipt = KeyReceipt.objects.filter(lease=lease_id).first() or KeyReceipt(lease_id=lease_id)
    if receipt.keys_in_at is not None:
        return refused("already_in")
    receipt.handed_out = number
    receipt.save()
    _note(lease, "keys.handed_out", {"number": number}, by=by, now=now)
    return receipt


@transaction.atomic
def take_keys_in(
    lease_id: int, number: int, *, missing_cost: int = 0, handed_out: int | None = None, by: Actor, now: datetime
) -> KeyReceipt | Refused:
    """Take keys in, once: how many, whether in time, and what those that are missing cost where the rules say so.

    `handed_out` is told where nobody has noted it before. Refused: `lease_over` (not signed), `not_ending` (the lease
    has no last day), `already_in`, `bad_number`, `bad_cost`, `none_missing` (a cost, though all have come back).
    """
    lease = lock_lease(lease_id)
    if not _signed(lease) or lease is None:
        return refused("lease_over")
    if lease.ends_on is None:
        return refused("not_ending")
    receipt = KeyReceipt.objects.filter(lease=lease_id).first() or KeyReceipt(lease_id=lease_id)
    if receipt.keys_in_at is not None:
        return refused("already_in")
    receipt.handed_out = receipt.handed_out or handed_out
    if not 0 <= number <= MOST_KEYS or not 0 <= (receipt.handed_out or 0) <= MOST_KEYS:
        return refused("bad_number")
    if not 0 <= missing_cost <= DEAREST:
        return refused("bad_cost")
    if missing_cost and receipt.handed_out is not None and number >= receipt.handed_out:
        return refused("none_missing")
    rules = rules_of_inspection(now)
    receipt.handed_in, receipt.keys_in_at, receipt.keys_in_to = number, now, str(by)
    receipt.late = is_late(rules, lease.ends_on, approved_at=receipt.approved_at, keys_in_at=now, now=now)
    receipt.save()
    _note(lease, "keys.came_in", {"number": number, "late": "yes" if receipt.late else "no"}, by=by, now=now)
    if rules.keys:
        owe(lease, DebtKind.KEYS, missing_cost, by=by, now=now)
    return receipt


def _signed(lease: Lease | None) -> bool:
    return lease is not None and lease.signed_at is not None and lease.annulled_at is None


def _note(lease: Lease | None, kind: str, data: dict[str, object], *, by: Actor, now: datetime) -> None:
    if lease is not None:
        record([Fact(kind, f"letting.lease:{lease.pk}", lease.person_id, data)], by=by, now=now)
