"""The message kinds of `tenants`."""

from django.utils.translation import gettext_lazy as _

from tenants.outbox import declare

declare(
    {
        "extract_ready": _("Utdraget om dig är klart"),
        "barrier_answered": _("Svar om tillgänglighet"),
        "erasure_asked": _("Dina uppgifter ska raderas"),
        "erasure_hindered": _("Dina uppgifter kunde inte raderas"),
    }
)
declare({"account_mail": _("Mejl om inloggningen")}, secret=True)
