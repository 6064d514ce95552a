"""How the night's pages tell of times that pass, and of what a customer wants."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from disturbance.models import Customer
from disturbance.words import CATEGORIES

HOUR, DAY = 60, 24 * 60  # minutes


def minutes(since: datetime, now: datetime) -> int:
    """Return the whole minutes from one moment to another."""
    return max(0, int((now - since).total_seconds() // 60))


def lasting(passed: int) -> tuple[str, str]:
    """Return how long some minutes are, as a number and its unit: minutes below two hours, then hours, then days."""
    if passed < 2 * HOUR:
        return str(passed), _("min")
    if passed < 2 * DAY:
        return str(passed // HOUR), _("tim")
    return str(passed // DAY), _("dygn")


def only_for(customer: Customer | None) -> list[Any]:
    """Return the words of the categories for which a customer wants a patrol sent, in the order of the page's keys.

    None means all.
    """
    wanted = customer.call_out_only_for if customer else []
    return [word for code, word in CATEGORIES.items() if code.value in wanted]
