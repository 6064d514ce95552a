"""`migrate`, as the role that owns the tables."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import DEFAULT_DB_ALIAS, connections

# No TRUNCATE: it ignores row level security. No REFERENCES or TRIGGER: the application changes rows, not tables.
_GRANTS = (
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO {role}",
)


class Command(DjangoMigrate):
    """Migrate through the alias `owner`; the tables made get the application role's grants from the start.

    The grants are set here, not in `roles.sql`, since they belong to each database: the tests' databases too.
    """

    def add_arguments(self, parser: CommandParser) -> None:
        """Take Django's arguments, with another default database."""
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant, then migrate."""
        application, owner = connections[DEFAULT_DB_ALIAS].settings_dict["USER"], options["database"]
        if owner != DEFAULT_DB_ALIAS:
            with connections[owner].cursor() as cursor:
                for grant in _GRANTS:
                    cursor.execute(grant.format(role=connections[owner].ops.quote_name(application)))
        super().handle(*args, **options)
