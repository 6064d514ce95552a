"""From rows to what the API tells of them: four statements, however many listings there are."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from letting.api.shapes import FreeListing, Kind, Named, Picture, Position
from letting.models import Listing, UnitPicture
from letting.public.presenting import is_home, size_in_words
from letting.services.loading import rules_of, scheme_of
from letting.services.standings import Standings, standings
from tenants import words


def told(request: HttpRequest, listings: Sequence[Listing], today: date) -> list[FreeListing]:
    """Return listings whose adverts run, as anyone may know them: two statements."""
    seen, pictures = standings(listings, today), defaultdict[int, list[Picture]](list)
    for one in UnitPicture.objects.filter(unit__in=[row.unit_id for row in listings]):
        url = request.build_absolute_uri(reverse("public:picture", args=[one.pk]))
        pictures[one.unit_id].append(Picture(url=url, description=one.alt))
    return [_told(request, row, seen[row.pk], pictures[row.unit_id]) for row in listings]


def _told(request: HttpRequest, listing: Listing, seen: Standings, pictures: list[Picture]) -> FreeListing:
    unit, scheme = listing.unit, scheme_of(listing)
    place = None
    if unit.latitude is not None and unit.longitude is not None:
        place = Position(latitude=unit.latitude, longitude=unit.longitude)
    assert listing.published_at and listing.advert_last_day  # noqa: S101, PT018  (its advert runs)
    return FreeListing(
        id=listing.pk,
        url=request.build_absolute_uri(reverse("public:flat", args=[listing.pk])),
        title=f"{unit.street}, {size_in_words(unit)}",
        kind=cast("Kind", unit.kind),
        street=unit.street,
        area=unit.area,
        rooms=unit.rooms if is_home(unit) else None,
        size=float(unit.size),
        rent=unit.rent,
        floor=unit.floor,
        built=unit.built,
        lift=unit.lift,
        balcony=unit.balcony,
        accessible=unit.accessible,
        position=place,
        move_in=listing.move_in,
        published_at=listing.published_at,
        last_day=listing.advert_last_day,
        scheme=Named(slug=listing.scheme, name=scheme.name.in_language(words.language())),
        queue=queue_of(scheme.queue, listing),
        interests=seen.interests,
        last_points=seen.last_points,
        pictures=pictures,
    )


def queue_of(slug: str, listing: Listing) -> Named:
    """Return a queue as the listing's own rules name it."""
    return Named(slug=slug, name=rules_of(listing).queues[slug].name.in_language(words.language()))
