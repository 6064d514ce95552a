"""Why something was refused at the alarm centre, in sentences: what it is, and what is possible instead."""

from django.utils.translation import gettext_lazy as _

from tenants.outcome import Refused
from tenants.refusals import Sentence, in_words

CASES: dict[str, Sentence] = {
    "not_a_customer": Sentence(_("Hyresvärden är inte kund hos jouren."), _("Välj en annan hyresvärd.")),
    "landlord_missing": Sentence(_("Det står inte hos vilken hyresvärd det är."), _("Välj hyresvärd.")),
    "place_missing": Sentence(_("Det står inte var det stör."), _("Välj en bostad, eller skriv en adress.")),
    "category_missing": Sentence(_("Det står inte vad det är."), _("Välj vad som stör.")),
    "told_missing": Sentence(_("Det står inte vad uppringaren berättar."), _("Skriv en mening.")),
    "caller_missing": Sentence(
        _("Det står inte vem som ringer."), _("Välj i registret, skriv ett namn, eller skriv varför det är okänt.")
    ),
    "no_such_home": Sentence(
        _("Bostaden finns inte i hyresvärdens register."), _("Sök igen, eller skriv adressen för hand.")
    ),
    "case_closed": Sentence(
        _("Ärendet är redan avslutat."), _("Läs vad som har hänt, och gör en rättelse om det är fel.")
    ),
    "case_locked": Sentence(_("Rapporten är låst sedan i morse."), _("Gör en rättelse av det som är fel.")),
    "patrol_off_duty": Sentence(_("Patrullen är inte längre i tjänst."), _("Välj en annan.")),
    "already_sent": Sentence(_("Patrullen är redan skickad hit."), _("Inget har ändrats.")),
    "sent_meanwhile": Sentence(
        _("En annan operatör har just skickat en patrull."), _("Se vem som är på väg, och skicka om det behövs.")
    ),
    "ending_wrong": Sentence(_("Så kan ärendet inte avslutas."), _("Välj hur det slutade.")),
    "not_the_same": Sentence(
        _("Ärendena kan inte höra ihop."), _("Välj ett annat pågående ärende hos samma hyresvärd.")
    ),
    "text_missing": Sentence(_("Det finns ingen text."), _("Skriv vad som har hänt.")),
    "time_wrong": Sentence(_("Tiden kan inte stämma."), _("Den ska vara efter samtalet och inte längre fram än nu.")),
}

PATROLLING: dict[str, Sentence] = {
    "not_on_the_case": Sentence(_("Er patrull är inte på det ärendet."), _("Ring larmcentralen om ni ändå är där.")),
    "off_duty": Sentence(_("Du är inte i tjänst."), _("Gå i tjänst med den du åker med.")),
    "place_wrong": Sentence(_("Läget kan inte stämma."), _("Telefonen försöker igen.")),
    "press_wrong": Sentence(_("Det gick inte att läsa."), _("Ladda om sidan, och gör om det.")),
    "text_long": Sentence(_("Texten är för lång."), _("Dela upp den på två anteckningar.")),
    "wrong_photo": Sentence(_("Bilden går inte att använda."), _("Den ska vara JPEG eller PNG.")),
    "empty": Sentence(_("Bilden är tom."), _("Ta en ny.")),
    "too_large": Sentence(_("Bilden är för stor: högst 10 MB och 40 megapixel."), _("Ta en ny med lägre upplösning.")),
    "lies_about_type": Sentence(_("Filen är inte den sorts bild som namnet säger."), _("Ta en ny bild.")),
    "broken": Sentence(_("Bilden är trasig eller kom inte fram hel."), _("Försök igen.")),
}

MANAGING: dict[str, Sentence] = {
    "not_open": Sentence(_("Filen väntar inte på något ja."), _("Se hur det gick, eller ladda upp den igen.")),
    "fewer_rows": Sentence(
        _("Mer än en tiondel av bostäderna försvinner."), _("Kontrollera att det är rätt fil, och säg ja en gång till.")
    ),
    "rows_changed": Sentence(
        _("Registret har ändrats sedan filen jämfördes."), _("Se skillnaden på nytt, och säg ja om den stämmer.")
    ),
    "name_missing": Sentence(_("Namnet saknas."), _("Skriv det.")),
    "email_wrong": Sentence(_("E-postadressen går inte att använda."), _("Skriv den som namn@exempel.se.")),
    "already_there": Sentence(_("Den adressen har redan en medarbetare här."), _("Ändra henne i listan.")),
    "own_role": Sentence(_("Du kan inte ändra din egen roll eller sluta själv."), _("Be en annan driftledare om det.")),
    "on_patrol": Sentence(_("Hon är i tjänst på en patrull."), _("Ta patrullen ur tjänst först.")),
    "times_wrong": Sentence(
        _("Tiderna kan inte stämma."), _("Ett pass slutar efter att det börjat, och tar högst ett dygn.")
    ),
    "shifts_overlap": Sentence(_("Hon arbetar redan då."), _("Välj en annan tid, eller en annan medarbetare.")),
    "no_such_worker": Sentence(_("Medarbetaren finns inte."), _("Välj någon i listan.")),
    "callsign_missing": Sentence(_("Patrullen har inget anrop."), _("Skriv vad den kallas.")),
    "callsign_taken": Sentence(_("Det anropet är redan i tjänst."), _("Välj ett annat.")),
    "not_two": Sentence(_("En patrull är två."), _("Välj två olika.")),
    "already_on": Sentence(_("En av dem är redan i tjänst på en patrull."), _("Välj någon annan.")),
    "on_cases": Sentence(
        _("Patrullen är på ett ärende."), _("Avsluta ärendet eller skicka en annan, och ta den sedan ur tjänst.")
    ),
}


def in_sentences(outcome: Refused) -> list[str]:
    """Return a refusal as sentences, one for each reason."""
    return [f"{one.what} {one.instead}" for one in in_words(outcome.codes, CASES | MANAGING | PATROLLING)]
