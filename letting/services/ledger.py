"""What a service has to tell: events and letters, gathered in order and written in three statements at the end."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from letting.models import Listing
from letting.services.loading import offered_directly, rules_of, scheme_of
from tenants.actors import Actor
from tenants.events import Fact, record
from tenants.outbox import Letter, post
from tenants.rulesets.scheme_rules import Method


@dataclass(slots=True)
class Ledger:
    """Gathers events and letters about one listing."""

    listing: Listing
    facts: list[Fact] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)

    def note(self, kind: str, person_id: int | None = None, /, **data: Any) -> None:
        """Note an event of the listing."""
        self.facts.append(Fact(kind, self.listing.subject, person_id, data))

    def letter(self, kind: str, person_id: int, key: str, /, **context: Any) -> None:
        """Note a letter to a person; `key` makes a second one of the same impossible."""
        frozen = {name: plain(value) for name, value in context.items()}
        full_key = f"{kind}:{self.listing.pk}:{key}"
        self.letters.append(Letter(kind, full_key, person_id, context={**self.about(), **frozen}))

    def about(self) -> dict[str, Any]:
        """Return the facts of the flat that every letter names, and how it is let."""
        unit = self.listing.unit
        return how_it_is_let(self.listing) | {
            "listing": self.listing.pk,
            "street": unit.street,
            "rooms": unit.rooms,
            "size": float(unit.size),
            "rent": unit.rent,
            "area": unit.area,
            "move_in": plain(self.listing.move_in),
            "unit_kind": unit.kind,
        }

    def write(self, *, by: Actor, now: datetime) -> None:
        """Write everything noted, once."""
        record(self.facts, by=by, now=now)
        post(self.letters, now=now)
        self.facts, self.letters = [], []


def how_it_is_let(listing: Listing) -> dict[str, Any]:
    """Return what a letter's words depend on: who decides, in what order, what silence costs (JOUR-12 to 14)."""
    if listing.ruleset is None:
        return {}
    scheme, strikes = scheme_of(listing), rules_of(listing).queues[scheme_of(listing).queue].strikes
    return {
        "method": scheme.method.value,
        "ranking": scheme.ranking.value,
        "award": scheme.award.value,
        "staff_select": scheme.method is Method.ROUNDS and scheme.round_size is None,
        "offered_directly": offered_directly(listing),
        "strikes": strikes.count if strikes else 0,
    }


def plain(value: Any) -> Any:
    """Return a value as JSON keeps it: dates as ISO text."""
    return value.isoformat() if isinstance(value, date | datetime) else value
