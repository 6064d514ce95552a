"""What the night service does, in the sentences that staff read."""

from django.utils.translation import gettext_lazy as _

from disturbance.words import CATEGORIES, ENDINGS
from tenants.events import declare, declare_codes

declare({
    "register.uploaded": _("En fil till registret laddades upp."),
    "register.discarded": _("Filen till registret kastades."),
    "register.imported": _("Registret lästes in: {added} nya, {changed} ändrade, {removed} borttagna."),
    "customer.instructed": _("Instruktionerna till störningsjouren ändrades."),
    "case.opened": _("Ärende {number} öppnades: {category}."),
    "case.sent": _("En patrull skickades."),
    "case.closed": _("Ärendet avslutades: {ending}."),
    "case.corrected": _("En anteckning rättades."),
})  # fmt: skip
declare_codes({code.value: word for code, word in CATEGORIES.items()}, of="category")
declare_codes({code.value: word for code, word in ENDINGS.items()}, of="ending")
