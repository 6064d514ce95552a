"""May this person make an interest in this flat now? Every reason against it, at once. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from letting.core.answers import Answer, Result
from letting.core.eligibility import household as judge_household
from letting.core.eligibility import moved_in as judge_moved_in
from letting.core.facts import Facts, Home
from queues.core.registering import age_on
from tenants.rulesets.queue_rules import QueueRules
from tenants.rulesets.requirement_rules import HouseholdRule, MovedInRule, RequirementRules


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
    blocked_until: date | None = None
    exempted: frozenset[str] = frozenset()
    parent_signs: bool = False


def reasons_against(
    asking: Asking, queue: QueueRules, requirements: Sequence[RequirementRules], home: Home
) -> tuple[str, ...]:
    """Return every reason against the interest; none: it may be made.

    JOUR-1, JOUR-2, QUEUE-2, 4, 12 to 14, 16, 20, CHECK-12, CHECK-17.
    """
    facts = asking.facts
    closed = not asking.advert_open or facts.today > asking.advert_last_day
    too_many = queue.max_ongoing_interests is not None and asking.ongoing >= queue.max_ongoing_interests
    children = not queue.children_at_home and facts.household is not None and bool(facts.household.children)
    failed = {answer.code for answer in _judged_beforehand(requirements, facts, home) if answer.result is Result.FAIL}
    numbered = asking.has_personal_number
    return tuple(
        code
        for code, holds in (
            ("already_made", asking.already_made),
            ("advert_closed", closed),
            ("not_registered", not asking.registered),
            ("no_personal_number", _excepted("personal_number", queue.personal_number, asking) and not numbered),
            ("too_young", age_on(facts.born, facts.today) < least_age(queue, parent_signs=asking.parent_signs)),
            ("blocked", asking.blocked_until is not None and facts.today < asking.blocked_until),
            ("children_at_home", children),
            ("residents_only", _excepted("residents_only", queue.residents_only, asking) and not facts.leases),
            ("household_too_large", "household_too_large" in failed),
            ("moved_in_recently", "moved_in_recently" in failed),
            ("debts", "debts" in failed),
            ("too_many_ongoing", too_many and not asking.already_made),
        )
        if holds
    )


def _judged_beforehand(requirements: Sequence[RequirementRules], facts: Facts, home: Home) -> Iterator[Answer]:
    """Yield the answers to what is judged when the interest is made already (CHECK-12, CHECK-17)."""
    for rule in requirements:
        if isinstance(rule, HouseholdRule):
            yield judge_household(rule, facts, home)
        elif isinstance(rule, MovedInRule):
            yield judge_moved_in(rule, facts, home)


def least_age(queue: QueueRules, *, parent_signs: bool) -> int:
    """Return the years needed for an interest; a pupil whose parent signs needs only those to register (QUEUE-20)."""
    return queue.register_age if parent_signs and queue.parent_signs == "pupil" else queue.apply_age


def _excepted(rule: str, holds: bool, asking: Asking) -> bool:
    """Say whether a rule holds for someone whom staff may have excepted from it (QUEUE-4, QUEUE-16)."""
    return holds and rule not in asking.exempted
