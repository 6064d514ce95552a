"""When does a lease end that someone gives notice of? (LEASE-2 to 4, and the tenancy code). Pure.

The landlord's rules hold where they are better for the renter than the tenancy code, and the code where it is better.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tenants.core.calendar import Calendar, add_months, at_hour
from tenants.rulesets.tenancy_rules import NoticeReason, NoticeRules, TwoOnLease

ESTATE_MONTHS = 1  # an estate's notice by the code, if it is given within a month of the death
KEYS_BY = time(12)


@dataclass(frozen=True, slots=True)
class Term:
    """How long one notice runs. `months` are whole months from the next turn of the month; `ends_on` is the last day.

    `needs_document` and `staff_decide`: until staff have said yes the ordinary notice holds.
    """

    reason: NoticeReason
    months: int
    ends_on: date
    needs_document: bool = False
    staff_decide: bool = False

    @property
    def is_conditional(self) -> bool:
        """Say whether staff look at something first."""
        return self.needs_document or self.staff_decide


def month_end(given_on: date, months: int) -> date:
    """Return the month's end that comes at the earliest so many months after a day.

    Three months: given on 15 or 31 March, 30 June; on 1 April, 31 July.
    """
    return add_months(given_on.replace(day=1), months + 1) - timedelta(days=1)


def ordinary(rules: NoticeRules, given_on: date) -> Term:
    """Return the notice that needs no reason (LEASE-2)."""
    return Term(NoticeReason.MOVE_OUT, rules.months, month_end(given_on, rules.months))


def term(rules: NoticeRules, reason: NoticeReason, given_on: date, *, died_on: date | None = None) -> Term | str:
    """Return how long a notice runs for its reason (LEASE-3, LEASE-4).

    Refused with a code: `not_a_ground` (the rules know no such reason), `death_day_missing`, `death_day_ahead`.
    """
    if reason is NoticeReason.MOVE_OUT:
        return ordinary(rules, given_on)
    if reason is NoticeReason.ESTATE:
        return _after_death(rules, given_on, died_on)
    ground = rules.grounds.get(reason)
    if ground is None:
        return "not_a_ground"
    end = month_end(given_on, ground.months)
    return Term(reason, ground.months, end, ground.document, ground.staff_decide)


def _after_death(rules: NoticeRules, given_on: date, died_on: date | None) -> Term | str:
    if died_on is None:
        return "death_day_missing"
    if died_on > given_on:
        return "death_day_ahead"
    months, document = rules.months, False
    if given_on <= add_months(died_on, 1):
        months = ESTATE_MONTHS
    ground = rules.grounds.get(NoticeReason.ESTATE)
    if ground is not None:
        document = ground.document
        if ground.within is None or given_on <= Calendar().last_day_after(died_on, ground.within):
            months = min(months, ground.months)
    return Term(NoticeReason.ESTATE, months, month_end(given_on, months), document)


def leaves_on(rules: TwoOnLease, reason: NoticeReason, given_on: date, ends_on: date) -> date:
    """Return the last day of the one of two who leaves, where the other stays (LEASE-9).

    Against the one who stays a notice is never shorter than the rule says, whatever the reason makes it against the
    landlord; an estate's is not made longer.
    """
    if reason is NoticeReason.ESTATE:
        return ends_on
    return max(ends_on, month_end(given_on, rules.months))


def leave_by(ends_on: date) -> datetime:
    """Return when the home is to be left and the keys handed in (LEASE-11, § 7 of the code).

    At 12:00 the day after the last; a Saturday, a Sunday, a holiday or an eve that is treated as one puts it off to
    the next day that is none. The landlord's own closed days do not.
    """
    day = ends_on + timedelta(days=1)
    while not Calendar().is_workday(day):
        day += timedelta(days=1)
    return at_hour(day, KEYS_BY)


def reasons(rules: NoticeRules) -> tuple[NoticeReason, ...]:
    """Return the reasons that a renter may choose between; a death is told of to staff."""
    own = [reason for reason in NoticeReason if reason in rules.grounds and reason is not NoticeReason.ESTATE]
    return (NoticeReason.MOVE_OUT, *own)
