"""Swedish identity numbers: read in any notation, kept encrypted, found by a blind index, shown masked.

Stored as 12 digits under AES-GCM; the index is a keyed hash per landlord, so equal numbers at two landlords do
not look alike. Never in a URL, a log, a mail or a file name.
"""

import hashlib
import hmac
import os
import re
from dataclasses import dataclass
from datetime import date

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from personnummer import personnummer

from tenants.models.person import Identity

WRITTEN = re.compile(r"[0-9]{6}([0-9]{2})?[-+]?[0-9]{4}")
NONCE = 12
KEY_NAME = 4
TEST_SERIES = range(9880, 10000)
OLDEST = 120


class BadNumber(ValueError):
    """A text that is no identity number; `code` says why: `form`, `unborn`, `too_old`, `not_test_series`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Number:
    """An identity number as 12 digits, with what it tells."""

    digits: str
    born: date
    identity: Identity

    @property
    def masked(self) -> str:
        """Return the number as it is shown: the birth date, the rest hidden."""
        return mask(self.digits)


def read(text: str, *, today: date) -> Number:
    """Read a number in any notation; raise BadNumber for a wrong form, an unborn or a very old holder.

    In demo mode numbers outside the official test series are refused.
    """
    written = "".join(text.split())
    if not WRITTEN.fullmatch(written):
        raise BadNumber("form")
    try:
        number = personnummer.parse(written)
    except (personnummer.PersonnummerException, ValueError, TypeError) as error:
        raise BadNumber("form") from error
    digits = number.format(long_format=True).replace("-", "").replace("+", "")
    day = int(digits[6:8])
    coordination = day > 60
    born = date(int(digits[:4]), int(digits[4:6]), day - 60 if coordination else day)
    if born > today:
        raise BadNumber("unborn")
    if today.year - born.year > OLDEST and not _is_test(digits):
        raise BadNumber("too_old")
    if settings.DEMO and not _is_test(digits):
        raise BadNumber("not_test_series")
    return Number(digits, born, Identity.COORDINATION_NUMBER if coordination else Identity.PERSONAL_NUMBER)


def _is_test(digits: str) -> bool:
    return int(digits[8:]) in TEST_SERIES


def _name_of(key: bytes) -> bytes:
    return hashlib.sha256(b"name of key" + key).digest()[:KEY_NAME]


def seal(digits: str) -> bytes:
    """Encrypt a number with the first of the live keys; the key's name stands before it."""
    key, nonce = settings.FIELD_KEYS[0], os.urandom(NONCE)
    return _name_of(key) + nonce + AESGCM(key).encrypt(nonce, digits.encode(), None)


def unseal(sealed: bytes) -> str:
    """Decrypt a number with the live key that it names; raise KeyError when that key is live no more."""
    keys = {_name_of(key): key for key in settings.FIELD_KEYS}
    name, nonce, secret = sealed[:KEY_NAME], sealed[KEY_NAME : KEY_NAME + NONCE], sealed[KEY_NAME + NONCE :]
    return AESGCM(keys[bytes(name)]).decrypt(nonce, secret, None).decode()


def index(digits: str, landlord: int) -> bytes:
    """Return the blind index of a number at a landlord: the same for the same number, telling nothing of it."""
    return hmac.new(settings.INDEX_KEY, f"{landlord}:{digits}".encode(), hashlib.sha256).digest()


def mask(digits: str) -> str:
    """Return a number as it is shown: `19900101-****`."""
    return f"{digits[:8]}-****"
