"""From empty flat to signed lease."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettingConfig(AppConfig):
    """Units, listings, interests, offers, checks and leases."""

    name = "letting"
    verbose_name = _("Uthyrning")

    def ready(self) -> None:
        """Declare events and messages, and let the tick move listings and leases."""
        from letting import kept, log, messages, wiring  # noqa: F401  (each declares itself on import)
