"""What the pages about companions say: what each role means, what is agreed to, and how far it has come."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from queues.models import Companion, CompanionRole, CompanionState
from tenants import words
from tenants.rulesets import Rules

# What a role is called in an address.
SLUGS = {
    "medsokande": CompanionRole.CO_APPLICANT,
    "foralder": CompanionRole.PARENT,
    "borgensman": CompanionRole.GUARANTOR,
}

CONSENTS: dict[str, Any] = {
    "personal_data": _(
        "Jag samtycker till att %(landlord)s sparar och använder mina personuppgifter för att pröva ansökan"
    ),
    "credit_check": _(
        "Jag samtycker till att %(landlord)s tar en kreditupplysning på mig när ansökan står i tur till en bostad"
    ),
}

# To the applicant, before she invites.
ASKING: dict[str, Any] = {
    CompanionRole.CO_APPLICANT: _(
        "Den som ska bo med dig och stå på avtalet tillsammans med dig. Era inkomster räknas ihop. Bjud in"
        " personen innan du anmäler intresse."
    ),
    CompanionRole.PARENT: _("En förälder kan stå på avtalet åt dig. Vi prövar er båda innan det gäller."),
    CompanionRole.GUARANTOR: _("Någon med god ekonomi som betalar hyran om du inte gör det. Vi avgör om det räcker."),
}

# To the one who is invited, before she answers.
MEANING: dict[str, tuple[Any, ...]] = {
    CompanionRole.CO_APPLICANT: (
        _(
            "Ni söker bostad tillsammans. Era inkomster räknas ihop, och ni står båda på hyresavtalet om ni får"
            " en bostad."
        ),
        _("Vi kontrollerar att ni båda uppfyller kraven innan ni får ett avtal."),
    ),
    CompanionRole.PARENT: (
        _("Du står på hyresavtalet och svarar för hyran, men ditt barn bor i bostaden."),
        _("Vi prövar er båda, och ditt ja gäller först när vi har godkänt det."),
    ),
    CompanionRole.GUARANTOR: (
        _("Du går i borgen: du betalar hyran om den som hyr inte gör det."),
        _("Du behöver ha en god ekonomi. Vi avgör om din borgen godtas."),
    ),
}
OWN_POINTS = _("Dina köpoäng är dina egna. De slås aldrig ihop med någon annans.")
ONLY_PUPILS = _("Det gäller dig som går i gymnasiet i kommunen.")

STATES: dict[str, tuple[Any, str]] = {
    CompanionState.INVITED: (_("Väntar på svar"), "wait"),
    CompanionState.ACCEPTED: (_("Har sagt ja"), "good"),
    CompanionState.DECLINED: (_("Har sagt nej"), "plain"),
    CompanionState.LAPSED: (_("Svarade inte i tid"), "plain"),
    CompanionState.ENDED: (_("Avslutat"), "plain"),
}


def consent(kind: str, landlord: str) -> str:
    """Return a consent's wording, which is kept as it was shown (QUEUE-19)."""
    return str(CONSENTS[kind]) % {"landlord": landlord}


def wordings(kinds: Sequence[str], landlord: str) -> dict[str, str]:
    """Return the wording of each kind of consent."""
    return {kind: consent(kind, landlord) for kind in kinds}


def status(row: Companion, today: date) -> tuple[Any, str]:
    """Return the word and the sign of how far it has come; an invitation that ran out is out, acted on or not."""
    if row.state == CompanionState.INVITED and today > row.answer_last_day:
        return STATES[CompanionState.LAPSED]
    if row.state == CompanionState.ACCEPTED and row.role == CompanionRole.PARENT and row.approved_at is None:
        return _("Har sagt ja, prövas av oss"), "wait"
    return STATES[row.state]


def hint(row: Companion, today: date) -> str:
    """Return when it happened, or until when there is time."""
    if row.state == CompanionState.INVITED and today <= row.answer_last_day:
        left = (row.answer_last_day - today).days + 1
        said = ngettext("Svar senast %(day)s, %(n)s dag kvar", "Svar senast %(day)s, %(n)s dagar kvar", left)
        return said % {"day": words.deadline(row.answer_last_day), "n": left}
    since = row.ended_at or row.answered_at or row.answer_last_day
    return gettext("Sedan %(day)s") % {"day": words.day(since, year=True)}


def asking(role: str, rules: Rules) -> list[str]:
    """Return what an applicant should know before she invites someone in a role."""
    said = [str(ASKING[role])]
    if role == CompanionRole.PARENT and any(queue.parent_signs == "pupil" for queue in rules.queues.values()):
        said.append(str(ONLY_PUPILS))
    if role == CompanionRole.GUARANTOR and rules.checks.security_needs_income:
        said.append(str(_("Borgen räcker inte för den som saknar egen inkomst.")))
    return said
