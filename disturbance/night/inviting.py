"""Someone who begins to work for the night service is written to: how she chooses a password and a second step."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.db import transaction
from django.urls import reverse

from disturbance.models import NightWorker
from disturbance.night.acting import NightRequest, me


def invite(request: NightRequest, worker: NightWorker) -> None:
    """Write to her when the transaction is made, as the mails with codes for logging in are sent.

    The mail opens nothing: a password is set by a code that is sent to the same address when she asks for it.
    """
    links = {"password": "account_reset_password", "login": "account_login", "second_step": "mfa_index"}
    said = {
        **{f"{name}_url": request.build_absolute_uri(reverse(view)) for name, view in links.items()},
        "worker": worker, "by": me(request), "service": request.night_service,
    }  # fmt: skip

    def send() -> None:
        with request_context(request):  # allauth's own is over by then
            get_adapter(request).send_mail("night/mail/invitation", worker.user.email, said)

    transaction.on_commit(send, robust=True)
