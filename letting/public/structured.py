"""What a flat's page tells search engines, in their own words (schema.org): the advert while it runs."""

import json
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from letting.models import Listing, UnitPicture
from letting.public.presenting import is_home

# A sign that ends a script or begins a reference is written as its number, as Django's json_script does.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured(
    request: HttpRequest, listing: Listing, pictures: Sequence[UnitPicture], *, title: str, town: str
) -> Any:
    """Return the advert as JSON that is safe inside a script element: the rent, the home, its days and its pictures."""
    unit = listing.unit
    item: dict[str, Any] = {
        "@type": "Apartment" if is_home(unit) else "Place",
        "name": title,
        "address": {
            "@type": "PostalAddress", "streetAddress": unit.street, "addressLocality": town, "addressCountry": "SE",
        },
    }  # fmt: skip
    if is_home(unit):
        size = {"@type": "QuantitativeValue", "value": float(unit.size), "unitCode": "MTK"}
        item |= {"numberOfRooms": unit.rooms, "floorSize": size}
    if pictures:
        item["image"] = [request.build_absolute_uri(reverse("public:picture", args=[one.pk])) for one in pictures]
    said = {
        "@context": "https://schema.org",
        "@type": "Offer",
        "businessFunction": "http://purl.org/goodrelations/v1#LeaseOut",
        "url": request.build_absolute_uri(reverse("public:flat", args=[listing.pk])),
        "priceSpecification": {
            "@type": "UnitPriceSpecification", "price": unit.rent, "priceCurrency": "SEK", "unitCode": "MON",
        },
        "availabilityStarts": listing.move_in.isoformat() if listing.move_in else None,
        "validThrough": listing.advert_last_day.isoformat() if listing.advert_last_day else None,
        "itemOffered": item,
    }  # fmt: skip
    kept = {key: value for key, value in said.items() if value is not None}
    return SafeString(json.dumps(kept, ensure_ascii=False).translate(ESCAPED))
