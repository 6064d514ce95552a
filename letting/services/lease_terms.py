"""What a lease says, frozen as data with its checksum; page and PDF are made from it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from letting.checks.parties import Party
from letting.models import Listing, Unit
from tenants.models import Person
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import DeclarationRule

LONGEST_NOTICE = "3 months"  # of a renter, by the tenancy code


@dataclass(frozen=True, slots=True)
class Home:
    """What is let, by which way of letting, and the version of the rules that it is let under."""

    unit: Unit
    scheme: str
    ruleset_version: int | None


def terms_of(listing: Listing, party: Party, *, starts_on: date, ends_on: date | None, rules: Rules) -> dict[str, Any]:
    """Return the terms: parties, unit, rent, dates and what the renter undertakes (LEASE-1, LEASE-13, CHECK-15, 16).

    Where a parent signs, the renter is the parent, and the resident the child (QUEUE-20, QUEUE-21).
    """
    version = listing.ruleset.version if listing.ruleset else None
    home = Home(listing.unit, listing.scheme, version)
    return terms_for(home, party, starts_on=starts_on, ends_on=ends_on, rules=rules)


def terms_for(
    home: Home, party: Party, *, starts_on: date, ends_on: date | None = None, rules: Rules
) -> dict[str, Any]:
    """Return the terms of a lease of a home, whether or not it was advertised for it."""
    unit, landlord = home.unit, rules.landlord
    undertakes = [
        {"kind": rule.kind, "needed": rule.needed}
        for slug in rules.schemes[home.scheme].requirements
        if isinstance(rule := rules.requirements[slug], DeclarationRule)
    ]
    return {
        "landlord": {
            "name": landlord.name,
            "address": landlord.address,
            "phone": landlord.phone,
            "email": landlord.email,
        },
        "renter": _named(party.signer),
        **({"co_renter": _named(party.co_applicant)} if party.co_applicant else {}),
        **({"resident": _named(party.person)} if party.parent else {}),
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
        **({"ends_on": ends_on.isoformat()} if ends_on else {}),
        "notice": f"{rules.tenancy.notice.months} months",
        "undertakes": undertakes,
        **({"house_rules": _house_rules(home, rules)} if rules.tenancy.house_rules else {}),
    }


def _house_rules(home: Home, rules: Rules) -> dict[str, Any]:
    """Return the house rules as they are accepted, with the version of the rules that they stand in (LEASE-13)."""
    texts = [rule.text.model_dump() for rule in rules.tenancy.house_rules]
    return {"version": home.ruleset_version, "texts": texts}


def notice_months(terms: dict[str, Any]) -> int:
    """Return how many months the renter's notice is by a lease's terms; by the code, where they do not say."""
    return int(str(terms.get("notice", LONGEST_NOTICE)).partition(" ")[0])


def _named(person: Person) -> dict[str, str]:
    return {"name": person.full_name, "born": person.born.isoformat()}


def checksum(terms: dict[str, Any]) -> str:
    """Return the SHA-256 of the terms in their one written form."""
    return hashlib.sha256(json.dumps(terms, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
