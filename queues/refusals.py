"""Why a queue said no, in sentences: what it is, and what is possible instead."""

from django.utils.translation import gettext_lazy as _

from tenants.refusals import Sentence

SENTENCES: dict[str, Sentence] = {
    "already_registered": Sentence(
        _("Du står redan i den här kön."), _("Dina köpoäng och när de behöver förnyas ser du på Mina sidor.")
    ),
    "too_young": Sentence(
        _("Du är inte gammal nog än för den här kön."), _("Du kan ställa dig i kön från den dag du når åldersgränsen.")
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
    "already_blocked": Sentence(_("Personen är redan spärrad."), _("Spärren och dess slut står på personens sida.")),
    "unknown_cause": Sentence(_("Orsaken finns inte bland dem som räknas."), _("Välj en orsak i listan.")),
    "reason_missing": Sentence(_("Skälet saknas."), _("Välj ett skäl och skriv kort varför.")),
    "not_allowed_here": Sentence(
        _("Reglerna tillåter det inte här."), _("Vad som går att göra undantag från står i regelverket.")
    ),
    "already_made": Sentence(_("Det är redan gjort."), _("Ladda om sidan, så ser du vad som gäller.")),
    "already_answered": Sentence(_("Någon annan hann före."), _("Ladda om sidan, så ser du vad som beslutades.")),
    "second_person_needed": Sentence(
        _("Det behövs en andra person."), _("Be en kollega öppna ärendet och bekräfta det.")
    ),
    "not_registered": Sentence(_("Du står inte i den här kön."), _("Ställ dig i kön först, det är gratis.")),
}

COMPANY: dict[str, Sentence] = {
    "not_allowed_here": Sentence(_("Det går inte hos den här hyresvärden."), _("Reglerna står under Så fungerar det.")),
    "bad_relation": Sentence(_("Välj hur ni hör ihop."), _("Valet behövs för att vi ska kunna pröva ansökan.")),
    "bad_address": Sentence(
        _("E-postadressen är inte fullständig."),
        _("Skriv hela adressen, till exempel namn@exempel.se, och försök igen."),
    ),
    "yourself": Sentence(
        _("Du kan inte bjuda in dig själv."), _("En inbjudan besvaras av någon annan än den som har skickat den.")
    ),
    "already_invited": Sentence(
        _("Du har redan bjudit in någon."), _("Ta tillbaka den inbjudan först, om du vill bjuda in någon annan.")
    ),
    "too_many": Sentence(
        _("Du har skickat många inbjudningar i dag."), _("Vänta till i morgon med nästa. Det du har gjort finns kvar.")
    ),
    "already_answered": Sentence(
        _("Du har redan svarat på inbjudan."), _("Svaret står kvar, och du behöver inte göra något mer.")
    ),
    "wrong_person": Sentence(
        _("Någon annan har redan svarat på inbjudan."), _("Be den som bjöd in dig att skicka en ny.")
    ),
    "taken_back": Sentence(
        _("Inbjudan har tagits tillbaka."), _("Tror du att det blev fel? Fråga den som bjöd in dig.")
    ),
    "too_late": Sentence(_("Tiden för att svara är slut."), _("Be den som bjöd in dig att skicka en ny inbjudan.")),
    "not_of_age": Sentence(
        _("Du behöver ha fyllt 18 år för att skriva under eller gå i borgen."),
        _("Be den som bjöd in dig att fråga någon annan."),
    ),
    "consent_missing": Sentence(
        _("Du behöver lämna dina samtycken för att kunna säga ja."), _("Läs texten vid rutorna och kryssa i dem.")
    ),
    "not_yours": Sentence(_("Det här kan du inte avsluta."), _("Ingenting har ändrats.")),
    "already_ended": Sentence(_("Det är redan avslutat."), _("Du behöver inte göra något mer.")),
}

WISHES: dict[str, Sentence] = SENTENCES | {
    "not_registered": Sentence(
        _("Området har en egen kö, och du står inte i någon kö hos oss än."),
        _("Ställ dig i kö under Köer först. Det är gratis. Välj sedan området här."),
    ),
    "consent_missing": Sentence(
        _("Områdets kö kräver samtycken som du inte har lämnat."),
        _("Ställ dig i områdets kö under Köer. Där lämnar du dina samtycken, och området väljs åt dig."),
    ),
    "unknown_area": Sentence(
        _("Området finns inte att välja längre."), _("Välj bland områdena på sidan och spara igen.")
    ),
    "unknown_feature": Sentence(_("Önskemålet finns inte."), _("Välj bland dem som står på sidan.")),
    "bad_rooms": Sentence(_("Antalet rum ska vara mellan 1 och 20."), _("Rätta det och spara igen.")),
    "bad_rent": Sentence(_("Hyran ska vara mellan 1 och 1 000 000 kr."), _("Rätta den och spara igen.")),
}

PRIORITY: dict[str, Sentence] = {
    "no_such_ground": Sentence(
        _("Den grunden för förtur finns inte längre."), _("Ladda om sidan om förtur och se vad som gäller nu.")
    ),
    "by_staff_only": Sentence(
        _("Den här förturen ansöker man inte om själv."), _("Den som har hand om ditt ärende hör av sig till oss.")
    ),
    "already_applied": Sentence(
        _("Du har redan en ansökan eller en förtur."), _("Ta tillbaka den först om du vill ansöka om en annan.")
    ),
    "too_near": Sentence(
        _("Avståndet är för kort för att ge förtur."),
        _("Se efter att avståndet stämmer. Du kan söka bostäder som vanligt."),
    ),
    "not_permanent": Sentence(
        _("Tjänsten behöver vara en fast anställning på heltid."), _("Kryssa i rutan om det stämmer.")
    ),
    "not_resident_long_enough": Sentence(
        _("Du har inte hyrt din bostad av oss så länge som krävs."), _("Du kan söka bostäder som vanligt under tiden.")
    ),
    "document_missing": Sentence(
        _("Det saknas en handling som visar det du skriver."), _("Välj en eller flera filer och försök igen.")
    ),
    "not_registered": Sentence(_("Du står inte i någon kö hos oss."), _("Ställ dig i kö först, det är gratis.")),
    "not_open": Sentence(
        _("Det går inte att ändra längre."),
        _("Förturen är redan avgjord, använd eller återkallad. Sidan visar hur det är nu."),
    ),
}
