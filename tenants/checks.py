"""System checks: the running role must be one that row level security binds."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections


@register(Tags.database)
def running_role_is_bound(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse a role that sees every landlord's rows whatever the policies say."""
    if not databases or "default" not in databases:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls, EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public'"
            " AND tableowner = current_user) FROM pg_roles WHERE rolname = current_user"
        )
        above_policies, owns_tables = cursor.fetchone()
    errors: list[CheckMessage] = []
    if above_policies:
        errors.append(Error("The database role is superuser or bypasses row level security.", id="tenants.E001"))
    if owns_tables:
        errors.append(Error("The database role owns tables: run as the application role.", id="tenants.E002"))
    return errors
