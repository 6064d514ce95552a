"""What the pages about interests and offers say of them, in words."""

from datetime import date, datetime

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from letting.core.states import ClosedBecause, InterestState, OfferState
from letting.models import Interest, Lease, Listing, Offer, Unit
from tenants import words
from tenants.core.calendar import STOCKHOLM, Calendar

ENDED = {
    ClosedBecause.DECLINED: _("Du tackade nej."),
    ClosedBecause.NO_ANSWER: _("Inget svar kom i tid, så erbjudandet gick vidare (EJ SVAR)."),
    ClosedBecause.CHECK_FAILED: _("Kontrollen av kraven blev inte godkänd."),
    ClosedBecause.PROFILE_MISSING: _("Sökandeprofilen lämnades inte i tid."),
    ClosedBecause.HOUSED: _("Du har skrivit under ett hyresavtal."),
    ClosedBecause.LET_TO_OTHER: _("Bostaden gick till någon annan."),
    ClosedBecause.WITHDRAWN_BY_STAFF: _("Annonsen togs tillbaka."),
    ClosedBecause.READVERTISED: _("Bostaden annonserades på nytt. Anmäl intresse igen om du vill ha den."),
    ClosedBecause.AWARD_LAPSED: _("Avtalet skrevs inte under i tid, så bostaden gick vidare."),
}
KINDS = {"vehicle_space": _("Fordonsplats"), "storage": _("Förråd")}


def facts_line(unit: Unit) -> str:
    """Return "2 rum och kök, 58 m² · 7 200 kr i månaden"."""
    if unit.kind in KINDS:
        size = str(KINDS[unit.kind])
    else:
        size = f"{words.rooms(unit.rooms)}, {words.square_metres(unit.size)}"
    return gettext("%(size)s · %(rent)s i månaden") % {"size": size, "rent": words.kronor(unit.rent)}


def with_move_in(listing: Listing) -> str:
    """Return the facts line, with the day on which one can move in."""
    line = facts_line(listing.unit)
    if listing.move_in is None:
        return line
    return gettext("%(facts)s · inflyttning %(day)s") % {"facts": line, "day": words.short_day(listing.move_in)}


def why_ended(interest: Interest, offer: Offer | None) -> str:
    """Say why an interest is over."""
    if interest.state == InterestState.WITHDRAWN:
        return gettext("Du tog tillbaka intresseanmälan.")
    if offer is not None and offer.state == OfferState.SIGNED:
        return gettext("Bostaden blev din.")
    return str(ENDED[ClosedBecause(interest.closed_because)])


def days_left(calendar: Calendar, today: date, last_day: date) -> str:
    """Return "2 arbetsdagar kvar", or "sista dagen är i dag"."""
    if today == last_day:
        return gettext("sista dagen är i dag")
    left = calendar.workdays_left(today, last_day)
    return ngettext("%(n)s arbetsdag kvar", "%(n)s arbetsdagar kvar", left) % {"n": left}


def among(place: int | None, number: int, *, fixed: bool) -> str:
    """Return "av 47 som anmält sig" for a fixed place, "av 31 just nu" for one that may change."""
    if place is None:
        return ""
    said = gettext("av %(n)s som anmält sig") if fixed else gettext("av %(n)s just nu")
    return said % {"n": words.number(number)}


def hour(moment: datetime) -> str:
    """Return "kl. 16.00"."""
    return gettext("kl. %(time)s") % {"time": words.clock_time(moment.astimezone(STOCKHOLM))}


def undertaking(kind: str, needed: str) -> str:
    """Return what the renter undertakes when signing, in her own words."""
    required = needed == "required"
    match kind:
        case "residence":
            return gettext("Jag ska bo i bostaden och vara folkbokförd där")
        case "insurance" if required:
            return gettext("Jag ska ha en hemförsäkring från den dag avtalet börjar gälla")
        case "insurance":
            return gettext("Jag vet att hyresvärden rekommenderar en hemförsäkring")
        case _:
            return gettext("Jag visar legitimation när jag hämtar nycklarna")


def lease_status(lease: Lease) -> tuple[str, str]:
    """Return the word and the sign of how far a lease has come."""
    if lease.annulled_at is not None:
        return gettext("Upphörde innan det skrevs under"), "plain"
    if lease.signed_at is None and getattr(lease, "has_signed", False):
        return gettext("Väntar på den andras underskrift"), "wait"
    if lease.signed_at is None and lease.sign_last_day is not None:
        return gettext("Skriv under senast %(day)s") % {"day": words.deadline(lease.sign_last_day)}, "wait"
    if lease.signed_at is None:
        return gettext("Väntar på din underskrift"), "wait"
    if lease.ends_on is not None and lease.notice_on is None:
        return gettext("Gäller till och med %(day)s") % {"day": words.day(lease.ends_on, year=True)}, "info"
    if lease.ends_on is not None:
        return gettext("Uppsagt till %(day)s") % {"day": words.day(lease.ends_on, year=True)}, "info"
    return gettext("Undertecknat"), "good"
