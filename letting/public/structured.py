"""What machines read of a list and a flat: schema.org, Open Graph, the canonical address."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from letting.models import Listing, Unit, UnitPicture
from letting.public.presenting import is_home, size_in_words
from letting.services.loading import rules_of
from tenants import words
from tenants.requests import LandlordRequest

# As in Django's json_script: what could end the element is written so that it cannot.
_ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
CONTEXT = "https://schema.org"


@dataclass(frozen=True, slots=True)
class About:
    """A page as machines read it."""

    title: str
    text: str
    url: str
    picture: str
    data: SafeString


def canonical(request: HttpRequest) -> str:
    """Return the one address of a page: without filters, order and view; a later page of a list is one of its own."""
    page = request.GET.get("page", "")
    path = f"{request.path}?page={page}" if page.isascii() and page.isdigit() and page != "1" else request.path
    return request.build_absolute_uri(path)


def list_data(request: LandlordRequest, shown: Sequence[Listing]) -> About:
    """Return a list of free flats as machines read it."""
    items = [
        {"@type": "ListItem", "position": place, "url": _flat_url(request, row), "name": _title(row.unit)}
        for place, row in enumerate(shown, 1)
    ]
    title = _("Lediga bostäder – %(name)s") % {"name": request.landlord.name}
    data = {"@context": CONTEXT, "@type": "ItemList", "name": title, "itemListElement": items}
    text = _("Se vad som är ledigt nu, och anmäl intresse. Det är alltid gratis.")
    return About(title, text, canonical(request), "", as_json(data))


def flat_data(request: LandlordRequest, listing: Listing, pictures: Sequence[UnitPicture]) -> About:
    """Return a flat as machines read it. Of people it says nothing: no contact, no interests."""
    unit, url = listing.unit, _flat_url(request, listing)
    images = [request.build_absolute_uri(reverse("public:picture", args=[one.pk])) for one in pictures]
    parts = (size_in_words(unit), words.square_metres(unit.size), _("%(rent)s/mån") % {"rent": words.kronor(unit.rent)})
    text = ", ".join(part for part in (*parts, unit.area) if part)
    data = {
        "@context": CONTEXT,
        "@type": "RealEstateListing",
        "name": _title(unit),
        "url": url,
        "datePosted": listing.published_at.date().isoformat() if listing.published_at else None,
        "image": images,
        "mainEntity": _home(unit, rules_of(listing).landlord.town),
        "offers": {
            "@type": "Offer",
            "businessFunction": "http://purl.org/goodrelations/v1#LeaseOut",
            "priceSpecification": {
                "@type": "UnitPriceSpecification", "price": unit.rent, "priceCurrency": "SEK", "unitCode": "MON",
            },
            "availabilityStarts": listing.move_in.isoformat() if listing.move_in else None,
            "validThrough": listing.advert_last_day.isoformat() if listing.advert_last_day else None,
            "offeredBy": {"@type": "Organization", "name": request.landlord.name},
        },
    }  # fmt: skip
    return About(_title(unit), text, url, images[0] if images else "", as_json(_told(data)))


def as_json(data: Any) -> SafeString:
    """Return data for a script element that holds data; nothing in it can end the element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPED))  # noqa: S308  (escaped just so)


def _home(unit: Unit, town: str) -> dict[str, Any]:
    place = None
    if unit.latitude is not None and unit.longitude is not None:
        place = {"@type": "GeoCoordinates", "latitude": unit.latitude, "longitude": unit.longitude}
    return {
        "@type": "Apartment" if is_home(unit) else "Accommodation",
        "numberOfRooms": unit.rooms or None,
        "floorSize": {"@type": "QuantitativeValue", "value": float(unit.size), "unitCode": "MTK"},
        "floorLevel": str(unit.floor) if unit.floor is not None else None,
        "yearBuilt": unit.built,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": unit.street,
            "addressLocality": town,
            "addressCountry": "SE",
        },
        "geo": place,
    }


def _told(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    kept = {name: _told(value) if isinstance(value, dict) else value for name, value in data.items()}
    return {name: value for name, value in kept.items() if value not in (None, [], "")}


def _title(unit: Unit) -> str:
    return f"{unit.street}, {size_in_words(unit)}"


def _flat_url(request: HttpRequest, listing: Listing) -> str:
    return request.build_absolute_uri(reverse("public:flat", args=[listing.pk]))
