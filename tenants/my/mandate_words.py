"""What the pages about ombud say: the consent's own words, how far it has come, and what stands in the way."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenants import words
from tenants.models import Extent, Mandate, MandateState
from tenants.refusals import Sentence

SIGNS = {
    MandateState.INVITED: "wait",
    MandateState.ACCEPTED: "good",
    MandateState.DECLINED: "plain",
    MandateState.LAPSED: "plain",
    MandateState.ENDED: "plain",
}
_NOTHING = _("Ingenting har ändrats.")
REFUSALS: dict[str, Sentence] = {
    "protected": Sentence(_("Den som har skyddade personuppgifter kan inte ha ombud på Mina sidor."), _("Ring oss.")),
    "bad_end": Sentence(_("Den sista dagen måste vara i dag eller senare, och inom fem år."), _("Välj en annan dag.")),
    "sign_needs_act": Sentence(
        _("Den som bara får läsa kan inte skriva under avtal."), _("Låt ombudet göra allt, eller ta bort krysset.")
    ),
    "yourself": Sentence(_("Du kan inte vara ditt eget ombud."), _("Skriv den andras uppgifter.")),
    "too_many_live": Sentence(
        _("Du har redan så många ombud och obesvarade frågor som du kan ha."), _("Avsluta en av dem först.")
    ),
    "too_many": Sentence(_("Du har frågat många gånger det senaste dygnet."), _("Försök igen i morgon.")),
    "not_found": Sentence(_("Frågan finns inte."), _NOTHING),
    "already_answered": Sentence(_("Frågan är redan besvarad."), _NOTHING),
    "taken_back": Sentence(_("Den som frågade har tagit tillbaka frågan."), _NOTHING),
    "too_late": Sentence(_("Tiden att svara har gått ut."), _("Be den andra att fråga igen.")),
    "not_of_age": Sentence(_("Ett ombud måste ha fyllt 18 år."), _NOTHING),
    "already_live": Sentence(_("Du är redan ombud för den här personen."), _NOTHING),
    "ended": Sentence(_("Tiden som uppdraget skulle gälla har gått ut."), _("Be den andra att fråga igen.")),
    "already_ended": Sentence(_("Uppdraget är redan avslutat."), _NOTHING),
}


def consent(*, name: str, landlord: str, extent: Extent, may_sign: bool, ends_on: date | None) -> str:
    """Return the words of a consent, which are kept as they were shown."""
    lines = [
        gettext("%(name)s låter ombudet läsa allt på Mina sidor hos %(landlord)s.")
        if extent == Extent.READ
        else gettext("%(name)s låter ombudet läsa och göra allt på Mina sidor hos %(landlord)s i sitt namn.")
    ]
    if may_sign:
        lines.append(gettext("Ombudet får också skriva under hyresavtal."))
    lines.append(
        gettext("Det gäller till och med %(day)s.") % {"day": words.day(ends_on, year=True)}
        if ends_on
        else gettext("Det gäller tills någon av de två avslutar det.")
    )
    lines.append(
        gettext("Ombudet får inte ändra inloggning, kontaktuppgifter eller samtycken. Det kan avslutas när som helst.")
    )
    return " ".join(lines) % {"name": name, "landlord": landlord}


def may_what(row: Mandate) -> str:
    """Return in a few words what an ombud may do."""
    said = gettext("läsa") if row.extent == Extent.READ else gettext("läsa och göra allt")
    return gettext("%(acts)s, även skriva under avtal") % {"acts": said} if row.may_sign else said


def until(row: Mandate, today: date) -> str:
    """Return until when it holds, until when there is time to answer, or since when it is over."""
    if row.state == MandateState.INVITED:
        if today > row.answer_last_day:
            return gettext("Svarade inte i tid")
        return gettext("Svar senast %(day)s") % {"day": words.deadline(row.answer_last_day)}
    if row.state == MandateState.ACCEPTED:
        if row.ends_on is None:
            return gettext("Gäller tills vidare")
        return gettext("Gäller till och med %(day)s") % {"day": words.day(row.ends_on, year=True)}
    since = row.ended_at or row.answered_at or row.answer_last_day
    return gettext("Sedan %(day)s") % {"day": words.day(since, year=True)}


def asked_as(row: Mandate) -> str:
    """Return whom a person has asked, as she told it; a number is not shown again."""
    if row.agent is not None:
        return gettext("Skyddade personuppgifter") if row.agent.protected else row.agent.full_name
    return row.invited_email or gettext("Den vars personnummer du skrev")
