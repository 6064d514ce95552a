"""Could this person make an interest in this flat? The same questions as in earnest, without locks or writes."""

from dataclasses import dataclass
from datetime import datetime

from letting.checks.providers import facts_of
from letting.core.facts import Facts
from letting.core.interest import Asking, reasons_against
from letting.core.states import InterestState
from letting.models import Interest, Listing
from letting.services.interests import advert_is_open
from letting.services.loading import rules_of, scheme_of
from queues.models import Registration
from tenants.core.calendar import local_day
from tenants.models import Identity, Person
from tenants.rulesets.requirement_rules import HouseholdRule


@dataclass(frozen=True, slots=True)
class Preview:
    """Every reason against an interest, one's own interest if it is made, and what is known of the person."""

    reasons: tuple[str, ...]
    interest: Interest | None
    facts: Facts


def preview(listing: Listing, person: Person, *, now: datetime) -> Preview:
    """Answer "could I apply?" for a published listing, as `express_interest` would (JOUR-1, 2, QUEUE-2, CHECK-12)."""
    scheme, rules, today = scheme_of(listing), rules_of(listing), local_day(now)
    queue = rules.queues[scheme.queue]
    mine = (
        Interest.objects.filter(listing=listing, cycle=listing.cycle, person=person.pk)
        .exclude(state=InterestState.WITHDRAWN)
        .select_related("registration")
        .first()
    )
    registration = mine.registration if mine else _registration(person, scheme.queue)
    limited = mine is None and registration is not None and queue.max_ongoing_interests is not None
    asking = Asking(
        facts=facts_of(person, provider=rules.checks.provider, today=today),
        registered=registration is not None and registration.deactivated_at is None,
        has_personal_number=person.identity == Identity.PERSONAL_NUMBER,
        already_made=mine is not None,
        ongoing=_ongoing(registration) if limited and registration else 0,
        advert_open=advert_is_open(listing, scheme.method),
        advert_last_day=listing.advert_last_day or today,
    )
    household = next((r for s in scheme.requirements if isinstance(r := rules.requirements[s], HouseholdRule)), None)
    return Preview(reasons_against(asking, queue, household, listing.unit.home), mine, asking.facts)


def _registration(person: Person, queue: str) -> Registration | None:
    return Registration.objects.filter(Registration.is_active, person=person.pk, queue__slug=queue).first()


def _ongoing(registration: Registration) -> int:
    return Interest.objects.filter(registration=registration, state=InterestState.ONGOING).count()
