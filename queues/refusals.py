"""Why a queue said no, in sentences: what it is, and what is possible instead."""

from django.utils.translation import gettext_lazy as _

from tenants.refusals import Sentence

SENTENCES: dict[str, Sentence] = {
    "already_registered": Sentence(
        _("Du står redan i den här kön."), _("Dina köpoäng och när de behöver förnyas ser du på Mina sidor.")
    ),
    "too_young": Sentence(
        _("Du är inte gammal nog än för den här kön."), _("Du kan ställa dig i kön från den dag du fyller åren.")
    ),
    "no_personal_number": Sentence(
        _("Den här kön kräver ett svenskt personnummer."),
        _("Har du fått ett personnummer? Lägg till det under Mina uppgifter och försök igen."),
    ),
    "elsewhere": Sentence(
        _("Den här kön sköts på en annan webbplats."), _("Följ länken vid kön för att ställa dig i den.")
    ),
    "consent_missing": Sentence(
        _("Du behöver godkänna hur dina uppgifter behandlas för att stå i kön."),
        _("Läs texten vid rutan, kryssa i den och försök igen."),
    ),
    "not_registered": Sentence(_("Du står inte i den här kön."), _("Ställ dig i kön först, det är gratis.")),
}

PRIORITY: dict[str, Sentence] = {
    "no_such_ground": Sentence(
        _("Den grunden för förtur finns inte längre."), _("Läs in sidan om förtur igen och se vad som gäller nu.")
    ),
    "by_staff_only": Sentence(
        _("Den här förturen ansöker man inte om själv."), _("Den som har hand om ditt ärende hör av sig till oss.")
    ),
    "already_applied": Sentence(
        _("Du har redan en ansökan eller en förtur."), _("Ta tillbaka den först om du vill ansöka om en annan.")
    ),
    "too_near": Sentence(
        _("Avståndet är för kort för att ge förtur."), _("Se efter att det stämmer. Du kan söka bostäder som vanligt.")
    ),
    "not_permanent": Sentence(
        _("Tjänsten behöver vara en fast anställning på heltid."), _("Kryssa i rutan om den är det.")
    ),
    "not_resident_long_enough": Sentence(
        _("Du har inte hyrt din bostad av oss så länge som krävs."), _("Du kan söka bostäder som vanligt under tiden.")
    ),
    "document_missing": Sentence(
        _("Det saknas en handling som visar det du skriver."), _("Välj en eller flera filer och försök igen.")
    ),
    "not_registered": Sentence(_("Du står inte i någon kö hos oss."), _("Ställ dig i kö först, det är gratis.")),
    "not_open": Sentence(
        _("Det går inte längre."), _("Förturen är redan avgjord, använd eller återkallad. Sidan visar hur det är nu.")
    ),
}
