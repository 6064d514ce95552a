"""The way of a letting: its steps with their dates, past ones as they were, coming ones at the earliest.

Pure; the same for a listing, an offer, a draft's preview and the workbench, from the same calendar that decides.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from letting.core.states import ListingState
from tenants.core.calendar import Calendar
from tenants.rulesets.scheme_rules import SchemeRules


class StepKey(StrEnum):
    """The steps of the way."""

    ADVERT = "advert"
    VIEWING = "viewing"
    ANSWER = "answer"
    CHECK = "check"
    LEASE = "lease"


class Progress(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from when to its last day. `planned` is true while nothing has been promised yet."""

    key: StepKey
    first: date | None
    last: date | None
    progress: Progress
    planned: bool


@dataclass(frozen=True, slots=True)
class Dates:
    """What a listing knows of its dates so far."""

    published_on: date
    advert_last_day: date
    viewing_first_day: date | None = None
    viewing_last_day: date | None = None
    answer_last_day: date | None = None
    sign_last_day: date | None = None


AT = {
    ListingState.ADVERTISED: StepKey.ADVERT,
    ListingState.VIEWING: StepKey.VIEWING,
    ListingState.ANSWERING: StepKey.ANSWER,
    ListingState.CHECKING: StepKey.CHECK,
    ListingState.AWARDED: StepKey.LEASE,
}


def timeline(state: ListingState, dates: Dates, scheme: SchemeRules, calendar: Calendar) -> tuple[Step, ...]:
    """Return the steps of a letting in order."""
    offered = dates.viewing_first_day or calendar.workday_after(dates.advert_last_day)
    viewing_last = dates.viewing_last_day or (
        calendar.last_day_starting(offered, scheme.viewing) if scheme.viewing else None
    )
    answer_first = calendar.workday_after(viewing_last) if viewing_last else offered
    answer_last = dates.answer_last_day or (
        calendar.last_day_starting(answer_first, scheme.answering)
        if viewing_last
        else calendar.last_day_after(offered, scheme.answering)
    )
    check = calendar.workday_after(answer_last)
    sign_last = dates.sign_last_day or calendar.last_day_after(check, scheme.signing)
    spans = {
        StepKey.ADVERT: (dates.published_on, dates.advert_last_day, False),
        StepKey.VIEWING: (offered, viewing_last, dates.viewing_last_day is None),
        StepKey.ANSWER: (answer_first, answer_last, dates.answer_last_day is None),
        StepKey.CHECK: (check, None, True),
        StepKey.LEASE: (None if dates.sign_last_day is None else check, sign_last, dates.sign_last_day is None),
    }
    keys = [key for key in StepKey if scheme.viewing or key is not StepKey.VIEWING]
    now = keys.index(AT[state]) if state in AT else (len(keys) if state is ListingState.LET else -1)
    return tuple(_step(key, spans[key], _progress(place, now)) for place, key in enumerate(keys))


def _step(key: StepKey, span: tuple[date | None, date | None, bool], progress: Progress) -> Step:
    """Return a step; one that was done before its dates were ever promised has none."""
    first, last, planned = span
    if planned and progress is Progress.DONE:
        return Step(key, None, None, progress, planned=False)
    return Step(key, first, last, progress, planned)


def _progress(place: int, now: int) -> Progress:
    if place == now:
        return Progress.NOW
    return Progress.DONE if place < now else Progress.TODO
