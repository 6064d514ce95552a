"""May this person make an interest in this flat now? One question, in earnest and to show the answer beforehand."""

from datetime import datetime

from letting.checks.providers import Known, known_of
from letting.core.interest import Asking, reasons_against
from letting.core.states import InterestState, ListingState
from letting.models import Interest, Listing
from letting.services.loading import rules_of, scheme_of
from queues.models import Registration
from tenants.core.calendar import local_day
from tenants.models import Identity, Person
from tenants.rulesets.scheme_rules import Method

TAKES_INTERESTS = frozenset({ListingState.ADVERTISED})
FIRST_COME_TAKES = TAKES_INTERESTS | {ListingState.CHECKING, ListingState.AWARDED}


def reasons_to_refuse(
    listing: Listing, person: Person, registration: Registration | None, mine: Interest | None, *, known: Known,
    now: datetime, made: int | None = None,
) -> tuple[str, ...]:  # fmt: skip
    """Return every reason against an interest (JOUR-1, JOUR-2, QUEUE-2, CHECK-12); none means that it may be made.

    `registration` is the person's in the scheme's queue, `mine` her interest in this advert, whatever became of it,
    `known` what is known of her for this listing (`known_to_ask`); `made` her ongoing interests, if they were counted.
    """
    scheme, rules, today = scheme_of(listing), rules_of(listing), local_day(now)
    queue = rules.queues[scheme.queue]
    already_made = mine is not None and mine.state != InterestState.WITHDRAWN
    counted = registration is not None and not already_made and queue.max_ongoing_interests is not None
    requirements = [rules.requirements[slug] for slug in scheme.requirements]
    asking = Asking(
        facts=known.facts,
        registered=registration is not None and registration.deactivated_at is None,
        has_personal_number=person.identity == Identity.PERSONAL_NUMBER,
        already_made=already_made,
        ongoing=(ongoing(registration) if made is None else made) if counted and registration else 0,
        advert_open=advert_is_open(listing, scheme.method),
        advert_last_day=listing.advert_last_day or today,
        blocked_until=known.bonds.blocked_until,
        exempted=known.bonds.exempted,
        parent_signs=known.bonds.parent_signs,
    )
    return reasons_against(asking, queue, requirements, listing.unit.home)


def known_to_ask(listing: Listing, person_id: int, *, now: datetime) -> Known:
    """Return what is known of a person for an interest in a listing. One statement."""
    provider = rules_of(listing).checks.provider
    return known_of(person_id, provider=provider, today=local_day(now), subject=listing.subject)


def advert_is_open(listing: Listing, method: Method) -> bool:
    """Say whether a listing takes interests by its state; its last day is another question."""
    return listing.state in (FIRST_COME_TAKES if method is Method.FIRST_COME else TAKES_INTERESTS)


def ongoing(registration: Registration) -> int:
    """Count a registration's ongoing interests (JOUR-2)."""
    return Interest.objects.filter(registration=registration, state=InterestState.ONGOING).count()
