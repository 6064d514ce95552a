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
    "already_blocked": Sentence(_("Personen är redan spärrad."), _("Spärren och dess slut står på personens sida.")),
    "unknown_cause": Sentence(_("Orsaken finns inte bland dem som räknas."), _("Välj en orsak i listan.")),
    "reason_missing": Sentence(_("Skälet saknas."), _("Välj ett skäl och skriv kort varför.")),
    "not_allowed_here": Sentence(
        _("Reglerna tillåter det inte här."), _("Vad som går att göra undantag från står i regelverket.")
    ),
    "already_made": Sentence(_("Det är redan gjort."), _("Läs in sidan igen, så ser du vad som gäller.")),
    "already_answered": Sentence(_("Någon annan hann före."), _("Läs in sidan igen, så ser du vad som beslutades.")),
    "second_person_needed": Sentence(
        _("Det behövs en andra person."), _("Be en kollega öppna ärendet och bekräfta det.")
    ),
    "not_registered": Sentence(_("Du står inte i den här kön."), _("Ställ dig i kön först, det är gratis.")),
}
