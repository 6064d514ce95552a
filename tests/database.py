"""The tests' database: migrated once for each set of migrations, then copied for every run and every worker.

Migrating takes each worker many seconds of processor time; a copy takes PostgreSQL a fraction of one.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.db import OperationalError

from tenants import rls, scoping
from tenants.management.commands import migrate

PREFIX = "kolapp_template_"
LOCK = 5_270_311  # one template is made, and one copy taken, at a time


def make(owner: Any, *, keep: bool) -> str:
    """Make an empty, migrated database for this run and return its name; with `keep` one that is there is taken."""
    name = owner.creation._get_test_db_name()
    with _alone(owner) as cursor:
        if keep and _exists(cursor, name):
            return str(name)
        template = PREFIX + fingerprint()
        if not _exists(cursor, template):
            _drop_templates(cursor)
            _migrate(owner, f"{template}_new")
            cursor.execute(f'ALTER DATABASE "{template}_new" RENAME TO "{template}"')
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return str(name)


def drop(owner: Any, name: str) -> None:
    """Remove a run's database. One that a process still holds is left; the next run removes it."""
    with suppress(OperationalError), owner._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def fingerprint() -> str:
    """Return what changes with any migration, with what migrations use, and with Django."""
    seen = hashlib.sha256(f"{django.VERSION} {sys.version_info}".encode())
    folders = [Path(app.path) / "migrations" for app in apps.get_app_configs()]
    files = [path for folder in sorted(folders) for path in sorted(folder.glob("*.py"))]
    for path in [*files, *(Path(str(module.__file__)) for module in (rls, scoping, migrate))]:
        seen.update(path.name.encode() + path.read_bytes())
    return seen.hexdigest()[:16]


@contextmanager
def _alone(owner: Any) -> Iterator[Any]:
    with owner._nodb_cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")  # the owner's own is short: another worker may be migrating
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield cursor
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _migrate(owner: Any, name: str) -> None:
    """Make a database by its migrations, as production does, and leave it unconnected: only so it can be copied."""
    settings, real = owner.settings_dict, owner.settings_dict["NAME"]
    wanted = settings["TEST"]["NAME"]
    settings["TEST"]["NAME"] = name
    try:
        owner.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        owner.close()
        settings["TEST"]["NAME"], settings["NAME"] = wanted, real


def _exists(cursor: Any, name: str) -> bool:
    cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def _drop_templates(cursor: Any) -> None:
    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
    for (old,) in cursor.fetchall():
        cursor.execute(f'DROP DATABASE "{old}"')
