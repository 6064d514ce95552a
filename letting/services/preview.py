"""Could this person make an interest in this flat? The same questions as in earnest, without locks or writes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from letting.core.facts import Facts
from letting.core.states import InterestState
from letting.models import Interest, Listing
from letting.services.adverts import standing
from letting.services.asking import known_to_ask, reasons_to_refuse
from letting.services.loading import rules_of, scheme_of
from queues.core.points import points_on
from queues.models import Registration
from tenants.core.calendar import local_day
from tenants.models import Person
from tenants.rulesets.queue_rules import QueueRules


@dataclass(frozen=True, slots=True)
class Preview:
    """Every reason against an interest, one's own interest if it is made, and what is known of the person.

    `points` are those that she has today in the queue it is let by; None where she does not stand in it.
    """

    reasons: tuple[str, ...]
    interest: Interest | None
    facts: Facts
    blocked_until: date | None = None
    points: int | None = None


def preview(listing: Listing, person: Person, *, now: datetime) -> Preview:
    """Answer "could I apply?" for a published listing, as `express_interest` would."""
    scheme = scheme_of(listing)
    interests = Interest.objects.filter(listing=listing, cycle=listing.cycle, person=person.pk)
    mine = interests.select_related("registration").first()
    registration = mine.registration if mine else _registration(person, scheme.queue)
    known, queue = known_to_ask(listing, person.pk, now=now), rules_of(listing).queues[scheme.queue]
    return Preview(
        reasons=reasons_to_refuse(
            listing, person, registration, mine, known=known, now=now, made=getattr(registration, "made", None)
        ),
        interest=mine if mine and mine.state != InterestState.WITHDRAWN else None,
        facts=known.facts,
        blocked_until=known.bonds.blocked_until,
        points=_points(registration, person, queue, local_day(now)) if registration else None,
    )


def _points(row: Registration, person: Person, queue: QueueRules, today: date) -> int | None:
    if row.deactivated_at is not None or row.points_hidden_at is not None:
        return None
    return points_on(standing(queue, row.points_from, row.renewed_on, person.last_login_on), today)


def _registration(person: Person, queue: str) -> Registration | None:
    """Return an active registration with its ongoing interests counted, as `asking.ongoing` counts them."""
    rows = Registration.objects.filter(Registration.is_active, person=person.pk, queue__slug=queue)
    ongoing = Q(interests__state=InterestState.ONGOING)
    return rows.annotate(made=Count("interests", filter=ongoing)).first()
