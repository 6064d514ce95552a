"""Where things lie: the checkout, and `var/` for everything that is not code."""

import hashlib
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("KOLAPP_VAR") or ROOT / "var").absolute()

# A Unix socket's path may be 107 bytes; the longest name we put below the folder is `.s.PGSQL.5432.lock`.
_LONGEST_SOCKET_FOLDER = 85


def socket_folder() -> Path:
    """The folder of the sockets, by a path short and plain enough for a socket address.

    It is `var/run`, or, where that is too long or has odd characters, a link to it in /tmp. The name follows from
    the path alone, so that every process of the checkout finds the same one without being told.
    """
    real = VAR / "run"
    if len(os.fsencode(real)) <= _LONGEST_SOCKET_FOLDER and re.fullmatch(r"[A-Za-z0-9/._-]+", str(real)):
        return real
    digest = hashlib.sha256(os.fsencode(real)).hexdigest()[:12]
    return Path(f"/tmp/kolapp-{os.getuid()}-{digest}")  # noqa: S108 (made and checked by embedded.py)


def embedded_postgres_url(role: str, database: str = "kolapp") -> str:
    """The embedded PostgreSQL's address for a role; nothing is started by asking."""
    return f"postgresql://{role}@/{database}?host={socket_folder()}"


def embedded_valkey_socket() -> Path:
    """The embedded Valkey's socket; nothing is started by asking."""
    return socket_folder() / "valkey.sock"
