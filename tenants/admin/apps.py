"""The admin as this portal has it: one site of our own, filled when every app is ready."""

from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Django's admin, with the landlord's staff as its only users."""

    default_site = "tenants.admin.site.StaffSite"

    def ready(self) -> None:
        """Let every app register its rows, `tenants` last: its package holds this file and cannot do it on import."""
        super().ready()
        from tenants.admin import (  # noqa: F401  (each registers itself)
            barriers,
            documents,
            events,
            exports,
            letters,
            lists,
            mandates,
            memberships,
            messages,
            persons,
            rulesets,
        )

        lists.name_cells()
