"""What is known of one of the staff in every request: each app adds what its own pages ask, to the one question.

A fact is a boolean expression over `Membership`; the member whom a request brings has it as an attribute of that name.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.db.models.expressions import Combinable

from tenants.models import Membership, User

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def _second_step() -> Exists:
    return Exists(Authenticator.objects.filter(user=OuterRef("user"), type__in=SECOND_STEPS))


facts: dict[str, Callable[[], Combinable]] = {"has_second_step": _second_step}


def member_of(user: User) -> Membership | None:
    """Return what a user works as at the landlord in scope, with every fact about her. One statement."""
    rows = Membership.objects.filter(user=user)
    return rows.annotate(**{name: fact() for name, fact in facts.items()}).first()
