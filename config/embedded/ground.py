"""What both services stand on: the system user, the folders below `var/`, the wheels' programs."""

import os
import pwd
import subprocess
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from config.paths import VAR, socket_folder

SERVICE_USER = "kolapp-db"  # made only when root starts the services
POSTGRES = VAR / "postgres"
VALKEY = VAR / "valkey"
LOG = VAR / "log"


class EmbeddedError(RuntimeError):
    """The service could not be started; the text says what to do."""


@cache
def service_user() -> pwd.struct_passwd | None:
    """Whom the services run as when root starts them; None when an ordinary user does: then as herself."""
    if os.geteuid() != 0:
        return None
    for folder in (VAR, POSTGRES):
        if folder.exists() and folder.stat().st_uid != 0:
            return pwd.getpwuid(folder.stat().st_uid)
    with suppress(KeyError):
        return pwd.getpwnam(SERVICE_USER)
    useradd = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    made = subprocess.run([*useradd, "--shell", "/usr/sbin/nologin", SERVICE_USER], capture_output=True, check=False)
    try:
        return pwd.getpwnam(SERVICE_USER)  # another process may have made it in the same moment
    except KeyError:
        raise EmbeddedError(f"No system user for PostgreSQL could be made: {made.stderr.decode().strip()}") from None


def run_as() -> dict[str, Any]:
    """Arguments of `subprocess` for a service: its user, and a place and locale that do not depend on the caller."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_", "LANG", "POSTGRES"))}
    common: dict[str, Any] = {"cwd": "/", "env": env | {"LC_ALL": "C"}, "start_new_session": True}
    user = service_user()
    if user is None:
        return common
    return common | {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def give_to_service_user(path: Path) -> None:
    """Make the services' user the owner, where that is not the caller anyway."""
    user = service_user()
    if user is not None:
        os.chown(path, user.pw_uid, user.pw_gid)


def make_folders() -> None:
    """Make `var/` and its folders, and the short link to the sockets where one is needed."""
    try:
        VAR.mkdir(parents=True, exist_ok=True)
        for folder in (VAR / "run", VALKEY, LOG):
            folder.mkdir(mode=0o700, exist_ok=True)
            give_to_service_user(folder)
            if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
                raise PermissionError
    except PermissionError:
        owner = VAR.owner() if VAR.exists() else VAR.parent.owner()
        raise EmbeddedError(f"{VAR} belongs to {owner}: run as that user, or remove the folder.") from None
    _link_sockets()
    if service_user() is not None:
        _let_through(VAR / "run")


def _link_sockets() -> None:
    link, real = socket_folder(), VAR / "run"
    if link == real:
        return
    with suppress(FileExistsError):
        link.symlink_to(real)
    if not link.is_symlink() or link.lstat().st_uid != os.getuid() or link.readlink() != real:
        raise EmbeddedError(f"{link} is in the way of the sockets' short path: remove it.")


def _let_through(path: Path) -> None:
    """Let the services' user pass (not read) the folders above."""
    for folder in path.parents:
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o001)


def wheel(package: str, inside: str) -> Path:
    """A folder in an installed wheel, found without importing it, readable by the services' user."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise EmbeddedError(f"The package {package} is not installed: run `make setup`.")
    folder = Path(spec.origin).parent / inside
    if service_user() is not None:
        _let_through(folder)
        for path in (folder, *folder.rglob("*")):
            wanted = 0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444
            if path.stat().st_mode & wanted != wanted:
                path.chmod(path.stat().st_mode | wanted)
    return folder


def tail(log: Path) -> str:
    """The log's closing lines, or nothing."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:]) if log.exists() else ""


def run(*command: str | Path) -> None:
    """Run a wheel's program as the services' user.

    Raises EmbeddedError with what the program said, and with the server's last words.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False, **run_as())
    if done.returncode:
        raise EmbeddedError(f"{command[0]} failed:\n{done.stderr or done.stdout}\n{tail(LOG / 'postgres.log')}")
