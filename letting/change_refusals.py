"""Why an application to change a lease was refused, or one for an extra, in sentences (LEASE-7 to 10, LEASE-12)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from tenants.refusals import UNKNOWN, Sentence
from tenants.words import day

CALL = _("Hör av dig till oss, så hjälper vi dig.")

CHANGES: dict[str, Sentence] = {
    "lease_over": Sentence(_("Avtalet är inte undertecknat, eller har upphört."), CALL),
    "under_notice": Sentence(
        _("Avtalet är uppsagt eller har en sista dag."), _("Ett sådant avtal kan inte bytas, överlåtas eller ändras.")
    ),
    "two_on_lease": Sentence(
        _("Ni är två på avtalet."), _("Det kan gå över till den av er som bor kvar. Hör av er till oss.")
    ),
    "two_already": Sentence(
        _("Ni är redan två på avtalet, och fler kan inte stå på det."),
        _("Någon kan skrivas in när en av er har lämnat avtalet. Hör av er till oss, så hjälper vi er."),
    ),
    "not_a_home": Sentence(_("Det gäller bara bostäder."), CALL),
    "already_asked": Sentence(
        _("Du har redan en sådan ansökan om avtalet."), _("Ta tillbaka den först, om du vill lämna en ny.")
    ),
    "already_moving": Sentence(
        _("En annan ändring av avtalet är redan beviljad."), _("Ta tillbaka den först, om du vill lämna en ny ansökan.")
    ),
    "by_staff_only": Sentence(_("Efter ett dödsfall ansöker du hos oss."), CALL),
    "no_such_reason": Sentence(_("Den anledningen godtas inte här."), _("Välj en av anledningarna.")),
    "text_missing": Sentence(_("Skälet saknas."), _("Berätta kort varför du ansöker.")),
    "document_missing": Sentence(_("Handlingen saknas."), _("Lägg till den handling som anledningen kräver.")),
    "not_a_turn": Sentence(_("Den dagen går inte att välja längre."), _("Välj en av de dagar som står i listan.")),
    "lived_too_short": Sentence(
        _("Du har inte bott tillräckligt länge i bostaden för att få byta den."),
        _("På sidan står från vilken dag du kan ansöka."),
    ),
    "since_missing": Sentence(_("Dagen saknas."), _("Skriv från vilken dag personen har varit folkbokförd hos dig.")),
    "since_ahead": Sentence(_("Dagen har inte varit än."), _("Se efter och rätta dagen.")),
    "registered_too_short": Sentence(
        _("Personen har inte varit folkbokförd på adressen tillräckligt länge."),
        _("Kravet står vid anledningen. Du kan ansöka när tiden har gått."),
    ),
    "from_missing": Sentence(_("Dagarna saknas."), _("Skriv både första och sista dagen.")),
    "from_passed": Sentence(_("Första dagen har redan varit."), _("Välj en dag från och med i dag.")),
    "until_wrong": Sentence(_("Sista dagen kommer före den första."), _("Se efter och rätta dagarna.")),
    "sublet_past_lease": Sentence(
        _("Hyresavtalet upphör %(day)s, och andrahandsuthyrningen kan inte vara längre."),
        _("Välj en sista dag till och med den dagen."),
    ),
    "sublet_too_short": Sentence(
        _("Tiden är kortare än anledningen kräver."), _("Välj en senare sista dag, eller en annan anledning.")
    ),
    "sublet_too_long": Sentence(_("Tiden är längre än vi beviljar."), _("Välj en tidigare sista dag.")),
    "rent_missing": Sentence(_("Hyran saknas."), _("Skriv vad andrahandshyresgästen ska betala i månaden.")),
    "rent_above_ceiling": Sentence(
        _("Hyran är högre än du får ta ut."), _("Sänk den till det högsta belopp som står vid fältet.")
    ),
    "elsewhere_missing": Sentence(
        _("Det saknas var den andra bor."), _("Skriv adressen och hyresvärden för den bostad du flyttar till.")
    ),
    "bad_address": Sentence(
        _("E-postadressen är inte fullständig."), _("Skriv hela adressen, till exempel namn@exempel.se.")
    ),
    "yourself": Sentence(
        _("Du kan inte ansöka med dig själv."), _("Länken öppnas av den andra, när hon eller han är inloggad.")
    ),
    "too_many": Sentence(_("Du har skickat många ansökningar i dag."), _("Vänta till i morgon med nästa.")),
    "not_found": Sentence(_("Länken gäller inte."), _("Be den som frågade att skicka en ny.")),
    "already_answered": Sentence(_("Frågan är redan besvarad."), _("Du behöver inte göra något mer.")),
    "taken_back": Sentence(_("Ansökan är tillbakatagen."), _("Du behöver inte göra något.")),
    "too_late": Sentence(_("Tiden är ute."), _("Hör av er till oss om ni fortfarande vill.")),
    "not_of_age": Sentence(_("Du är inte myndig än."), _("Den som skriver på ett avtal måste ha fyllt 18 år.")),
    "consent_missing": Sentence(_("Ditt ja saknas."), _("Kryssa i rutan för att kunna säga ja.")),
    "no_lease_here": Sentence(
        _("Du hyr ingen bostad här som kan bytas."),
        _("Be den som frågade att ansöka om byte med en bostad hos någon annan."),
    ),
    "not_the_pupil": Sentence(
        _("Det är inte du som avtalet skrevs för."),
        _("Bara eleven som bor i bostaden kan ta över det av den anledningen."),
    ),
    "pupil_too_young": Sentence(
        _("Du har inte fyllt de år som krävs för att ta över avtalet."), _("Ni kan ansöka igen när du har gjort det.")
    ),
    "not_open": Sentence(_("Det går inte att göra just nu."), _("På ansökans sida står vad som gäller.")),
    "not_yours": Sentence(_("Det är inte du som skriver under."), _("På ansökans sida står vem som ska göra det.")),
    "already_signed": Sentence(_("Det nya avtalet är redan undertecknat."), CALL),
}


def said_of_lease(code: str, ends_on: date | None) -> str:
    """Return a refusal as one text, with the lease's last day where it is named."""
    said = CHANGES.get(code, UNKNOWN)
    text = f"{said.what} {said.instead}"
    return text % {"day": day(ends_on, year=True)} if code == "sublet_past_lease" else text


EXTRAS: dict[str, Sentence] = {
    "lease_over": CHANGES["lease_over"],
    "under_notice": Sentence(_("Avtalet är uppsagt eller har en sista dag."), _("Då kan inget väljas till.")),
    "not_offered": Sentence(_("Det tillvalet finns inte för bostaden."), _("Välj ett av dem som står på sidan.")),
    "already_asked": Sentence(_("Du har redan ansökt om det tillvalet."), _("Läget står på sidan.")),
    "too_many": CHANGES["too_many"],
    "not_open": Sentence(_("Ansökan är redan avgjord eller tillbakatagen."), _("Läget står på sidan.")),
}
