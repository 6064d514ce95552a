"""Could this person make an interest in this flat? The same questions as in earnest, without locks or writes."""

from dataclasses import dataclass
from datetime import date, datetime

from letting.core.facts import Facts
from letting.core.states import InterestState
from letting.models import Interest, Listing
from letting.services.asking import known_to_ask, reasons_to_refuse
from letting.services.loading import scheme_of
from queues.models import Registration
from tenants.models import Person


@dataclass(frozen=True, slots=True)
class Preview:
    """Every reason against an interest, one's own interest if it is made, and what is known of the person."""

    reasons: tuple[str, ...]
    interest: Interest | None
    facts: Facts
    blocked_until: date | None = None


def preview(listing: Listing, person: Person, *, now: datetime) -> Preview:
    """Answer "could I apply?" for a published listing, as `express_interest` would."""
    scheme = scheme_of(listing)
    interests = Interest.objects.filter(listing=listing, cycle=listing.cycle, person=person.pk)
    mine = interests.select_related("registration").first()
    registration = mine.registration if mine else _registration(person, scheme.queue)
    known = known_to_ask(listing, person.pk, now=now)
    return Preview(
        reasons=reasons_to_refuse(listing, person, registration, mine, known=known, now=now),
        interest=mine if mine and mine.state != InterestState.WITHDRAWN else None,
        facts=known.facts,
        blocked_until=known.bonds.blocked_until,
    )


def _registration(person: Person, queue: str) -> Registration | None:
    return Registration.objects.filter(Registration.is_active, person=person.pk, queue__slug=queue).first()
