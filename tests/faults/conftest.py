"""A mail server that takes mails, or refuses them in the words it is given."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Refusing(SMTP):
    """A mail server that answers a recipient with a code of the test's."""

    code = "250 OK"

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802  (the library's name)
        if type(self).code.startswith("250"):
            await super().smtp_RCPT(arg)
        else:
            await self.push(type(self).code)


class Kept:
    """Keeps the mails that were taken."""

    def __init__(self) -> None:
        self.mails: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (likewise)
        self.mails.append(envelope)
        return "250 taken"


class Server(Controller):
    def factory(self) -> SMTP:
        return Refusing(self.handler)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def mail_server(settings: Any) -> Any:
    kept = Kept()
    server = Server(kept, hostname="127.0.0.1", port=_free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    Refusing.code = "250 OK"
    yield kept
    server.stop()
