"""Why something was refused at the alarm centre, in sentences: what it is, and what is possible instead."""

from django.utils.translation import gettext_lazy as _

from tenants.outcome import Refused
from tenants.refusals import Sentence, in_words

CASES: dict[str, Sentence] = {
    "not_a_customer": Sentence(_("Hyresvärden är inte kund hos jouren."), _("Välj en annan hyresvärd.")),
    "place_missing": Sentence(_("Det står inte var det stör."), _("Välj en bostad, eller skriv en adress.")),
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
    "text_missing": Sentence(_("Det finns ingen text."), _("Skriv vad som hänt.")),
    "time_wrong": Sentence(_("Tiden kan inte stämma."), _("Den ska vara efter samtalet och inte längre fram än nu.")),
}


def in_sentences(outcome: Refused) -> list[str]:
    """Return a refusal as sentences, one for each reason."""
    return [f"{one.what} {one.instead}" for one in in_words(outcome.codes, CASES)]
