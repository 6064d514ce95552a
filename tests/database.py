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
KEPT = ("django_migrations", "django_content_type", "auth_permission")  # what migrations wrote
USED = """
    SELECT oid::regclass::text, CASE WHEN relforcerowsecurity THEN 'FORCE' ELSE 'NO FORCE' END FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0 AND relname <> ALL (%s)
"""
FIRST_AGAIN = """
    SELECT setval(pg_get_serial_sequence(attrelid::regclass::text, attname), 1, false) FROM pg_attribute
    WHERE attidentity <> '' AND attrelid = ANY (%s::regclass[])
"""


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


def empty(owner: Any) -> None:
    """Delete all rows, as only the owner may: what hides rows from her, and what keeps them, stands aside for it.

    To TRUNCATE takes PostgreSQL a third of a second, however little there is: it makes a new file for each index.
    """
    with owner.cursor() as cursor:
        cursor.execute(USED, [list(KEPT)])
        used = cursor.fetchall()
        statements = [f"ALTER TABLE {name} DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY" for name, _forced in used]
        statements += [f"DELETE FROM {name}" for name, _forced in used]
        statements.append("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to be made cannot be altered
        statements += [f"ALTER TABLE {name} ENABLE TRIGGER USER, {forced} ROW LEVEL SECURITY" for name, forced in used]
        cursor.execute("; ".join(statements))  # one statement string is one transaction
        cursor.execute(FIRST_AGAIN, [[name for name, _forced in used]])


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
