"""Ordering a credit check: a row that a worker finds, never a call from a page (CHECK-20)."""

from collections.abc import Iterable
from datetime import datetime

from letting.models import Check, CreditOrder
from tenants import waking

ASK = "letting.tasks.ask_credit_service"


def order_credit(check: Check, person_ids: Iterable[int], *, now: datetime) -> None:
    """Order an answer about each person that a check is about, and wake a worker."""
    CreditOrder.objects.bulk_create(
        CreditOrder(check_row=check, person_id=person, ordered_at=now, look_again_at=now) for person in person_ids
    )
    waking.after_commit(ASK)
