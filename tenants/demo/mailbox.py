"""Demo mode's mail: one .eml file per mail instead of a mail server, and reading them."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage as OutgoingMail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import gettext as _

from tenants import clock
from tenants.core.calendar import STOCKHOLM

NAME = re.compile(r"^\d{8}T\d{12}-[0-9a-f]{8}$")
STAMP = "%Y%m%dT%H%M%S%f"
NEWEST = 100


class EmailBackend(BaseEmailBackend):
    """Writes mails to files: `<moment>-<random>.eml`, the demo clock's moment, so that the names sort by it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(fail_silently=options.get("fail_silently", False))

    def send_messages(self, email_messages: Sequence[OutgoingMail]) -> int:
        """Write each mail; one that is being written is not read, for it gets its name last."""
        folder().mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            name = f"{clock.now().strftime(STAMP)}-{secrets.token_hex(4)}"
            unfinished = folder() / f"{name}.part"
            unfinished.write_bytes(mail.message().as_bytes())
            unfinished.rename(unfinished.with_suffix(".eml"))
        return len(email_messages)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail as it was sent."""

    key: str
    at: datetime
    sender: str
    to: str
    subject: str
    text: str
    html: str

    @property
    def parties(self) -> str:
        """Return from whom and to whom, as lists show it."""
        return _("%(sender)s till %(to)s") % {"sender": parseaddr(self.sender)[0] or self.sender, "to": self.to}


def folder() -> Path:
    """Return where the mails lie."""
    return Path(settings.DEMO_FOLDER) / "mail"


def newest(number: int = NEWEST) -> list[Mail]:
    """Return the newest mails, the latest first."""
    paths = sorted(folder().glob("*.eml"), reverse=True) if folder().exists() else []
    return [_read(path) for path in paths if NAME.match(path.stem)][:number]


def find(key: str) -> Mail | None:
    """Return a mail by its key, or None."""
    path = folder() / f"{key}.eml"
    return _read(path) if NAME.match(key) and path.exists() else None


def _read(path: Path) -> Mail:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    at = datetime.strptime(path.stem.partition("-")[0], STAMP).replace(tzinfo=STOCKHOLM)
    header = {name: str(mail[name] or "") for name in ("From", "To", "Subject")}
    return Mail(
        path.stem, at, header["From"], header["To"], header["Subject"], _part(mail, "plain"), _part(mail, "html")
    )


def _part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body(preferencelist=(kind,))
    return str(body.get_content()) if body is not None else ""
