"""Who may stand with an applicant by the landlord's rules, and what is asked of those who do. Pure."""

from collections.abc import Mapping
from datetime import date

from queues.core.registering import age_on
from tenants.core.calendar import Period, Unit
from tenants.rulesets import Rules
from tenants.rulesets.queue_rules import QueueRules

OF_AGE = 18
ANSWER_WITHIN = Period(14, Unit.DAYS)
INVITATIONS_A_DAY = 5

# How one may be related to the applicant, by role (QUEUE-18, 20, 21). A guarantor may be anyone.
RELATIONS: Mapping[str, tuple[str, ...]] = {
    "co_applicant": ("spouse", "registered_partner", "cohabitant"),
    "parent": ("parent", "guardian"),
    "guarantor": (),
}


def roles_for(rules: Rules, *, born: date, day: date) -> tuple[str, ...]:
    """Return the roles in which someone may stand with an applicant of this age here (QUEUE-18, 20, 21, CHECK-11).

    A parent signs for a pupil who is not of age, or for an adult child: which of them, the queues' rules say.
    """
    child = "adult_child" if is_of_age(born, day) else "pupil"
    roles = (
        ("co_applicant", any(queue.co_applicants for queue in rules.queues.values())),
        ("parent", any(queue.parent_signs == child for queue in rules.queues.values())),
        ("guarantor", "guarantor" in rules.checks.securities),
    )
    return tuple(role for role, allowed in roles if allowed)


def consents_asked(role: str, rules: Rules) -> tuple[str, ...]:
    """Return the consents that one gives with a yes: those of the queues where the role is one (QUEUE-19)."""
    queues = [queue for queue in rules.queues.values() if _has_role(queue, role)]
    return tuple(dict.fromkeys(kind for queue in queues for kind in queue.consents))


def must_be_of_age(role: str) -> bool:
    """Say whether a role is only for those of age: whoever signs or stands surety binds herself."""
    return role in ("parent", "guarantor")


def is_of_age(born: date, day: date) -> bool:
    """Say whether someone is of age on a day."""
    return age_on(born, day) >= OF_AGE


def _has_role(queue: QueueRules, role: str) -> bool:
    match role:
        case "co_applicant":
            return queue.co_applicants
        case "parent":
            return queue.parent_signs != "never"
        case _:
            return True
