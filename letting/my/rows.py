"""Interests as rows: the flat, what comes next and when, one's place. No query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from letting.core.states import ListingState, OfferState
from letting.models import Interest, Listing, Unit
from letting.my.reading import offer_in
from letting.my.standing import OfferView
from letting.my.words import among, facts_line, why_ended
from letting.public.journey import selects
from letting.public.presenting import drawn
from letting.services.loading import scheme_of
from letting.services.places import Place
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Method


@dataclass(frozen=True, slots=True)
class InterestRow:
    """An interest, ready to be shown: see templates/components/interest_row.html."""

    pk: int
    listing: int
    offer: int | None
    title: str
    facts: str
    state: str
    place: str
    of: str
    plan: SafeString
    can_withdraw: bool


@dataclass(frozen=True, slots=True)
class EndedRow:
    """An interest that is over, and why."""

    offer: int | None
    title: str
    facts: str
    why: str
    ended_at: datetime | None


def interest_row(interest: Interest, place: Place | None, now: datetime) -> InterestRow:
    """Return an ongoing interest as a row."""
    listing, offer = interest.listing, offer_in(interest)
    view = OfferView(offer, now) if offer else None
    return InterestRow(
        pk=interest.pk,
        listing=listing.pk,
        offer=offer.pk if offer else None,
        title=listing.unit.street,
        facts=facts_line(listing.unit),
        state=view.status[0] if view else coming(listing),
        place=words.number(place.place) if place else "",
        of=among(place.place, place.among, fixed=interest.rank is not None) if place else gettext("lottas"),
        plan=thumbnail(listing.unit),
        can_withdraw=offer is None or offer.state != OfferState.AWARDED,
    )


def ended_row(interest: Interest) -> EndedRow:
    """Return an interest that is over as a row."""
    offer = offer_in(interest)
    return EndedRow(
        offer=offer.pk if offer else None,
        title=interest.listing.unit.street,
        facts=facts_line(interest.listing.unit),
        why=why_ended(interest, offer),
        ended_at=interest.ended_at,
    )


def coming(listing: Listing) -> str:
    """Say what comes next for one who has made an interest and has no offer."""
    scheme = scheme_of(listing)
    if listing.advert_ended_at is None:
        if scheme.method is Method.FIRST_COME:
            return gettext("Någon som anmälde sig före dig har fått frågan. Blir det nej går frågan till nästa.")
        return gettext("Annonsen stänger %(day)s") % {"day": words.deadline(listing.advert_last_day)}
    if selects(scheme):
        if listing.state == ListingState.ADVERTISED:
            return gettext("Annonsen är stängd. Vi väljer nu vilka som får erbjudande, och hör av oss om du är med.")
        return gettext("Andra har fått erbjudande först. Säger ingen av dem ja kan vi välja dig.")
    if listing.next_round_at is not None:
        return gettext("Nästa omgång får erbjudanden %(at)s") % {"at": words.moment(listing.next_round_at)}
    return gettext("De som står före dig har fått frågan. Tackar de nej är det din tur.")


def thumbnail(unit: Unit) -> SafeString:
    """Return the small drawing of a flat or space: decoration, the words stand beside it."""
    return drawn(unit, labels=False)


def limit(interests: Sequence[Interest], rules: Rules) -> str:
    """Return "2 av högst 3 pågår" where one queue sets a limit and she stands in no other (JOUR-2)."""
    slugs = {interest.registration.queue.slug for interest in interests}
    if len(slugs) != 1 or (queue := rules.queues.get(slugs.pop())) is None or queue.max_ongoing_interests is None:
        return ""
    said = {"n": len(interests), "most": queue.max_ongoing_interests}
    return gettext("%(n)s av högst %(most)s pågår") % said
