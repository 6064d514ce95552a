"""The second step of a login: allauth's adapter, with its secrets sealed and a page's questions asked once."""

import base64
from collections.abc import Iterable
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from tenants.personal_number import seal, unseal


class SecondStepAdapter(DefaultMFAAdapter):
    """Secrets are sealed at rest, as personal numbers are: a copy of the database makes no codes."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return base64.b64encode(seal(text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        return unseal(base64.b64decode(encrypted_text))

    def is_mfa_enabled(self, user: Any, types: Iterable[str] | None = None) -> bool:
        """Say whether someone has a second step of some types, or any."""
        if user.is_anonymous:
            return False
        has = _kinds_of(user)
        return bool(has if types is None else has.intersection(types))


def _kinds_of(user: Any) -> set[str]:
    """Return which second steps someone has. A GET changes none, so that its page reads them once."""
    rows = Authenticator.objects.filter(user=user).values_list("type", flat=True)
    if context.request is None or context.request.method != "GET":
        return set(rows)
    if not hasattr(user, "second_steps"):
        user.second_steps = set(rows)
    return set(user.second_steps)
