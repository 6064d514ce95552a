"""Tickets: what needs an act now, each with its last day and its buttons."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from letting.models import Lease
from letting.models.listing import ShownBy
from letting.my.saved import ToSign
from letting.my.standing import OfferView, Stage
from letting.my.words import among, days_left, with_move_in
from letting.my.yes_words import may_change
from letting.services.places import Place
from letting.way import WayStep, way
from tenants import words
from tenants.core.calendar import local_day


@dataclass(frozen=True, slots=True)
class Button:
    """A button on a ticket: see templates/components/actions.html."""

    label: str
    url: str
    kind: str = "primary"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What templates/components/ticket.html shows."""

    id: str
    title: str
    last_day: date
    deadline: str
    left: str
    href: str = ""
    facts: str = ""
    note: str = ""
    actions: list[Button] = field(default_factory=list)
    steps: list[WayStep] = field(default_factory=list)
    place: str = ""
    of: str = ""


def offer_ticket(
    view: OfferView, place: Place | None, lease: Lease | None = None, *, linked: bool = True, has_signed: bool = False
) -> Ticket | None:
    """Return the ticket of an offer that waits for its applicant, None for one that does not.

    `has_signed`: of two who sign the lease, she has, and the other has not (LEASE-6).
    """
    match view.stage:
        case Stage.SIGN if has_signed:
            return None
        case Stage.VIEWING:
            said = _viewing(view)
        case Stage.ANSWER:
            said = _answer(view)
        case Stage.PROFILE:
            said = _profile(view)
        case Stage.SIGN:
            said = _sign(view, lease)
        case _:
            return None
    last_day, title, deadline, note, actions = said
    booked = view.stage == Stage.VIEWING and view.booking is not None  # an appointment is not a last day
    return Ticket(
        id=f"ticket-{view.offer.pk}",
        title=title,
        href=reverse("my:offer", args=[view.offer.pk]) if linked else "",
        last_day=last_day,
        deadline=deadline,
        left="" if booked or last_day < view.today else days_left(view.calendar, view.today, last_day),
        facts=with_move_in(view.listing),
        note=note,
        actions=actions,
        steps=way(view.listing, view.offer),
        place=words.number(view.offer.rank),
        of=among(view.offer.rank, place.among, fixed=True) if place else "",
    )


_Said = tuple[date, str, str, str, list[Button]]


def _viewing(view: OfferView) -> _Said:
    last_day = view.offer.viewing_last_day or view.today
    street, booking = view.listing.unit.street, view.booking
    here = reverse("my:offer", args=[view.offer.pk])
    actions = []
    by_landlord = view.listing.shown_by == ShownBy.LANDLORD
    if by_landlord and booking is None:
        title = gettext("Boka en visning av %(street)s") % {"street": street}
        actions.append(Button(gettext("Välj en tid"), f"{here}#visning", icon="calendar"))
    elif booking is not None:
        title = gettext("Gå på visning av %(street)s") % {"street": street}
        actions.append(Button(gettext("Se din bokade tid"), f"{here}#visning", icon="calendar"))
    else:
        title = gettext("Gå på visning av %(street)s") % {"street": street}
        actions.append(Button(gettext("Se vem som visar"), f"{here}#visning", icon="phone"))
    if view.can_confirm:
        actions.append(
            Button(gettext("Jag har varit på visning"), reverse("my:offer_confirm", args=[view.offer.pk]), "quiet")
        )
    note = gettext(
        "Efter visningen svarar du ja eller nej, senast %(day)s. Svarar du inte går erbjudandet vidare till nästa."
    )
    deadline = gettext("Visning till och med %(day)s") % {"day": words.day(last_day)}
    if booking is not None:
        last_day = local_day(booking.slot.at)
        deadline = gettext("Visning %(at)s") % {"at": words.moment(booking.slot.at)}
    return last_day, title, deadline, note % {"day": words.deadline(view.answer_by)}, actions


def _answer(view: OfferView) -> _Said:
    pk, street, last_day = view.offer.pk, view.listing.unit.street, view.answer_by
    if view.offer.viewing_last_day is None:
        title = gettext("Vill du ha %(street)s?") % {"street": street}
    else:
        title = gettext("Är du fortsatt intresserad av %(street)s?") % {"street": street}
    note = f"{may_change(view)} {gettext('Svarar du inte går erbjudandet vidare till nästa.')}"
    actions = [
        Button(gettext("Ja, jag är intresserad"), reverse("my:offer_accept", args=[pk])),
        Button(gettext("Nej tack"), reverse("my:offer_decline", args=[pk]), "quiet"),
    ]
    deadline = gettext("Svara senast %(day)s") % {"day": words.deadline(last_day)}
    return last_day, title, deadline, note, actions


def _profile(view: OfferView) -> _Said:
    street, last_day = view.listing.unit.street, view.offer.profile_last_day or view.today
    return (
        last_day,
        gettext("Lämna in din sökandeprofil för %(street)s") % {"street": street},
        gettext("Lämna in senast %(day)s") % {"day": words.deadline(last_day)},
        gettext("Du har tackat ja. Utan sökandeprofil och inkomstintyg i tid avslutas din intresseanmälan."),
        [Button(gettext("Granska och lämna in"), reverse("my:offer_profile", args=[view.offer.pk]), icon="document")],
    )


def _sign(view: OfferView, lease: Lease | None) -> _Said:
    last_day = view.listing.sign_last_day or view.today
    actions = []
    if lease is not None:
        actions = [
            Button(gettext("Läs och skriv under avtalet"), reverse("my:lease_sign", args=[lease.pk]), icon="pen"),
            Button(gettext("Tacka nej"), reverse("my:lease_decline", args=[lease.pk]), "quiet"),
        ]
    return (
        last_day,
        gettext("%(street)s är din: skriv under avtalet") % {"street": view.listing.unit.street},
        gettext("Skriv under senast %(day)s") % {"day": words.deadline(last_day)},
        gettext("Skriver du inte under i tid går bostaden vidare till nästa som har tackat ja.")
        if lease is not None
        else gettext("Din förälder skriver under avtalet, på sina egna Mina sidor."),
        actions,
    )


def lease_tickets(leases: Sequence[ToSign], today: date) -> list[Ticket]:
    """Return a ticket for each lease that someone can still sign, without an offer of her own."""
    return [_lease_ticket(row) for row in leases if row.last_day >= today]


def _lease_ticket(to_sign: ToSign) -> Ticket:
    last_day, url = to_sign.last_day, reverse("my:lease_sign", args=[to_sign.lease])
    return Ticket(
        id=f"lease-{to_sign.lease}",
        title=gettext("Skriv under avtalet för %(street)s") % {"street": to_sign.street},
        href=reverse("my:lease", args=[to_sign.lease]),
        last_day=last_day,
        deadline=gettext("Skriv under senast %(day)s") % {"day": words.deadline(last_day)},
        left="",
        note=gettext("Skriver du inte under i tid gäller avtalet inte."),
        actions=[Button(gettext("Läs och skriv under avtalet"), url, icon="pen")],
    )
