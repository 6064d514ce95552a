#!/usr/bin/env python3
"""Django's command line. Without DATABASE_URL it brings its own PostgreSQL, without REDIS_URL its own Valkey."""

import os
import sys

# Commands that read or write rows: in a fresh checkout the embedded database has no tables yet.
_NEED_TABLES = {"runserver", "tick", "demo_town", "simulate", "import_ruleset", "verify_log"}
# Commands that talk to the broker or the cache; the others do without Valkey.
_NEED_VALKEY = {"runserver", "tick", "demo_town", "testserver"}


def main() -> None:
    """Start what is missing, then run the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 (after the environment)

    from config import embedded  # noqa: PLC0415  (after the environment)

    try:
        if "DATABASE_URL" not in os.environ:
            embedded.hold_postgres()
            if _NEED_TABLES.intersection(sys.argv[1:2]):
                _make_tables()
        if "REDIS_URL" not in os.environ and _NEED_VALKEY.intersection(sys.argv[1:2]):
            embedded.hold_valkey()
    except embedded.EmbeddedError as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


def _make_tables() -> None:
    """Bring the embedded database up to the code's migrations; nothing to do is the usual case."""
    import django  # noqa: PLC0415  (after the environment)
    from django.core.management import call_command  # noqa: PLC0415  (after the environment)
    from django.db import connections  # noqa: PLC0415  (after the environment)
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  (after the environment)

    django.setup()
    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
    connections["owner"].close()


if __name__ == "__main__":
    main()
