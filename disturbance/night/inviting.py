"""Someone who begins to work for the night service is written to: how she chooses a password and a second step."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.urls import reverse

from disturbance.models import NightWorker
from disturbance.night.acting import NightRequest, me


def invite(request: NightRequest, worker: NightWorker) -> None:
    """Write to her: the mail is in the outbox in the same transaction as she is in the staff.

    It opens nothing: a password is set by a code that is sent to the same address when she asks for it.
    """
    links = {"password": "account_reset_password", "login": "account_login", "second_step": "mfa_index"}
    said = {
        **{f"{name}_url": request.build_absolute_uri(reverse(view)) for name, view in links.items()},
        "worker": worker, "by": me(request), "service": request.night_service,
    }  # fmt: skip
    get_adapter(request).send_mail("night/mail/invitation", worker.user.email, said)
