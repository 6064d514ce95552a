"""What a lease says, frozen as data with its checksum; page and PDF are made from it."""

import hashlib
import json
from datetime import date
from typing import Any

from letting.models import Listing, Offer
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import DeclarationRule


def terms_of(listing: Listing, offer: Offer, *, starts_on: date, rules: Rules) -> dict[str, Any]:
    """Return the terms: parties, unit, rent, dates and what the renter undertakes (LEASE-1, CHECK-15, CHECK-16)."""
    unit, person, landlord = listing.unit, offer.person, rules.landlord
    undertakes = [
        {"kind": rule.kind, "needed": rule.needed}
        for slug in rules.schemes[listing.scheme].requirements
        if isinstance(rule := rules.requirements[slug], DeclarationRule)
    ]
    return {
        "landlord": {
            "name": landlord.name,
            "address": landlord.address,
            "phone": landlord.phone,
            "email": landlord.email,
        },
        "renter": {"name": person.full_name, "born": person.born.isoformat()},
        "unit": {
            "number": unit.number,
            "street": unit.street,
            "area": unit.area,
            "town": landlord.town,
            "rooms": unit.rooms,
            "size": float(unit.size),
            "floor": unit.floor,
            "kind": unit.kind,
        },
        "rent": unit.rent,
        "starts_on": starts_on.isoformat(),
        "notice": "3 months",
        "undertakes": undertakes,
    }


def checksum(terms: dict[str, Any]) -> str:
    """Return the SHA-256 of the terms in their one written form."""
    return hashlib.sha256(json.dumps(terms, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
