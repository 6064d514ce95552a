"""BankID as an app of its own, so that allauth finds its provider and addresses."""

from django.apps import AppConfig


class BankIdConfig(AppConfig):
    """The log-in with BankID."""

    name = "tenants.bankid"
    label = "bankid"

    def ready(self) -> None:
        """Listen for logins."""
        from tenants.bankid import settling  # noqa: F401  (its receivers connect themselves on import)
