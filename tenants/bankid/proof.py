"""What a BankID login proves: who is at the keyboard. Kept sealed in the session while an account is made."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allauth.socialaccount.providers.base import ProviderException
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from tenants.personal_number import BadNumber, Number, read, seal, unseal
from tenants.scoping import scoped_landlord

KEY = "bankid_proof"
HOLDS_FOR = timedelta(minutes=30)  # time to write an address and a mailed code
LONGEST_NAME = 80


class BadClaims(ProviderException):
    """The broker's word tells of nobody; `code` says why: `number_missing`, `number_invalid`, `not_test_series`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Proof:
    """Who has shown a BankID: the login's key, the number as 12 digits, and the names that the broker told."""

    uid: str
    digits: str
    given_name: str
    family_name: str
    at: str
    landlord: int

    def number(self, today: date) -> Number:
        """Return the number; it was read once already."""
        return read(self.digits, today=today)


def uid_of(issuer: str, subject: str) -> str:
    """Return the key of an identity, which is issuer and subject together.

    Some brokers have the personal number as subject: what is kept is a keyed hash, as of the number itself.
    """
    return hmac.new(settings.INDEX_KEY, json.dumps([issuer, subject]).encode(), hashlib.sha256).hexdigest()


def proof_from(claims: Mapping[str, Any], *, names: list[str], now: datetime, today: date) -> Proof:
    """Read who it is from verified claims; the number is the first of the claims `names` that is there.

    Raises BadClaims where there is no number, or one that cannot be.
    """
    written = next((str(claims[name]).strip() for name in names if claims.get(name)), "")
    if not written:
        raise BadClaims("number_missing")
    try:
        number = read(written, today=today)
    except BadNumber as error:
        raise BadClaims("not_test_series" if error.code == "not_test_series" else "number_invalid") from error
    given, family = (str(claims.get(name) or "").strip()[:LONGEST_NAME] for name in ("given_name", "family_name"))
    uid = uid_of(str(claims["iss"]), str(claims["sub"]))
    return Proof(uid, number.digits, given, family, now.isoformat(), scoped_landlord())


def keep(session: SessionBase, proof: Proof) -> None:
    """Keep a proof in the visitor's session, sealed: the session's table holds no number in clear."""
    session[KEY] = base64.b64encode(seal(json.dumps(asdict(proof)))).decode()


def kept(session: SessionBase, *, now: datetime) -> Proof | None:
    """Return the proof in a session, if it is fresh and was given at the landlord in scope."""
    sealed = session.get(KEY)
    if not isinstance(sealed, str):
        return None
    try:
        proof = Proof(**json.loads(unseal(base64.b64decode(sealed))))
    except (ValueError, KeyError, TypeError, InvalidTag):  # a key that is gone, or a proof of an older shape
        return None
    fresh = now - HOLDS_FOR <= datetime.fromisoformat(proof.at) <= now
    return proof if fresh and proof.landlord == scoped_landlord() else None


def forget(session: SessionBase) -> None:
    """Forget the proof."""
    session.pop(KEY, None)
