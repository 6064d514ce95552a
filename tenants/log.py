"""The events of `tenants`, each beside its sentence."""

from django.utils.translation import gettext_lazy as _

from tenants.events import declare

declare(
    {
        "ruleset.imported": _("Regelverkets version {version} lästes in och gäller från {valid_from}."),
        "ruleset.draft_started": _("Ett utkast till nya regler påbörjades ur version {version}."),
        "ruleset.draft_discarded": _("Utkastet till nya regler kastades. Det byggde på version {version}."),
        "ruleset.draft_rebased": _("Utkastet till nya regler flyttades över till version {version}."),
        "person.registered": _("Personen lade upp sina uppgifter."),
        "person.logged_in": _("Personen loggade in."),
        "person.contact_saved": _("Personen sparade sina kontaktuppgifter."),
        "person.number_shown": _("Personnumret visades för en medarbetare."),
        "person.number_searched": _("En medarbetare sökte på ett personnummer. Träffar: {rows}."),
        "person.served": _("En medarbetare gjorde det åt personen ({how}): {what}."),
        "export.made": _("Ett uttag gjordes ({kind}): {rows} rader."),
        "export.fetched": _("Uttaget hämtades."),
        "letters.printed": _("Brevet skrevs ut för att postas."),
        "letters.put_back": _("Brev som skrivits ut lades tillbaka: de postades inte."),
        "message.posted": _("Brevet postades."),
        "document.stored": _("En handling lämnades in."),
        "document.used": _("Handlingen lades till ett ärende ({about})."),
        "document.read": _("En medarbetare läste en handling."),
        "document.removed": _("Handlingen togs bort."),
    }
)
