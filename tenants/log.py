"""The events of `tenants`, each beside its sentence."""

from django.utils.translation import gettext_lazy as _

from tenants.bankid import refusing  # noqa: F401  (declares the causes)
from tenants.events import declare, declare_codes

declare(
    {
        "ruleset.imported": _("Version {version} av regelverket lästes in. Den gäller från {valid_from}."),
        "ruleset.draft_started": _("Ett utkast till nya regler påbörjades utifrån version {version}."),
        "ruleset.draft_discarded": _("Utkastet till nya regler kastades. Det byggde på version {version}."),
        "ruleset.draft_rebased": _("Utkastet till nya regler flyttades över till version {version}."),
        "person.registered": _("Personen lade upp sina uppgifter."),
        "person.logged_in": _("Personen loggade in."),
        "person.contact_saved": _("Personen sparade sina kontaktuppgifter."),
        "person.number_shown": _("Personnumret visades för en medarbetare."),
        "bankid.used": _("Personen legitimerade sig med BankID ({identity})."),
        "bankid.joined": _("Personen kopplades till en inloggning, efter att ha visat sitt BankID."),
        "bankid.number_added": _("Personnumret kom från BankID."),
        "bankid.refused": _("En inloggning med BankID stoppades ({reason})."),
        "mandate.asked": _("Personen bad någon vara ombud, för att {extent}."),
        "mandate.accepted": _("Den tillfrågade sade ja till att vara ombud, för att {extent}."),
        "mandate.declined": _("Den tillfrågade sade nej till att vara ombud."),
        "mandate.lapsed": _("Ingen svarade i tid på frågan om att vara ombud."),
        "mandate.entered": _("En skriftlig fullmakt skrevs in: ombudet får {extent}."),
        "mandate.ended": _("Någon är inte längre ombud, eller frågan om det togs tillbaka."),
        "mandate.used": _("Ombudet började företräda personen."),
        "erasure.asked": _("Personen bad om att bli raderad. Det kan ångras till och med {last_day}."),
        "erasure.regretted": _("Personen ångrade raderingen."),
        "erasure.hindered": _("Raderingen kunde inte göras ({reason})."),
        "person.erased": _("Personens uppgifter raderades."),
        "extract.asked": _("Personen bad om ett utdrag med alla sina uppgifter."),
        "extract.made": _("Utdraget gjordes i ordning."),
        "extract.saved": _("Personen laddade ner alla sina uppgifter."),
        "person.number_searched": _("En medarbetare sökte på ett personnummer. Träffar: {rows}."),
        "person.served": _("En medarbetare hjälpte personen ({how}): {what}."),
        "export.made": _("Ett uttag gjordes ({kind}). Antal rader: {rows}."),
        "export.fetched": _("Uttaget laddades ner."),
        "letters.printed": _("Brevet skrevs ut för att postas."),
        "letters.put_back": _("Brev som skrivits ut lades tillbaka: de postades inte."),
        "message.posted": _("Brevet postades."),
        "barrier.told": _("Någon lämnade en synpunkt om ett hinder på webbplatsen."),
        "barrier.read": _("En medarbetare läste synpunkten."),
        "barrier.answered": _("Synpunkten besvarades."),
        "document.stored": _("En handling lämnades in."),
        "document.used": _("Handlingen lades till ett ärende ({about})."),
        "document.read": _("En medarbetare läste en handling."),
        "document.removed": _("Handlingen togs bort."),
    }
)
# What can stand in the way of an erasure; the apps above object with these codes.
declare_codes(
    {
        "lease_runs": _("ett hyresavtal gäller"),
        "award_waits": _("ett avtal väntar på underskrift"),
        "debt_unpaid": _("en skuld är inte betald"),
        "blocked": _("en spärr gäller"),
    },
    of="erasure.hindered.reason",
)
declare_codes(
    {
        "personal_number": _("personnummer"),
        "coordination_number": _("samordningsnummer"),
    },
    of="bankid.used.identity",
)
declare_codes({"read": _("läsa"), "act": _("läsa och göra allt")}, of="extent")
