"""Who may register in a queue, and from when someone may make an interest by it. Pure."""

from datetime import date

from tenants.core.calendar import add_months
from tenants.rulesets.queue_rules import QueueRules

MONTHS = 12


def age_on(born: date, day: date) -> int:
    """Return whole years on a day; one born on 29 February grows older on 28 February in other years (QUEUE-2)."""
    years = day.year - born.year
    return years if birthday(born, years) <= day else years - 1


def birthday(born: date, years: int) -> date:
    """Return the day on which someone turns this many years (QUEUE-2)."""
    return add_months(born, years * MONTHS)


def reasons_not_to_register(
    rules: QueueRules, *, born: date, has_personal_number: bool, already: bool, day: date
) -> tuple[str, ...]:
    """Return every reason against a registration; none means that it may be made (QUEUE-2, 3, 4)."""
    return tuple(
        code
        for code, holds in (
            ("already_registered", already),
            ("elsewhere", rules.elsewhere is not None),
            ("too_young", age_on(born, day) < rules.register_age),
            ("no_personal_number", rules.personal_number and not has_personal_number),
        )
        if holds
    )
