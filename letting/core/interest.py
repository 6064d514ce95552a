"""May this person make an interest in this flat now? Every reason against it, at once. Pure."""

from dataclasses import dataclass
from datetime import date

from letting.core.eligibility import Result
from letting.core.eligibility import household as judge_household
from letting.core.facts import Facts, Home
from queues.core.registering import age_on
from tenants.rulesets.queue_rules import QueueRules
from tenants.rulesets.requirement_rules import HouseholdRule


@dataclass(frozen=True, slots=True)
class Asking:
    """Someone who asks to make an interest, as of now."""

    facts: Facts
    registered: bool
    has_personal_number: bool
    already_made: bool
    ongoing: int
    advert_open: bool
    advert_last_day: date


def reasons_against(asking: Asking, queue: QueueRules, household: HouseholdRule | None, home: Home) -> tuple[str, ...]:
    """Return every reason against the interest; none: it may be made (JOUR-1, JOUR-2, QUEUE-2, 4, 16, CHECK-12)."""
    facts = asking.facts
    closed = not asking.advert_open or facts.today > asking.advert_last_day
    too_many = queue.max_ongoing_interests is not None and asking.ongoing >= queue.max_ongoing_interests
    children = not queue.children_at_home and facts.household is not None and bool(facts.household.children)
    crowded = (
        household is not None
        and facts.household is not None
        and judge_household(household, facts, home).result is Result.FAIL
    )
    return tuple(
        code
        for code, holds in (
            ("already_made", asking.already_made),
            ("advert_closed", closed),
            ("not_registered", not asking.registered),
            ("no_personal_number", queue.personal_number and not asking.has_personal_number),
            ("too_young", age_on(facts.born, facts.today) < queue.apply_age),
            ("children_at_home", children),
            ("residents_only", queue.residents_only and not facts.leases),
            ("household_too_large", crowded),
            ("too_many_ongoing", too_many and not asking.already_made),
        )
        if holds
    )
