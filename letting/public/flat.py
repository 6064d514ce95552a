"""One flat as its page shows it: where the letting stands, what is asked, and what one can do now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from letting.core.states import OPEN, ClosedBecause, InterestState, ListingState
from letting.models import Interest, Listing
from letting.public.against import Reason, reasons_in_words
from letting.public.journey import selects
from letting.public.outlook import outlook
from letting.public.presenting import is_home, size_in_words
from letting.public.requirement_words import Requirement, requirements
from letting.services.asking import advert_is_open
from letting.services.loading import offered_directly, rules_of, scheme_of
from letting.services.places import Place, place_now
from letting.services.preview import Preview, preview
from letting.services.standings import Standings, standings
from letting.way import WayStep, way
from tenants import words
from tenants.core.calendar import local_day
from tenants.models import Person
from tenants.rulesets.scheme_rules import Method, SchemeRules


@dataclass(frozen=True, slots=True)
class Notice:
    """Where the letting stands, as a banner."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class FlatPage:
    """All that the page of a flat shows."""

    listing: Listing
    title: str
    town: str
    scheme: str
    open: bool
    notice: Notice | None
    facts: list[tuple[str, str]]
    way: list[WayStep]
    standings: Standings
    requirements: list[Requirement]
    known: bool
    mine: Interest | None
    place: Place | None
    against: list[Reason]
    home: bool
    viewed: bool
    hint: str
    outlook: str
    points: int | None
    coming: str

    @property
    def key(self) -> str:
        """Return what one asks first: how large it is, and what it costs."""
        return " · ".join(value for _name, value in reversed(self.facts[:2]))

    @property
    def going_on(self) -> bool:
        """Say whether the letting is not over."""
        return self.listing.state in OPEN

    @property
    def met(self) -> int:
        """Return how many requirements are met as far as the portal knows."""
        return sum(one.met for one in self.requirements)


def flat_page(listing: Listing, person: Person | None, *, now: datetime) -> FlatPage:
    """Return what the page of a published listing shows to a person, or to anyone."""
    today, scheme, rules = local_day(now), scheme_of(listing), rules_of(listing)
    seen: Preview | None = preview(listing, person, now=now) if person else None
    is_open = advert_is_open(listing, scheme.method) and today <= (listing.advert_last_day or today)
    mine = seen.interest if seen else None
    if mine is not None and mine.state == InterestState.CLOSED and mine.closed_because == ClosedBecause.READVERTISED:
        mine = None
    is_mine = mine is not None and mine.state == InterestState.ONGOING
    place = place_now(listing, mine, scheme.ranking) if mine and is_mine else None
    stands, points = _standings(listing, today, is_open=is_open), seen.points if seen else None
    return FlatPage(
        listing=listing,
        title=f"{size_in_words(listing.unit)}, {listing.unit.street}",
        town=rules.landlord.town,
        scheme=words.said(scheme.name),
        open=is_open,
        notice=_notice(listing, scheme, today, is_open=is_open),
        facts=_facts(listing),
        way=way(listing) if listing.state != ListingState.WITHDRAWN else [],
        standings=stands,
        requirements=requirements(scheme.requirements, rules, listing.unit.home, seen.facts if seen else None, today),
        known=seen is not None,
        mine=mine,
        place=place,
        against=reasons_in_words(seen.reasons, listing, seen) if seen and mine is None else [],
        home=is_home(listing.unit),
        viewed=scheme.viewing is not None,
        hint=_hint(scheme) if is_open else "",
        outlook=outlook(scheme, stands, points, place) if is_open else "",
        points=points,
        coming=what_comes(scheme),
    )


def what_comes(scheme: SchemeRules) -> str:
    """Say what comes after an interest that has been made, for one who has no offer yet."""
    mail = _("på Mina sidor och med e-post")
    if scheme.method is Method.FIRST_COME:
        text = _(
            "Någon som anmälde sig före dig har fått frågan. Blir det nej går frågan till nästa, och du får den"
            " %(mail)s när det är din tur."
        )
    elif selects(scheme):
        text = _("När annonsen har stängt väljer vi vilka som får erbjudande. Väljer vi dig får du det %(mail)s.")
    elif scheme.method is Method.ONE_AT_A_TIME:
        text = _("När annonsen har stängt får en i taget erbjudandet. Är det din tur får du det %(mail)s.")
    else:
        text = _("Kommer du med bland de första får du ett erbjudande %(mail)s.")
    return f"{text % {'mail': mail}} {_('Du behöver inte göra något mer just nu.')}"


def _hint(scheme: SchemeRules) -> str:
    """Say in one sentence who is asked (JOUR-4, 5, SCHEME-2, 4, 5)."""
    match scheme.method:
        case Method.FIRST_COME:
            return _("Först till kvarn: den som anmäler sig först får erbjudandet direkt.")
        case Method.ONE_AT_A_TIME:
            return _("En i taget får erbjudandet, den som har stått längst i kön först.")
        case _ if selects(scheme):
            return _("När annonsen har stängt väljer vi vilka som får erbjudande, och skriver ner varför.")
        case Method.ROUNDS if scheme.viewing is None:
            return _("Erbjudandet kommer direkt när annonsen har stängt, utan visning.")
        case _:
            return ""


def _standings(listing: Listing, today: date, *, is_open: bool) -> Standings:
    """While the advert runs as of now; afterwards those who were really asked."""
    if is_open and listing.advert_ended_at is None:
        return standings([listing], today)[listing.pk]
    rows = Interest.objects.filter(listing=listing, cycle=listing.cycle, rank__isnull=False)
    return Standings(**rows.aggregate(interests=Count("pk"), last_points=Min("points", filter=Q(round__isnull=False))))


def _notice(listing: Listing, scheme: SchemeRules, today: date, *, is_open: bool) -> Notice | None:
    match ListingState(listing.state):
        case ListingState.LET:
            ended = words.day(listing.ended_at)
            return Notice("info", _("Uthyrt"), _("Det här hyrdes ut %(day)s.") % {"day": ended})
        case ListingState.WITHDRAWN:
            text = _("Annonsen togs tillbaka %(day)s.") % {"day": words.day(listing.ended_at)}
            return Notice("warn", _("Tillbakadragen"), f"{text} {listing.withdrawn_reason}")
        case _ if offered_directly(listing):
            text = _("Det här annonseras inte. Det erbjuds direkt till dem som har valts ur kön.")
            return Notice("info", _("Erbjuds direkt"), text)
        case _ if is_open:
            return None
        case ListingState.ADVERTISED:
            last = words.day(listing.advert_last_day)
            text = _("Sista dagen att anmäla intresse var %(day)s. Snart bjuds de första in.")
            if selects(scheme):
                text = _("Sista dagen att anmäla intresse var %(day)s. Nu väljer vi vilka som får erbjudande.")
            text %= {"day": last}
            return Notice("info", _("Annonsen är stängd"), text)
        case _:
            return Notice(
                "info", _("Annonsen är stängd"), _("Uthyrningen pågår. Stegen nedan visar hur långt den har kommit.")
            )


def _facts(listing: Listing) -> list[tuple[str, str]]:
    unit = listing.unit
    yes_no = {True: _("Ja"), False: _("Nej")}
    size = words.square_metres(unit.size)
    facts = [
        (_("Hyra"), _("%(rent)s i månaden") % {"rent": words.kronor(unit.rent)}),
        (_("Storlek"), f"{size_in_words(unit)}, {size}") if is_home(unit) else (_("Typ"), size_in_words(unit)),
        (_("Yta"), "" if is_home(unit) else size),
        (_("Område"), unit.area),
        (_("Inflyttning"), words.day(listing.move_in, year=True)),
        (_("Våning"), "" if unit.floor is None else (_("Bottenvåning") if unit.floor == 0 else str(unit.floor))),
        (_("Byggår"), str(unit.built or "")),
    ]
    if is_home(unit):
        facts += [
            (_("Hiss"), yes_no[unit.lift]),
            (_("Balkong"), yes_no[unit.balcony]),
            (_("Tillgänglig med rullstol"), yes_no[unit.accessible]),
        ]
    facts += [
        (_("Uthyrningssätt"), words.said(scheme_of(listing).name)),
        (_("Objektsnummer"), unit.number),
    ]
    return [(name, value) for name, value in facts if value]
