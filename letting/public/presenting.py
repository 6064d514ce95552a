"""From listings to what cards show: words, figures, a picture or a drawn plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letting.models import Listing, Unit, UnitKind, UnitPicture
from letting.public.floorplan import floor_plan, svg
from letting.services.loading import scheme_of
from letting.services.standings import Standings, standings
from tenants import words

PLAN_KINDS: Mapping[str, Any] = {
    UnitKind.APARTMENT: "home",
    UnitKind.VEHICLE_SPACE: "parking",
    UnitKind.STORAGE: "store",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A word with a sign on a card."""

    label: str
    icon: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Card:
    """A free flat as `components/listing_card.html` shows it."""

    pk: int
    url: str
    address: str
    rooms_text: str
    size_text: str
    rent_text: str
    area: str
    move_in_text: str
    last_day_text: str
    left_text: str
    interests: int | None
    last_points: int | None
    viewed: bool
    picture_url: str
    picture_alt: str
    plan: SafeString
    marked: bool = False
    tags: list[Tag] = field(default_factory=list)


def cards(
    listings: Sequence[Listing],
    today: date,
    *,
    several_schemes: bool = False,
    marked: frozenset[int] = frozenset(),
) -> list[Card]:
    """Return cards of published listings: two queries, however many they are. `marked` are someone's favourites."""
    by_listing = standings(listings, today)
    first_pictures: dict[int, UnitPicture] = {}
    for picture in UnitPicture.objects.filter(unit__in=[listing.unit_id for listing in listings]).order_by(
        "-position", "-pk"
    ):
        first_pictures[picture.unit_id] = picture
    return [
        replace(
            _card(row, by_listing[row.pk], first_pictures.get(row.unit_id), today, several_schemes=several_schemes),
            marked=row.pk in marked,
        )
        for row in listings
    ]


def _card(
    listing: Listing, seen: Standings, picture: UnitPicture | None, today: date, *, several_schemes: bool
) -> Card:
    unit = listing.unit
    return Card(
        pk=listing.pk,
        url=reverse("public:flat", args=[listing.pk]),
        address=unit.street,
        rooms_text=size_in_words(unit),
        size_text=words.square_metres(unit.size),
        rent_text=_("%(rent)s/mån") % {"rent": words.kronor(unit.rent)},
        area=unit.area,
        move_in_text=words.short_day(listing.move_in),
        last_day_text=words.deadline(listing.advert_last_day),
        left_text=days_left(today, listing.advert_last_day),
        interests=seen.interests,
        last_points=seen.last_points,
        viewed=scheme_of(listing).viewing is not None,
        picture_url=reverse("public:picture", args=[picture.pk]) if picture else "",
        picture_alt=picture.alt if picture else "",
        plan=SafeString("") if picture else drawn(unit, labels=False),
        tags=tags(listing, several_schemes=several_schemes),
    )


def days_left(today: date, last_day: date | None) -> str:
    """Return "3 dagar kvar", or "sista dagen är i dag"."""
    left = (last_day - today).days if last_day else -1
    if left < 0:
        return ""
    return ngettext("%(n)s dag kvar", "%(n)s dagar kvar", left) % {"n": left} if left else _("sista dagen är i dag")


def is_home(unit: Unit) -> bool:
    """Say whether a unit is somewhere to live, with rooms; else it is a space or a store."""
    return unit.kind == UnitKind.APARTMENT


def size_in_words(unit: Unit) -> str:
    """Return "2 rum och kök", or what kind of space it is."""
    if is_home(unit):
        return words.rooms(unit.rooms)
    return _("Fordonsplats") if unit.kind == UnitKind.VEHICLE_SPACE else _("Förråd")


def drawn(unit: Unit, *, labels: bool) -> SafeString:
    """Return a unit's drawn plan: large with labels, or small without."""
    plan = floor_plan(unit.rooms, unit.size, unit.number, kind=PLAN_KINDS[unit.kind])
    return svg(plan, labels=labels)


def tags(listing: Listing, *, several_schemes: bool) -> list[Tag]:
    """Return what sets a flat apart, as words with signs."""
    unit = listing.unit
    found = []
    scheme = words.said(scheme_of(listing).name)
    if several_schemes and scheme != size_in_words(unit):
        found.append(Tag(scheme, "key", "info"))
    if unit.lift:
        found.append(Tag(_("Hiss"), "lift"))
    if unit.balcony:
        found.append(Tag(_("Balkong"), "balcony"))
    if unit.accessible:
        found.append(Tag(_("Tillgänglig"), "accessible"))
    return found
