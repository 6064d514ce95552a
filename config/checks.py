"""`manage.py check --deploy`: what production must not run with. The worst is refused in the settings already."""

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

_MIN_SECRET = 40
_NOT_SMTP = "django.core.mail.backends.smtp.EmailBackend"


class ChecksConfig(AppConfig):
    """Registers the checks; the composition root has no models."""

    name = "config"
    label = "config"

    def ready(self) -> None:
        """Register for `check --deploy`, which the containers run before they start."""
        register(Tags.security, deploy=True)(production_is_safe)


def production_is_safe(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """One error per thing that is fit for a demo only."""
    faults = {
        "E001": (settings.LOCAL, "KOLAPP_ENV is local: set it to production."),
        "E002": (settings.DEBUG or settings.DEMO, "Debug or demo mode is on."),
        "E003": (len(settings.SECRET_KEY) < _MIN_SECRET, f"KOLAPP_SECRET_KEY is shorter than {_MIN_SECRET}."),
        "E004": (settings.EMAIL_BACKEND != _NOT_SMTP, "Mail is not sent: the e-mail backend is not SMTP."),
        "E005": (not settings.ALLOWED_HOSTS, "KOLAPP_ALLOWED_HOSTS is empty."),
        "E006": (
            any(host.startswith(("*", ".")) for host in settings.ALLOWED_HOSTS),
            "KOLAPP_ALLOWED_HOSTS must be exact names: a wildcard lets a forged Host header through.",
        ),
        "E007": (
            "locmem" in settings.CACHES["default"]["BACKEND"] or "dummy" in settings.CACHES["default"]["BACKEND"],
            "The cache is not shared between processes, so rate limits do not hold.",
        ),
    }
    return [Error(sentence, id=f"kolapp.{number}") for number, (wrong, sentence) in faults.items() if wrong]
