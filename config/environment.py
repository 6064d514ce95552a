"""Reading the environment: what is missing or odd is refused with a sentence that names the variable."""

import base64
import json
import os
import secrets
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.paths import VAR


def text(name: str, default: str | None = None) -> str:
    """The variable's text; without a default it must be there."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ImproperlyConfigured(f"{name} must be set in production.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Yes or no: 1, true, yes, on, or 0, false, no, off."""
    value = text(name, str(default)).lower()
    if value not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    """A whole number."""
    try:
        return int(text(name, str(default)))
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """A list, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def key(name: str, encoded: str) -> bytes:
    """A key of 32 bytes, written in URL-safe base64."""
    with suppress(ValueError):
        decoded = base64.urlsafe_b64decode(encoded)
        if len(decoded) == 32:  # for AES-256 and HMAC-SHA-256
            return decoded
    raise ImproperlyConfigured(f"{name} must be 32 bytes in URL-safe base64.")


def database(url: str, **options: Any) -> dict[str, Any]:
    """Django's entry for a `postgresql://role:password@host:port/name?host=…&sslmode=…` address."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("DATABASE_URL and DATABASE_OWNER_URL must begin with postgresql://")
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query | options,
    }


def local_secrets() -> dict[str, str]:
    """The demo's and the tests' own keys: made once, kept in `var/keys`, readable by their owner alone."""
    path = VAR / "keys"
    if not path.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        names = ("KOLAPP_SECRET_KEY", "KOLAPP_FIELD_KEYS", "KOLAPP_INDEX_KEY")
        made = {name: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() for name in names}
        draft = VAR / f"keys.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(made))
        with suppress(FileExistsError):  # two processes at once: the first one's keys stand
            path.hardlink_to(draft)
        draft.unlink()
    found: dict[str, str] = json.loads(path.read_text())
    return found
