"""The credit service over HTTP: a small JSON contract, documented in docs/credit-service.md (CHECK-20).

Nothing of a report is written down here or in a log; only its figures are handed on, to be judged at once.
"""

from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Annotated

import httpx
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from letting.core.facts import Debts, Remark

TO_CONNECT = 3.0  # seconds
LARGEST = 64 * 1024


class ServiceDown(RuntimeError):
    """The service did not answer as agreed: try again later. Its text is a code, never what was answered."""


class _Part(BaseModel):
    # What was answered is not repeated in an error: errors end up in logs.
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True, hide_input_in_errors=True)


class _Debts(_Part):
    enforcement: Annotated[int, Field(ge=0)]
    restructuring: bool


class _Remark(_Part):
    on: Annotated[date, Field(strict=False)]
    amount: Annotated[int, Field(ge=0)]
    paid: bool


class _Answer(_Part):
    debts: _Debts
    remarks: tuple[_Remark, ...] = Field(max_length=1000, strict=False)


@dataclass(frozen=True, slots=True)
class Report:
    """What the service knows of a person. Debts to the landlord are not its to know."""

    debts: Debts
    remarks: tuple[Remark, ...]


def ask(digits: str, *, reference: str) -> Report:
    """Ask about a person by her 12 digits; raise ServiceDown with a code for anything but a whole answer.

    `reference` makes the question the same however often it is sent. Never called within a transaction.
    """
    if not settings.CREDIT_SERVICE_URL:
        raise ServiceDown("not_set_up")
    seconds = settings.CREDIT_SERVICE_TIMEOUT
    limits, enough = httpx.Timeout(seconds, connect=min(TO_CONNECT, seconds)), monotonic() + seconds
    headers = {"Authorization": f"Bearer {settings.CREDIT_SERVICE_KEY}", "Idempotency-Key": reference}
    body = {"personal_number": digits, "purpose": "lease"}
    try:
        with (
            httpx.Client(timeout=limits, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", f"{settings.CREDIT_SERVICE_URL}/v1/reports", json=body, headers=headers) as answer,
        ):
            if answer.status_code != httpx.codes.OK:
                raise ServiceDown(f"status_{answer.status_code}")
            return _read(_whole(answer, enough))
    except httpx.TimeoutException as error:
        raise ServiceDown("timeout") from error
    except httpx.HTTPError as error:
        raise ServiceDown("unreachable") from error
    except (httpx.InvalidURL, UnicodeError) as error:  # an address or a key that cannot be sent
        raise ServiceDown("not_set_up") from error


def _whole(answer: httpx.Response, enough: float) -> bytes:
    """Return an answer's content; no more than the largest, and not from one that trickles on for ever."""
    content = b""
    for part in answer.iter_bytes():
        content += part
        if len(content) > LARGEST:
            raise ServiceDown("too_long")
        if monotonic() > enough:
            raise ServiceDown("timeout")
    return content


def _read(content: bytes) -> Report:
    try:
        said = _Answer.model_validate_json(content)
    except ValidationError:
        raise ServiceDown("not_as_agreed") from None
    debts = Debts(enforcement=said.debts.enforcement, restructuring=said.debts.restructuring)
    return Report(debts, tuple(Remark(one.on, one.amount, one.paid) for one in said.remarks))
