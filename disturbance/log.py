"""What the night service does, in the sentences that staff read."""

from django.utils.translation import gettext_lazy as _

from tenants.events import declare

declare({
    "register.uploaded": _("En fil till registret laddades upp."),
    "register.discarded": _("Filen till registret kastades."),
    "register.imported": _("Registret lästes in: {added} nya, {changed} ändrade, {removed} borttagna."),
})  # fmt: skip
