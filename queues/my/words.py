"""What the pages about queues say: consents, periods and the history of points, in words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext

from tenants import words
from tenants.core.calendar import Period, Unit
from tenants.models import Event

CONSENTS = {
    "personal_data": _(
        "Jag samtycker till att %(landlord)s sparar och använder mina personuppgifter för att sköta min plats i kön"
    ),
    "credit_check": _(
        "Jag samtycker till att %(landlord)s tar en kreditupplysning på mig när jag står i tur till en bostad"
    ),
}

HISTORY = {
    "registration.made": _("Du ställde dig i kö. Poängen räknas från %(points_from)s."),
    "registration.renewed": _("Du förnyade din plats i kön."),
    "registration.reactivated": _("Du återaktiverade din plats i kön."),
    "registration.rested": _("Din plats i kön vilar, eftersom du valde bort området. Poängen är kvar."),
    "registration.corrected": _("Vi rättade ditt ködatum till %(points_from)s."),
    "consent.given": _("Du lämnade ditt samtycke."),
}

RESETS = {
    "inactive": _("Poängen började om från %(since)s, eftersom du inte hade loggat in i tid."),
    "not_renewed": _("Poängen började om från %(since)s, eftersom platsen inte hade förnyats i tid."),
    "lease": _("Poängen började om från %(since)s, eftersom du fick ett hyresavtal."),
    "notice": _("Poängen började om från %(since)s, eftersom du sade upp din bostad."),
    "swap": _("Poängen började om från %(since)s, eftersom du bytte bostad direkt med någon."),
    "added": _("Poängen började om från %(since)s, eftersom du skrevs in på någons hyresavtal."),
    "transfer": _("Poängen började om från %(since)s, eftersom du tog över ett hyresavtal."),
}


def consent(kind: str, landlord: str) -> str:
    """Return a consent's wording, which is kept as it was shown (QUEUE-19)."""
    return str(CONSENTS[kind]) % {"landlord": landlord}


def happened(event: Event) -> str:
    """Return an event of a registration as a sentence to the one whose it is."""
    said: dict[str, Any] = {
        key: words.day(event.data.get(key), year=True, weekday=False) for key in ("points_from", "since")
    }
    if event.kind == "points.reset":
        because = RESETS.get(event.data.get("reason", "")) or _("Poängen började om från %(since)s.")
        return str(because) % said
    return str(HISTORY[event.kind]) % said


def period(length: Period) -> str:
    """Return "4 arbetsdagar", "7 dagar" or "12 månader"."""
    number = length.length
    match length.unit:
        case Unit.WORKDAYS:
            return ngettext("%(n)s arbetsdag", "%(n)s arbetsdagar", number) % {"n": number}
        case Unit.DAYS:
            return ngettext("%(n)s dag", "%(n)s dagar", number) % {"n": number}
        case Unit.MONTHS:
            return ngettext("%(n)s månad", "%(n)s månader", number) % {"n": number}


def years(number: int) -> str:
    """Return "16 år"."""
    return pgettext("ålder", "%(n)s år") % {"n": number}
