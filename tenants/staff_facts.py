"""What is known of one of the staff in every request: each app adds what its own pages ask, to the one question.

A fact is a boolean expression over `Membership`, as of a day; the member whom a request brings has it as an attribute
of that name.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable

from tenants import clock
from tenants.core.calendar import local_day
from tenants.models import Membership, User
from tenants.scoping import scoped_landlords

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def _second_step(_today: date) -> Exists:
    return Exists(Authenticator.objects.filter(user=OuterRef("user"), type__in=SECOND_STEPS))


facts: dict[str, Callable[[date], Combinable]] = {"has_second_step": _second_step}


def member_of(user: User) -> Membership | None:
    """Return what a user works as at the landlord in scope, with every fact about her today. One statement."""
    return _members(scoped_landlords(), local_day(clock.now())).filter(user=user).first()


@lru_cache(maxsize=512)
def _members(landlords: tuple[int, ...], today: date) -> QuerySet[Membership]:
    """Return the question for all who work at the landlords in scope: each request of staff copies it."""
    return Membership.objects.annotate(**{name: fact(today) for name, fact in facts.items()})
