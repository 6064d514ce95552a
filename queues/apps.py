"""Standing in line."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QueuesConfig(AppConfig):
    """Queues, registrations and their points."""

    name = "queues"
    verbose_name = _("Köer")

    def ready(self) -> None:
        """Declare events and messages, and connect to what `tenants` tells of."""
        from queues import kept, log, messages, wiring  # noqa: F401  (each declares itself on import)
