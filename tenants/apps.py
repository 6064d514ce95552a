"""Who uses the portal, and by which rules."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    """Landlords, persons, rulesets, the log and the outbox."""

    name = "tenants"
    verbose_name = _("Hyresvärdar")

    def ready(self) -> None:
        """Declare checks, events and messages."""
        from tenants import checks, kept, log, messages, wiring  # noqa: F401  (each declares itself on import)
