"""May this person make an interest in this flat now? One question, in earnest and to show the answer beforehand."""

from datetime import datetime

from letting.checks.providers import facts_of
from letting.core.interest import Asking, reasons_against
from letting.core.states import InterestState, ListingState
from letting.models import Interest, Listing
from letting.services.loading import rules_of, scheme_of
from queues.models import Registration
from tenants.core.calendar import local_day
from tenants.models import Identity, Person
from tenants.rulesets.requirement_rules import HouseholdRule
from tenants.rulesets.scheme_rules import Method

TAKES_INTERESTS = frozenset({ListingState.ADVERTISED})
FIRST_COME_TAKES = TAKES_INTERESTS | {ListingState.CHECKING, ListingState.AWARDED}


def reasons_to_refuse(
    listing: Listing, person: Person, registration: Registration | None, mine: Interest | None, *, now: datetime
) -> tuple[str, ...]:
    """Return every reason against an interest (JOUR-1, JOUR-2, QUEUE-2, CHECK-12); none means that it may be made.

    `registration` is the person's in the scheme's queue, `mine` her interest in this advert, whatever became of it.
    """
    scheme, rules, today = scheme_of(listing), rules_of(listing), local_day(now)
    queue = rules.queues[scheme.queue]
    already_made = mine is not None and mine.state != InterestState.WITHDRAWN
    counted = registration is not None and not already_made and queue.max_ongoing_interests is not None
    asking = Asking(
        facts=facts_of(person, provider=rules.checks.provider, today=today, leases=queue.residents_only),
        registered=registration is not None and registration.deactivated_at is None,
        has_personal_number=person.identity == Identity.PERSONAL_NUMBER,
        already_made=already_made,
        ongoing=ongoing(registration) if counted and registration else 0,
        advert_open=advert_is_open(listing, scheme.method),
        advert_last_day=listing.advert_last_day or today,
    )
    household = next((r for s in scheme.requirements if isinstance(r := rules.requirements[s], HouseholdRule)), None)
    return reasons_against(asking, queue, household, listing.unit.home)


def advert_is_open(listing: Listing, method: Method) -> bool:
    """Say whether a listing takes interests by its state; its last day is another question."""
    return listing.state in (FIRST_COME_TAKES if method is Method.FIRST_COME else TAKES_INTERESTS)


def ongoing(registration: Registration) -> int:
    """Count a registration's ongoing interests (JOUR-2)."""
    return Interest.objects.filter(registration=registration, state=InterestState.ONGOING).count()
