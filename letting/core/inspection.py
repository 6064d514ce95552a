"""How a home is looked over when its lease ends: which inspections, by when, at which times, what is owed (LEASE-11).

Pure. What is told of keys and the hour at which a home is left stands in `letting.core.notice.leave_by`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice

from letting.core.notice import leave_by
from tenants.core.calendar import Calendar, at_hour, local_day
from tenants.rulesets.tenancy_rules import InspectionRules

LETTER_HOUR = time(8)
NEAR_THE_END = timedelta(days=21)  # "close to the last day": move-out inspections are booked from here on
STILL_HOLDS = 6  # months in which what an inspection found tells of a home that someone lives on in (CHECK-17)


class InspectionKind(StrEnum):
    """What is looked for: wear to be put right while there is time, or the home as it is left."""

    PRE = "pre"
    MOVE_OUT = "move_out"


class InspectionState(StrEnum):
    """How far an inspection has come. `held`: the inspector has signed; `signed`: the renter has answered too."""

    WANTED = "wanted"
    BOOKED = "booked"
    HELD = "held"
    SIGNED = "signed"
    CANCELLED = "cancelled"


DONE = (InspectionState.HELD, InspectionState.SIGNED)
# Days before the last day to book on which one who has not booked is reminded.
REMINDED = {InspectionKind.PRE: (7, 3), InspectionKind.MOVE_OUT: (14, 5)}

# Workdays after the inspection on which one who has not answered its protocol is reminded.
ANSWER_REMINDED = (3, 8)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An inspection that a notice asks for, and the last day on which it is normally held."""

    kind: InspectionKind
    by: date


def wanted(rules: InspectionRules, given_on: date, ends_on: date) -> tuple[Wanted, ...]:
    """Return the inspections that a notice asks for; a pre-inspection never after the lease's last day.

    Given on 20 May, with "14 days": the pre-inspection by 3 June. The move-out inspection by the day the home is left.
    """
    found = []
    if rules.pre_within is not None:
        last = Calendar().last_day_after(given_on, rules.pre_within)
        found.append(Wanted(InspectionKind.PRE, min(last, ends_on)))
    if rules.move_out:
        found.append(Wanted(InspectionKind.MOVE_OUT, move_out_by(ends_on)))
    return tuple(found)


def move_out_by(ends_on: date) -> date:
    """Return the last day of a move-out inspection: that on which the home is left."""
    return local_day(leave_by(ends_on))


def bookable(kind: InspectionKind, ends_on: date, now: datetime) -> tuple[datetime, datetime]:
    """Return the moments between which a renter may choose: a time begins after the first and is over by the second.

    A pre-inspection may be later than is normal, while the lease runs; a move-out inspection is near its end.
    """
    if kind is InspectionKind.PRE:
        return now, at_hour(ends_on + timedelta(days=1), time())
    return max(now, at_hour(ends_on - NEAR_THE_END, time())), leave_by(ends_on)


def remind_at(kind: InspectionKind, by: date, now: datetime) -> datetime | None:
    """Return when one who has not booked is next reminded; None when no reminder is left."""
    moments = (at_hour(by - timedelta(days=days), LETTER_HOUR) for days in sorted(REMINDED[kind], reverse=True))
    return next((moment for moment in moments if moment > now), None)


def told_at(starts_at: datetime, now: datetime) -> datetime | None:
    """Return when one is reminded of a booked time: the morning before; None when that has been."""
    moment = at_hour(local_day(starts_at) - timedelta(days=1), LETTER_HOUR)
    return moment if moment > now else None


def answer_at(held_at: datetime, calendar: Calendar, now: datetime) -> datetime | None:
    """Return when one who has not answered a protocol is next reminded; None when no reminder is left.

    Held on Monday 31 August: on Thursday 3 September and on Thursday 10 September, at 08:00.
    """
    after = list(islice(calendar.workdays_from(local_day(held_at) + timedelta(days=1)), max(ANSWER_REMINDED)))
    moments = (at_hour(after[number - 1], LETTER_HOUR) for number in ANSWER_REMINDED)
    return next((moment for moment in moments if moment > now), None)


@dataclass(frozen=True, slots=True)
class Found:
    """What a remark comes to: worn by more than living, and what that costs in kronor."""

    abnormal: bool
    cost: int


def damages(remarks: Iterable[Found]) -> int:
    """Return what wear beyond the normal costs; normal wear costs nothing (LEASE-11)."""
    return sum(remark.cost for remark in remarks if remark.abnormal)


def is_late(rules: InspectionRules, ends_on: date, *, approved_at: datetime | None, keys_in_at: datetime | None,
            now: datetime) -> bool:  # fmt: skip
    """Say whether a home is left too late: keys, and where the landlord says so the approval, after 12:00 of the day.

    What has not happened yet counts as happening now. 12:00:00 is in time.
    """
    by = leave_by(ends_on)
    asked = [keys_in_at, approved_at] if rules.approved_by_noon else [keys_in_at]
    return any((moment or now) > by for moment in asked)
