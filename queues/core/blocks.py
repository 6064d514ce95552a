"""When a block ends, and how many unanswered offers make one (QUEUE-12 to 14). Pure."""

from datetime import date

from tenants.core.calendar import ONE_DAY, Calendar, Period
from tenants.rulesets.queue_rules import QueueRules, Strikes


def free_from(day: date, period: Period) -> date:
    """Return the first day free again of a block that starts on a day, that day counted."""
    return Calendar().last_day_starting(day, period) + ONE_DAY


def strikes_out(before: int, new: int, rules: Strikes) -> bool:
    """Say whether new unanswered offers, beside those since the last block, reach the number that blocks (QUEUE-12)."""
    return before + new >= rules.count


def misconduct_block(queues: dict[str, QueueRules]) -> Period | None:
    """Return how long misconduct blocks at a landlord: the longest that a queue of its says; None: not at all."""
    periods = [rules.misconduct_block for rules in queues.values() if rules.misconduct_block is not None]
    return max(periods, key=lambda period: free_from(date(2000, 1, 1), period), default=None)
