"""The way of a letting: its steps with their dates, past ones as they were, coming ones at the earliest.

Pure; the same for a listing, an offer, a draft's preview and the workbench, from the same calendar that decides.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from letting.core.states import ListingState
from tenants.core.calendar import Calendar
from tenants.rulesets.scheme_rules import Award, Method, SchemeRules


class StepKey(StrEnum):
    """The steps of the way, in order."""

    ADVERT = "advert"
    SELECTION = "selection"
    VIEWING = "viewing"
    ANSWER = "answer"
    CHOICE = "choice"
    CHECK = "check"
    LEASE = "lease"


class Progress(StrEnum):
    """Where a step stands."""

    DONE = "done"
    NOW = "now"
    TODO = "todo"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from when to its last day. `planned` is true while nothing has been promised yet.

    `open_ended`: its days are the earliest possible, and depend on when somebody makes an interest, or staff choose.
    """

    key: StepKey
    first: date | None
    last: date | None
    progress: Progress
    planned: bool
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """What a listing knows of its dates so far, and of what has no date: the advert's end, that staff have chosen."""

    published_on: date
    advert_last_day: date
    viewing_first_day: date | None = None
    viewing_last_day: date | None = None
    answer_last_day: date | None = None
    sign_last_day: date | None = None
    advert_ended: bool = False
    offered_directly: bool = False
    in_line: bool = False


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
        StepKey.SELECTION: (calendar.workday_after(dates.advert_last_day), None, True),
        StepKey.VIEWING: (offered, viewing_last, dates.viewing_last_day is None),
        StepKey.ANSWER: (answer_first, answer_last, dates.answer_last_day is None),
        StepKey.CHOICE: (check, None, True),
        StepKey.CHECK: (check, None, True),
        StepKey.LEASE: (None if dates.sign_last_day is None else check, sign_last, dates.sign_last_day is None),
    }
    keys = steps_of(scheme, offered_directly=dates.offered_directly)
    now = _now(state, dates, keys)
    waits = _open_ended(dates, keys, scheme)
    return tuple(
        _step(key, spans[key], _progress(place, now), open_ended=key in waits) for place, key in enumerate(keys)
    )


def steps_of(scheme: SchemeRules, *, offered_directly: bool = False) -> list[StepKey]:
    """Return the steps that a way of letting has: no advert, no viewing, or staff who choose (JOUR-4, 14, SCHEME-6)."""
    direct = offered_directly or scheme.method is Method.DIRECT_OFFER
    left_out = {
        StepKey.ADVERT: direct,
        StepKey.SELECTION: direct or scheme.method is not Method.ROUNDS or scheme.round_size is not None,
        StepKey.VIEWING: scheme.viewing is None,
        StepKey.CHOICE: scheme.award is not Award.STAFF_CHOICE,
    }
    return [key for key in StepKey if not left_out.get(key, False)]


def _now(state: ListingState, dates: Dates, keys: list[StepKey]) -> int:
    """Return the place of the step that goes on; before the first for a draft, after the last when it is let."""
    if state is ListingState.LET:
        return len(keys)
    key = AT.get(state)
    if key is StepKey.ADVERT and dates.advert_ended and StepKey.SELECTION in keys:
        key = StepKey.SELECTION
    if key is StepKey.CHECK and StepKey.CHOICE in keys and not dates.in_line:
        key = StepKey.CHOICE
    return keys.index(key) if key in keys else -1


def _open_ended(dates: Dates, keys: list[StepKey], scheme: SchemeRules) -> set[StepKey]:
    """Return the steps whose days nobody can plan: after an interest, or a choice, that has not been made."""
    asked = dates.viewing_first_day is not None or dates.answer_last_day is not None
    waits: set[StepKey] = set()
    if not asked and (StepKey.SELECTION in keys or scheme.method is Method.FIRST_COME):
        waits |= {StepKey.VIEWING, StepKey.ANSWER, StepKey.CHOICE, StepKey.CHECK, StepKey.LEASE}
    if StepKey.CHOICE in keys and not dates.in_line:
        waits |= {StepKey.CHECK, StepKey.LEASE}
    if dates.sign_last_day is not None:
        waits -= {StepKey.LEASE}
    return waits


def _step(key: StepKey, span: tuple[date | None, date | None, bool], progress: Progress, *, open_ended: bool) -> Step:
    """Return a step; one that was done before its dates were ever promised has none."""
    first, last, planned = span
    if planned and progress is Progress.DONE:
        return Step(key, None, None, progress, planned=False)
    return Step(key, first, last, progress, planned, open_ended=open_ended and progress is Progress.TODO)


def _progress(place: int, now: int) -> Progress:
    if place == now:
        return Progress.NOW
    return Progress.DONE if place < now else Progress.TODO
