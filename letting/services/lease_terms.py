"""What a lease says, frozen as data with its checksum; page and PDF are made from it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from letting.checks.parties import Party
from letting.models import Lease, Listing, Unit
from tenants.models import Person
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import DeclarationRule

LONGEST_NOTICE = "3 months"  # of a renter, by the tenancy code


@dataclass(frozen=True, slots=True)
class Renters:
    """Who is bound by a lease: the one who signs, another beside her, and the child that a parent signs for."""

    signer: Person
    co_renter: Person | None = None
    resident: Person | None = None


def terms_of(listing: Listing, party: Party, *, starts_on: date, ends_on: date | None, rules: Rules) -> dict[str, Any]:
    """Return the terms: parties, unit, rent, dates and what the renter undertakes (LEASE-1, LEASE-13, CHECK-15, 16).

    Where a parent signs, the renter is the parent, and the resident the child (QUEUE-20, QUEUE-21).
    """
    renters = Renters(party.signer, party.co_applicant, party.person if party.parent else None)
    months, version = rules.tenancy.notice.months, listing.ruleset.version if listing.ruleset else None
    return {
        **_parties(renters, rules),
        **_home(listing.unit, listing.unit.rent, rules),
        **_time(starts_on, ends_on, months),
        **_duties(rules.schemes[listing.scheme].requirements, rules, version),
    }


def following_terms(
    lease: Lease,
    renters: Renters,
    asked: Iterable[str],
    *,
    starts_on: date,
    ends_on: date | None = None,
    rules: Rules,
    version: int,
) -> dict[str, Any]:
    """Return the terms of a lease that follows another of the same home: rent and notice are as before (LEASE-8 to 10).

    `asked` are the requirements of the change: what is undertaken among them is undertaken with the signature.
    """
    return {
        **_parties(renters, rules),
        **_home(lease.unit, lease.rent, rules),
        **_time(starts_on, ends_on, notice_months(lease.terms) if lease.terms else rules.tenancy.notice.months),
        **_duties(asked, rules, version),
    }


def _parties(renters: Renters, rules: Rules) -> dict[str, Any]:
    landlord = rules.landlord
    return {
        "landlord": {
            "name": landlord.name,
            "address": landlord.address,
            "phone": landlord.phone,
            "email": landlord.email,
        },
        "renter": _named(renters.signer),
        **({"co_renter": _named(renters.co_renter)} if renters.co_renter else {}),
        **({"resident": _named(renters.resident)} if renters.resident else {}),
    }


def _home(unit: Unit, rent: int, rules: Rules) -> dict[str, Any]:
    return {
        "unit": {
            "number": unit.number,
            "street": unit.street,
            "area": unit.area,
            "town": rules.landlord.town,
            "rooms": unit.rooms,
            "size": float(unit.size),
            "floor": unit.floor,
            "kind": unit.kind,
        },
        "rent": rent,
    }


def _time(starts_on: date, ends_on: date | None, months: int) -> dict[str, Any]:
    return {
        "starts_on": starts_on.isoformat(),
        **({"ends_on": ends_on.isoformat()} if ends_on else {}),
        "notice": f"{months} months",
    }


def _duties(asked: Iterable[str], rules: Rules, version: int | None) -> dict[str, Any]:
    """Return what the renter undertakes, and the house rules as they are accepted, with the version of the rules that
    they stand in (LEASE-13).
    """
    undertakes = [
        {"kind": rule.kind, "needed": rule.needed}
        for slug in asked
        if isinstance(rule := rules.requirements[slug], DeclarationRule)
    ]
    texts = [rule.text.model_dump() for rule in rules.tenancy.house_rules]
    return {"undertakes": undertakes, **({"house_rules": {"version": version, "texts": texts}} if texts else {})}


def notice_months(terms: dict[str, Any]) -> int:
    """Return how many months the renter's notice is by a lease's terms; by the code, where they do not say."""
    return int(str(terms.get("notice", LONGEST_NOTICE)).partition(" ")[0])


def _named(person: Person) -> dict[str, str]:
    return {"name": person.full_name, "born": person.born.isoformat()}


def checksum(terms: dict[str, Any]) -> str:
    """Return the SHA-256 of the terms in their one written form."""
    return hashlib.sha256(json.dumps(terms, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
