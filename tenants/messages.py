"""The message kinds of `tenants`."""

from django.utils.translation import gettext_lazy as _

from tenants.outbox import declare

declare({"extract_ready": _("Utdraget om dig är klart")})
declare({"account_mail": _("Mejl om inloggningen")}, secret=True)
