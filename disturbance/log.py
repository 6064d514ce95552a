"""What the night service does, in the sentences that staff read."""

from django.utils.translation import gettext_lazy as _

from disturbance.words import CATEGORIES, ENDINGS, LAW_STEPS
from tenants.events import declare, declare_codes
from tenants.words import in_sentence

declare({
    "register.uploaded": _("En fil till registret laddades upp."),
    "register.discarded": _("Filen till registret kastades."),
    "register.imported": _("Registret lästes in: {added} nya, {changed} ändrade, {removed} borttagna."),
    "customer.begun": _("Störningsjouren arbetar för hyresvärden från och med {valid_from}."),
    "customer.ended": _("Störningsjouren arbetar för hyresvärden till och med {until}."),
    "contact.named": _("En kontakt för störningsrapporter utsågs."),
    "contact.ended": _("En kontakt för störningsrapporter togs bort."),
    "customer.instructed": _("Instruktionerna till störningsjouren ändrades."),
    "case.opened": _("Ärende {number} öppnades: {category}."),
    "case.sent": _("En patrull skickades."),
    "case.closed": _("Ärendet avslutades: {ending}."),
    "case.read": _("En medarbetare i störningsjouren läste ärendet."),
    "case.corrected": _("En anteckning rättades."),
    "report.frozen": _("Rapporten slogs fast, version {version}. Kontrollsumma: {full}; maskerad: {masked}."),
    "report.read": _("En medarbetare öppnade rapporten."),
    "report.fetched": _("En medarbetare laddade ner rapporten."),
    "night.read": _("En medarbetare öppnade nattens rapporter."),
    "home.read": _("En medarbetare läste om störningarna från bostaden."),
    "night.fetched": _("En medarbetare laddade ner alla nattens rapporter. Antal: {reports}."),
    "home.step_noted": _("Ett steg om störningarna infördes: {law_step}, {day}."),
    "case.removed": _("Ärende {number} togs bort med allt innehåll: det var 90 dagar gammalt."),
})  # fmt: skip
declare_codes({code.value: word for code, word in CATEGORIES.items()}, of="category")
declare_codes({code.value: word for code, word in ENDINGS.items()}, of="ending")
declare_codes({code.value: in_sentence(word) for code, word in LAW_STEPS.items()}, of="law_step")
