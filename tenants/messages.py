"""The message kinds of `tenants`."""

from django.utils.translation import gettext_lazy as _

from tenants.outbox import declare

declare({"account_mail": _("Mejl om inloggningen")}, secret=True)
