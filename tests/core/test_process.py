"""`advance`: what is due when, on frozen values. JOUR-3 to 19, TIME-6, TIME-7."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from letting.core import actions
from letting.core.process import advance
from letting.core.seen import Offer, Outcome, Process, SetOffBy, Verdict
from letting.core.states import LISTING_MOVES, ListingState, OfferState
from tenants.core.calendar import Calendar
from tenants.rulesets import parse, presets

S, O = ListingState, OfferState  # noqa: E741  (an O of an offer, not a nought)
STOCKHOLM = ZoneInfo("Europe/Stockholm")
RULES = parse(presets()["kopparstaden"].read_text(encoding="utf-8"))
ORDINARY, DIRECT = RULES.schemes["ordinary"], RULES.schemes["direct"]
ADVERTISED = Process(S.ADVERTISED, ORDINARY, Calendar(), date(2026, 5, 15), advert_ended=False)
VIEWING = replace(ADVERTISED, state=S.VIEWING, advert_ended=True, round=1, viewing_last_day=date(2026, 5, 21))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=STOCKHOLM)


def offers(*states: OfferState, last_day: date | None = None) -> tuple[Offer, ...]:
    return tuple(Offer(pk, pk, state, last_day) for pk, state in enumerate(states, 1))


def test_an_advert_ends_at_eight_on_the_workday_after_its_last_day_time_6() -> None:
    before, after = advance(ADVERTISED, at("05-18 07:59:59")), advance(ADVERTISED, at("05-18 08:00"))
    assert before == Outcome(S.ADVERTISED, None, at("05-18 08:00"))
    assert after == Outcome(S.ADVERTISED, actions.EndAdvert(), rests=False)


def test_the_first_ten_are_offered_a_viewing_from_the_day_it_is_really_sent_jour_4_time_7() -> None:
    ended = replace(ADVERTISED, advert_ended=True, waiting=tuple(range(1, 11)))
    punctual, late = advance(ended, at("05-18 08:00")), advance(ended, at("05-20 10:00"))
    assert punctual.action == actions.OpenRound(1, ended.waiting, date(2026, 5, 21), None)
    assert late.action == actions.OpenRound(1, ended.waiting, date(2026, 5, 25), None)
    assert (punctual.state, punctual.look_again_at) == (S.VIEWING, at("05-22 08:00"))


def test_an_advert_that_nobody_answered_begins_again_jour_17() -> None:
    outcome = advance(replace(ADVERTISED, advert_ended=True), at("05-18 08:00"))
    assert outcome == Outcome(S.ADVERTISED, actions.Readvertise(date(2026, 5, 21)), rests=False)


def test_after_the_viewing_those_who_have_not_answered_have_two_workdays_jour_10_and_11() -> None:
    process = replace(VIEWING, offers=(*offers(O.PENDING, O.DECLINED), Offer(3, 3, O.PENDING, date(2026, 5, 22))))
    assert advance(process, at("05-22 08:00")).action is not None
    reminded = replace(process, offers=tuple(replace(offer, reminded=True) for offer in process.offers))
    assert advance(reminded, at("05-22 08:00")) == Outcome(
        S.ANSWERING, actions.EndViewing(date(2026, 5, 25), (1,)), rests=False
    )


def test_an_answer_period_after_an_outage_counts_from_the_message_really_sent_time_7() -> None:
    outcome = advance(replace(VIEWING, offers=offers(O.PENDING)), at("05-26 10:00"))
    assert outcome.action == actions.EndViewing(date(2026, 5, 27), (1,))


def test_no_answer_expires_at_the_next_letting_hour_jour_12() -> None:
    process = replace(VIEWING, state=S.ANSWERING, offers=offers(O.PENDING, O.ACCEPTED, last_day=date(2026, 5, 25)))
    assert advance(process, at("05-26 08:00")).action == actions.Expire((1,))
    assert advance(process, at("05-25 08:00")).action == actions.Remind((1,), "answer_due")


def test_the_first_yes_by_rank_is_next_when_none_is_pending_jour_13() -> None:
    process = replace(VIEWING, state=S.ANSWERING, offers=offers(O.EXPIRED, O.DECLINED, O.ACCEPTED, O.ACCEPTED))
    assert advance(process, at("05-25 09:00"), SetOffBy.ANSWER).action == actions.NameCandidate(3)
    waiting = replace(process, offers=(*process.offers, Offer(9, 9, O.PENDING, date(2026, 5, 25), reminded=True)))
    assert advance(waiting, at("05-25 09:00"), SetOffBy.ANSWER).action is None


def test_a_new_round_waits_for_the_morning_after_an_answer_but_not_after_a_step_jour_16() -> None:
    process = replace(VIEWING, state=S.ANSWERING, offers=offers(O.DECLINED), waiting=(11, 12))
    answered = advance(process, at("05-23 09:00"), SetOffBy.ANSWER)
    stepped = advance(process, at("05-26 08:00"), SetOffBy.STEP)
    assert answered == Outcome(S.ANSWERING, actions.PlanRound(at("05-25 08:00")), at("05-25 08:00"))
    assert stepped.action == actions.OpenRound(2, (11, 12), date(2026, 5, 29), None)


def test_checks_passed_make_the_award_and_failed_ones_pass_it_on_jour_15_and_19() -> None:
    process = replace(VIEWING, state=S.CHECKING, offers=offers(O.CANDIDATE, O.ACCEPTED))
    assert advance(process, at("05-26 08:00")).action is None
    passed = replace(process, verdict=Verdict.PASSED)
    assert advance(passed, at("05-26 08:00")) == Outcome(S.AWARDED, actions.MakeAward(1, date(2026, 6, 1)), rests=False)
    assert advance(replace(process, verdict=Verdict.FAILED), at("05-26 08:00")).action == actions.FailCandidate(1)
    assert advance(
        replace(process, offers=offers(O.FAILED, O.ACCEPTED)), at("05-26 08:00")
    ).action == actions.NameCandidate(2)


def test_an_award_that_is_not_signed_in_time_lapses_jour_19() -> None:
    process = replace(
        VIEWING, state=S.AWARDED, offers=offers(O.AWARDED), sign_last_day=date(2026, 6, 1), sign_reminded=True
    )
    assert advance(process, at("06-01 23:59:59")).look_again_at == at("06-02 08:00")
    assert advance(process, at("06-02 08:00")).action == actions.LapseAward(1)


def test_bostad_direkt_asks_whoever_came_first_at_once_and_passes_a_no_on_scheme_2() -> None:
    direct = replace(ADVERTISED, scheme=DIRECT, waiting=(7,))
    asked = advance(direct, at("05-12 10:00"), SetOffBy.ANSWER)
    assert (asked.state, asked.action) == (S.ADVERTISED, actions.OpenRound(1, (7,), None, date(2026, 5, 15)))
    again = advance(
        replace(direct, round=1, offers=offers(O.DECLINED), waiting=(8,)), at("05-12 11:00"), SetOffBy.ANSWER
    )
    assert again.action == actions.OpenRound(2, (8,), None, date(2026, 5, 15))
    failed = replace(direct, state=S.CHECKING, round=1, offers=offers(O.FAILED), waiting=())
    assert advance(failed, at("05-13 10:00")) == Outcome(S.ADVERTISED, actions.ResumeAdvert(), rests=False)


states = st.sampled_from([S.ADVERTISED, S.VIEWING, S.ANSWERING, S.CHECKING, S.AWARDED])
some_offers = st.lists(st.sampled_from(list(O)), max_size=6).map(
    lambda found: offers(*found, last_day=date(2026, 5, 25))
)
moments = st.datetimes(datetime(2026, 5, 11), datetime(2026, 6, 20)).map(
    lambda moment: moment.replace(tzinfo=STOCKHOLM)
)


@given(
    states,
    some_offers,
    st.lists(st.integers(20, 30), unique=True, max_size=4),
    moments,
    st.sampled_from(list(SetOffBy)),
    st.booleans(),
)
def test_advance_only_makes_moves_of_the_table_and_never_looks_back(
    state: ListingState, found: tuple[Offer, ...], waiting: list[int], now: datetime, set_off_by: SetOffBy, ended: bool
) -> None:
    if sum(offer.state in (O.CANDIDATE, O.AWARDED) for offer in found) > 1:
        return
    process = replace(
        VIEWING, state=state, offers=found, waiting=tuple(waiting), advert_ended=ended, sign_last_day=date(2026, 6, 1)
    )
    outcome = advance(process, now, set_off_by)
    assert outcome.state is state or outcome.state in LISTING_MOVES[state]
    assert outcome.look_again_at is None or outcome.look_again_at > now
    assert outcome.rests or outcome.action is not None
