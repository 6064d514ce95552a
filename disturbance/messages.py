"""The message kinds of the night service."""

from django.utils.translation import gettext_lazy as _

from tenants.outbox import declare

declare(
    {
        "night_reports": _("Rapporter om nattens störningar"),
        "night_removed_soon": _("Rapporter om störningar tas snart bort"),
    }
)
