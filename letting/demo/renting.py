"""The one of the named persons who rents here already, a home and where there are any a place to park."""

from datetime import date, time

from letting.checks.parties import Party
from letting.models import Lease, Listing, Unit, UnitKind
from letting.services.lease_terms import checksum, terms_of
from tenants.core.calendar import add_months, at_hour
from tenants.models import Person, Ruleset

RENTS = "Ylva"
YEARS = 5
NOON = time(12)


def let_homes(person_id: int, units: list[Unit], ruleset: Ruleset, today: date) -> None:
    """Let her have rented one unit of each kind for years; they are taken from what is there."""
    person = Person.objects.get(pk=person_id)
    starts_on = add_months(today.replace(day=1), -12 * YEARS)
    for kind in (UnitKind.APARTMENT, UnitKind.VEHICLE_SPACE):
        place = next((place for place, unit in enumerate(units) if unit.kind == kind), None)
        if place is not None:
            _let(units.pop(place), person, ruleset, starts_on)


def _let(unit: Unit, person: Person, ruleset: Ruleset, starts_on: date) -> None:
    scheme = next(slug for slug, one in ruleset.rules.schemes.items() if unit.kind in one.kinds)
    advert = Listing(unit=unit, scheme=scheme, ruleset=ruleset)
    terms = terms_of(advert, Party(person), starts_on=starts_on, ends_on=None, rules=ruleset.rules)
    signed_at = at_hour(add_months(starts_on, -1), NOON)
    Lease.objects.create(
        unit=unit, person=person, starts_on=starts_on, rent=unit.rent, terms=terms, sha256=checksum(terms),
        made_at=signed_at, signed_at=signed_at, look_again_at=signed_at,
    )  # fmt: skip
