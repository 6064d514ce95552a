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
declare(
    {
        "mandate_waits": _("Någon vill ha dig som ombud"),
        "mandate_answered": _("Svar om att vara ombud"),
        "mandate_entered": _("En fullmakt från dig är inskriven"),
        "mandate_given": _("Du är ombud för någon"),
        "mandate_ended": _("Ett uppdrag som ombud är avslutat"),
        "mandate_acted": _("Ditt ombud har gjort något åt dig"),
    }
)
declare({"mandate_asked": _("Fråga om att vara ombud")}, secret=True)
declare({"account_mail": _("Mejl om inloggningen")}, secret=True)
