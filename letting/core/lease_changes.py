"""When may a lease be changed, and from which day? (LEASE-7 to 10, and the tenancy code). Pure.

A landlord answers within three weeks of a complete application (§ 32). What holds from a month's turn holds from the
first one that has so many whole calendar months before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from letting.core.answers import NOT_KNOWN, PASSED, Answer, Result
from tenants.core.calendar import Calendar, Period, Unit, add_months
from tenants.rulesets.change_rules import (
    ChangeGround,
    ChangeKind,
    ChangeReason,
    ChangeRules,
    SubletRules,
    SwapRules,
)
from tenants.rulesets.queue_rules import PointsTakenBy

ANSWERED_WITHIN = Period(21, Unit.DAYS)
TURNS_SHOWN = 6
SUBLET_ENDS_SOON = timedelta(days=30)
WHOLE = 100  # per cent
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Applied:
    """What an application says: why, from which day, and what its kind asks for beside that.

    `since_on` is from when the other is registered at the address, `lived_since` from when the renter has had the home,
    `lease_ends` its lease's last day if that is known,
    `has_pupil` that a parent signed for the one who lives there.
    """

    kind: ChangeKind
    reason: ChangeReason
    text: str = ""
    from_on: date | None = None
    until_on: date | None = None
    rent_asked: int | None = None
    own_rent: int = 0
    since_on: date | None = None
    lived_since: date | None = None
    lease_ends: date | None = None
    has_pupil: bool = False
    documents: int = 0


def first_turn(complete_on: date, ahead: int) -> date:
    """Return the first day of a month that has so many whole calendar months before it, after a day.

    Two months ahead: complete on 31 May, 1 August; on 1 June, 1 September. None ahead: the next turn of the month.
    """
    return add_months(complete_on.replace(day=1), ahead + 1)


def turns(complete_on: date, ahead: int) -> tuple[date, ...]:
    """Return the turns of the month that can be chosen if the application is complete on a day."""
    first = first_turn(complete_on, ahead)
    return tuple(add_months(first, number) for number in range(TURNS_SHOWN))


def takes_effect(wanted: date, *, complete_on: date, decided_on: date, ahead: int) -> date:
    """Return from when a granted application holds: as wished, but no earlier than the rules and the decision allow."""
    return max(wanted, first_turn(complete_on, ahead), first_turn(decided_on, 0))


def answered_by(complete_on: date) -> date:
    """Return the last day for the landlord's answer: three weeks from the complete application (§ 32)."""
    return Calendar().last_day_after(complete_on, ANSWERED_WITHIN)


def rent_ceiling(own_rent: int, rules: SubletRules) -> int:
    """Return the highest rent of a sublet, whole kronor a month: one's own and the addition for furniture (§ 55)."""
    return own_rent * (WHOLE + rules.above_rent) // WHOLE


def documents_asked(rules: ChangeRules, reason: ChangeReason) -> bool:
    """Say whether something must be shown with a reason."""
    ground = rules.grounds.get(reason)
    contract = isinstance(rules, SubletRules) and rules.contract
    return contract or (ground is not None and ground.document is not None)


def reasons_of(kind: ChangeKind, rules: ChangeRules) -> tuple[ChangeReason, ...]:
    """Return the reasons that count; own words where the landlord has listed none."""
    return tuple(one for one in ChangeReason if one in rules.grounds) or (ChangeReason.OTHER,)


def reasons_against(rules: ChangeRules, applied: Applied, *, today: date) -> tuple[str, ...]:
    """Return every code of what stands against an application; none: it can be sent (LEASE-7 to 10).

    `no_such_reason`, `text_missing`, `document_missing`, `not_a_turn`, `lived_too_short`, `since_missing`,
    `since_ahead`, `registered_too_short`, and of a sublet `from_missing`, `from_passed`, `until_wrong`,
    `sublet_past_lease`, `sublet_too_short`, `sublet_too_long`, `rent_missing`, `rent_above_ceiling`.
    """
    no_pupil = applied.reason is ChangeReason.PUPIL and not applied.has_pupil
    if no_pupil or applied.reason not in reasons_of(applied.kind, rules):
        return ("no_such_reason",)
    return tuple(dict.fromkeys(_against(rules, applied, today)))


def _against(rules: ChangeRules, applied: Applied, today: date) -> Iterator[str]:
    ground = rules.grounds.get(applied.reason, ChangeGround())
    if applied.reason is ChangeReason.OTHER and not applied.text.strip():
        yield "text_missing"
    if documents_asked(rules, applied.reason) and not applied.documents:
        yield "document_missing"
    if isinstance(rules, SubletRules):
        yield from _against_sublet(rules, ground, applied, today)
        return
    if applied.from_on not in turns(today, rules.ahead):
        yield "not_a_turn"
    if isinstance(rules, SwapRules):
        if applied.lived_since is None or Calendar().last_day_after(applied.lived_since, rules.residence) > today:
            yield "lived_too_short"
        return
    if applied.since_on is not None and applied.since_on > today:
        yield "since_ahead"
    elif ground.at_least is not None and applied.since_on is None:
        yield "since_missing"
    elif registered(ground, applied.since_on, today).result is Result.FAIL:
        yield "registered_too_short"


def _against_sublet(rules: SubletRules, ground: ChangeGround, applied: Applied, today: date) -> Iterator[str]:
    if applied.from_on is None or applied.until_on is None:
        yield "from_missing"
        return
    if applied.from_on < today:
        yield "from_passed"
    if applied.until_on < applied.from_on:
        yield "until_wrong"
    elif applied.lease_ends is not None and applied.until_on > applied.lease_ends:
        yield "sublet_past_lease"
    elif ground.at_least is not None and applied.until_on < _last_day(applied.from_on, ground.at_least):
        yield "sublet_too_short"
    elif rules.longest is not None and applied.until_on > _last_day(applied.from_on, rules.longest):
        yield "sublet_too_long"
    if applied.rent_asked is None:
        yield "rent_missing"
    elif applied.rent_asked > rent_ceiling(applied.own_rent, rules):
        yield "rent_above_ceiling"


def longer_than_usual(rules: SubletRules, from_on: date, until_on: date) -> bool:
    """Say whether a sublet is longer than what is normally granted (LEASE-7)."""
    return rules.usual is not None and until_on > _last_day(from_on, rules.usual)


def registered(ground: ChangeGround, since_on: date | None, today: date) -> Answer:
    """Judge how long the other has been registered at the address (LEASE-9, LEASE-10)."""
    if ground.at_least is None:
        return PASSED
    if since_on is None:
        return NOT_KNOWN
    long = Calendar().last_day_after(since_on, ground.at_least) <= today
    return PASSED if long else Answer(Result(ground.shorter), "registered_too_short")


def _last_day(from_on: date, period: Period) -> date:
    return Calendar().last_day_starting(from_on, period)


def points_taken_by(kind: ChangeKind, reason: ChangeReason) -> PointsTakenBy | None:
    """Return as what a change takes points, if the queue's rules say so (QUEUE-10); None for one that never does."""
    match kind:
        case ChangeKind.SWAP:
            return "swap"
        case ChangeKind.ADDITION:
            return "added"
        case ChangeKind.TRANSFER if reason in (ChangeReason.DEATH, ChangeReason.DEATH_KIN):
            return "death"
        case ChangeKind.TRANSFER if reason is ChangeReason.SEPARATION:
            return "separation"
    return None
