"""The way of a letting: past steps as they were, coming ones at the earliest, by the calendar that decides."""

from dataclasses import replace
from datetime import date

from letting.core.states import ListingState
from letting.core.timeline import Dates, Progress, Step, StepKey, timeline
from tenants.core.calendar import Calendar
from tenants.rulesets import parse, presets

RULES = parse(presets()["kopparstaden"].read_text(encoding="utf-8"))
ORDINARY, DIRECT = RULES.schemes["ordinary"], RULES.schemes["direct"]
PUBLISHED = Dates(published_on=date(2026, 5, 11), advert_last_day=date(2026, 5, 15))


def may(day: int) -> date:
    return date(2026, 5, day)


def test_the_worked_example_is_planned_from_its_first_day() -> None:
    assert timeline(ListingState.ADVERTISED, PUBLISHED, ORDINARY, Calendar()) == (
        Step(StepKey.ADVERT, may(11), may(15), Progress.NOW, planned=False),
        Step(StepKey.VIEWING, may(18), may(21), Progress.TODO, planned=True),
        Step(StepKey.ANSWER, may(22), may(25), Progress.TODO, planned=True),
        Step(StepKey.CHECK, may(26), None, Progress.TODO, planned=True),
        Step(StepKey.LEASE, None, date(2026, 6, 1), Progress.TODO, planned=True),
    )


def test_a_step_that_was_done_before_its_days_were_promised_has_none() -> None:
    early = replace(PUBLISHED, viewing_first_day=may(18), viewing_last_day=may(21), sign_last_day=may(26))
    steps = timeline(ListingState.AWARDED, early, ORDINARY, Calendar())
    assert steps[2:] == (
        Step(StepKey.ANSWER, None, None, Progress.DONE, planned=False),
        Step(StepKey.CHECK, None, None, Progress.DONE, planned=False),
        Step(StepKey.LEASE, steps[4].first, may(26), Progress.NOW, planned=False),
    )


def test_where_there_is_no_viewing_there_is_no_such_step() -> None:
    keys = [step.key for step in timeline(ListingState.ADVERTISED, PUBLISHED, DIRECT, Calendar())]
    assert keys == [StepKey.ADVERT, StepKey.ANSWER, StepKey.CHECK, StepKey.LEASE]


def test_when_it_is_let_everything_is_done() -> None:
    steps = timeline(ListingState.LET, replace(PUBLISHED, sign_last_day=may(29)), ORDINARY, Calendar())
    assert {step.progress for step in steps} == {Progress.DONE}


WENNERGRENS = parse(presets()["wennergrens"].read_text(encoding="utf-8"))
CHOSEN, DIRECT_OFFER = WENNERGRENS.schemes["ordinary"], WENNERGRENS.schemes["direct_offer"]
A_WEEK = Dates(published_on=date(2026, 5, 11), advert_last_day=date(2026, 5, 17))


def test_jour_4_and_14_where_staff_choose_there_is_a_step_for_it_and_no_days_after_it() -> None:
    steps = timeline(ListingState.ADVERTISED, replace(A_WEEK, advert_ended=True), CHOSEN, Calendar())
    assert [(step.key, step.progress, step.open_ended) for step in steps] == [
        (StepKey.ADVERT, Progress.DONE, False),
        (StepKey.SELECTION, Progress.NOW, False),
        (StepKey.VIEWING, Progress.TODO, True),
        (StepKey.ANSWER, Progress.TODO, True),
        (StepKey.CHOICE, Progress.TODO, True),
        (StepKey.CHECK, Progress.TODO, True),
        (StepKey.LEASE, Progress.TODO, True),
    ]
    assert steps[1].first == may(18)


def test_jour_14_the_choice_is_now_until_somebody_is_in_line() -> None:
    asked = replace(A_WEEK, viewing_first_day=may(18), viewing_last_day=may(22), answer_last_day=may(27))
    now = {
        in_line: [
            step.key
            for step in timeline(ListingState.CHECKING, replace(asked, in_line=in_line), CHOSEN, Calendar())
            if step.progress is Progress.NOW
        ]
        for in_line in (False, True)
    }
    assert now == {False: [StepKey.CHOICE], True: [StepKey.CHECK]}


def test_scheme_2_first_come_has_no_days_before_somebody_has_come() -> None:
    def open_ended(dates: Dates) -> list[StepKey]:
        return [step.key for step in timeline(ListingState.ADVERTISED, dates, DIRECT, Calendar()) if step.open_ended]

    assert open_ended(PUBLISHED) == [StepKey.ANSWER, StepKey.CHECK, StepKey.LEASE]
    assert open_ended(replace(PUBLISHED, answer_last_day=may(13))) == []


def test_scheme_6_a_direct_offer_has_no_advert() -> None:
    asked = replace(A_WEEK, viewing_first_day=may(11), viewing_last_day=may(18), offered_directly=True)
    keys = [step.key for step in timeline(ListingState.VIEWING, asked, DIRECT_OFFER, Calendar())]
    assert keys == [StepKey.VIEWING, StepKey.ANSWER, StepKey.CHECK, StepKey.LEASE]
