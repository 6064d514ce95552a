"""Ordering a credit check: a row that a worker finds, never a call from a page (CHECK-20)."""

from collections.abc import Container, Iterable
from datetime import datetime

from letting.models import Check, CreditOrder
from tenants import waking

ASK = "letting.tasks.ask_credit_service"


def order_credit(check: Check, person_ids: Iterable[int], *, known: Container[int], now: datetime) -> None:
    """Order an answer about each person that a check is about, and wake a worker.

    Those whose earlier outcome serves again are `known`: they are noted as answered, and not asked about (CHECK-10).
    """
    CreditOrder.objects.bulk_create(
        CreditOrder(
            landlord_id=check.landlord_id,
            check_row=check,
            person_id=person,
            ordered_at=now,
            look_again_at=None if person in known else now,
            answered_at=now if person in known else None,
        )
        for person in person_ids
    )
    waking.after_commit(ASK)
