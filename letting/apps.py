"""From empty flat to signed lease."""

from django.apps import AppConfig


class LettingConfig(AppConfig):
    """Units, listings, interests, offers, checks and leases."""

    name = "letting"
    verbose_name = "Uthyrning"

    def ready(self) -> None:
        """Declare events and messages, and let the tick move listings and leases."""
        from letting import kept, log, messages, wiring  # noqa: F401  (each declares itself on import)
