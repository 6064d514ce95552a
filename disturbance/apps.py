"""The night service: register, calls, cases, patrols, reports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DisturbanceConfig(AppConfig):
    """The night service of one or more landlords."""

    name = "disturbance"
    verbose_name = _("Störningsjour")

    def ready(self) -> None:
        """Declare events and messages, and let the tick move what is the night service's."""
        from disturbance import log, messages, wiring  # noqa: F401  (each declares itself on import)
