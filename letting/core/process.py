"""What happens when: a letting from its advert to its signed lease, read from top to bottom.

`advance` looks at a letting and a moment and says what is due. It sees frozen values and a workday calendar,
never a clock, a database or a setting. Whoever calls it carries the actions out and asks again, until nothing
more is due; so each step here does one thing, and a late step does the same as a punctual one (TIME-7).

The promise, step by step:
1. Advertising ends with its last day; at the letting hour of the next workday those who made an interest are
   ranked and the first `round_size` are offered a viewing (JOUR-3 to 6, TIME-6).
2. The viewing period starts the day the offers went out (JOUR-7, TIME-7). After it, everyone who has not
   answered is told that the answer period runs, from that day (JOUR-10, JOUR-11).
3. No answer in time: the offer expires (JOUR-12). A yes may need a profile in time (CHECK-2).
4. When no offer of the round is pending, the first yes by rank is the candidate (JOUR-13), or staff choose (JOUR-14).
5. Checks passed: the award. Failed, declined or not signed in time: the next yes (JOUR-15, JOUR-19).
6. No yes left: the next round (JOUR-16). Nobody left: advertised again (JOUR-17).
"""

from datetime import date, datetime
from typing import assert_never

from letting.core.actions import (
    Action,
    AwaitChoice,
    CloseWithoutProfile,
    EndAdvert,
    EndViewing,
    Expire,
    FailCandidate,
    LapseAward,
    MakeAward,
    NameCandidate,
    OpenRound,
    PlanRound,
    Readvertise,
    Remind,
    ResumeAdvert,
    WithdrawListing,
)
from letting.core.seen import (
    Outcome,
    Process,
    ProfileState,
    SetOffBy,
    Verdict,
    accepted,
    in_line,
    pending,
    profile_awaited,
)
from letting.core.states import ListingState
from tenants.core.calendar import at_hour, local_day
from tenants.rulesets.scheme_rules import Award, Method


def advance(process: Process, now: datetime, set_off_by: SetOffBy = SetOffBy.STEP) -> Outcome:
    """Return the one thing that is due at `now`, with the state it leads to; else when to look again."""
    match process.state:
        case ListingState.ADVERTISED:
            due = advertised(process, now)
        case ListingState.VIEWING:
            due = overdue(process, now) or viewing_ended(process, now) or decided(process, now, set_off_by)
        case ListingState.ANSWERING:
            due = overdue(process, now) or decided(process, now, set_off_by)
        case ListingState.CHECKING:
            due = profiles_missing(process, now) or checked(process, now) or decided(process, now, set_off_by)
        case ListingState.AWARDED:
            due = unsigned(process, now) or decided(process, now, set_off_by)
        case ListingState.DRAFT | ListingState.LET | ListingState.WITHDRAWN:
            return Outcome(process.state, None)
        case _:
            assert_never(process.state)
    if due is None:
        return Outcome(process.state, None, look_again(process, now))
    state, action = due
    match action:
        case PlanRound(at):
            return Outcome(state, action, at)
        case OpenRound(viewing_last_day=date() as last_day):
            return Outcome(state, action, process.calendar.acted_on_at(last_day))
        case _:
            return Outcome(state, action, rests=False)


Due = tuple[ListingState, Action]


def advertised(process: Process, now: datetime) -> Due | None:
    """The advert: where the first who comes is asked at once, that; else nothing before its end (JOUR-4, SCHEME-2)."""
    if process.scheme.method is Method.FIRST_COME:
        return overdue(process, now) or first_come(process, now)
    if not process.advert_ended:
        return (process.state, EndAdvert()) if now >= advert_end(process) else None
    return nobody_said_yes(process, now, SetOffBy.STEP)


def first_come(process: Process, now: datetime) -> Due | None:
    """First come, first served: whoever came first has the one offer; a no passes it on at once (SCHEME-2)."""
    if pending(process) or profile_awaited(process):
        return None
    if yes := accepted(process):
        return ListingState.CHECKING, NameCandidate(yes[0].pk)
    if process.waiting:
        return process.state, new_round(process, now)
    if now < advert_end(process):
        return None
    return exhausted(process, now)


def overdue(process: Process, now: datetime) -> Due | None:
    """Offers whose last day has passed unanswered expire; those whose last day is today are reminded once (JOUR-12)."""
    late = tuple(
        offer.pk
        for offer in pending(process)
        if offer.answer_last_day and now >= process.calendar.acted_on_at(offer.answer_last_day)
    )
    if late:
        return process.state, Expire(late)
    today = tuple(
        offer.pk
        for offer in pending(process)
        if offer.answer_last_day and not offer.reminded and last_morning(process, offer.answer_last_day, now)
    )
    return (process.state, Remind(today, "answer_due")) if today else profiles_missing(process, now)


def profiles_missing(process: Process, now: datetime) -> Due | None:
    """A yes whose profile was not filed in time is closed; on its last day's morning, a reminder (CHECK-2)."""
    waiting = [o for o in accepted(process) if o.profile is ProfileState.WAITING and o.profile_last_day]
    calendar = process.calendar
    late = tuple(o.pk for o in waiting if o.profile_last_day and now >= calendar.acted_on_at(o.profile_last_day))
    if late:
        return process.state, CloseWithoutProfile(late)
    today = tuple(
        o.pk
        for o in waiting
        if o.profile_last_day and not o.profile_reminded and last_morning(process, o.profile_last_day, now)
    )
    return (process.state, Remind(today, "profile_due")) if today else None


def viewing_ended(process: Process, now: datetime) -> Due | None:
    """The viewing period is over: the answer period runs from the day that is said (JOUR-10, JOUR-11, TIME-7)."""
    if process.viewing_last_day is None or now < process.calendar.acted_on_at(process.viewing_last_day):
        return None
    if not pending(process):
        return None
    waiting = tuple(offer.pk for offer in pending(process) if offer.answer_last_day is None)
    last_day = process.calendar.last_day_starting(local_day(now), process.scheme.answering)
    return ListingState.ANSWERING, EndViewing(last_day, waiting)


def decided(process: Process, now: datetime, set_off_by: SetOffBy) -> Due | None:
    """Nobody is left to answer: the first yes is next in line, or staff choose, or nobody said yes (JOUR-13 to 16).

    Where a yes needs a profile, that of every yes is awaited first, so that the most points decide (CHECK-2).
    """
    if pending(process) or in_line(process) or profile_awaited(process):
        return None
    if not (yes := accepted(process)):
        return nobody_said_yes(process, now, set_off_by)
    if process.scheme.award is Award.FIRST_YES:
        return ListingState.CHECKING, NameCandidate(yes[0].pk)
    return None if process.state is ListingState.CHECKING else (ListingState.CHECKING, AwaitChoice())


def checked(process: Process, now: datetime) -> Due | None:
    """The candidate's checks are done: the award, or the next in line (JOUR-15, JOUR-19)."""
    candidate = in_line(process)
    if candidate is None or process.verdict is Verdict.OPEN:
        return None
    if process.verdict is Verdict.FAILED:
        return process.state, FailCandidate(candidate.pk)
    last_day = process.calendar.last_day_after(local_day(now), process.scheme.signing)
    return ListingState.AWARDED, MakeAward(candidate.pk, last_day)


def unsigned(process: Process, now: datetime) -> Due | None:
    """The award was not signed by its last day: it lapses; on that day's morning, a reminder (JOUR-19)."""
    awarded = in_line(process)
    if awarded is None or process.sign_last_day is None:
        return None
    if now >= process.calendar.acted_on_at(process.sign_last_day):
        return ListingState.CHECKING, LapseAward(awarded.pk)
    if not process.sign_reminded and last_morning(process, process.sign_last_day, now):
        return process.state, Remind((awarded.pk,), "sign_due")
    return None


def nobody_said_yes(process: Process, now: datetime, set_off_by: SetOffBy) -> Due | None:
    """The round is used up: the next one with a timed step, else at the letting hour of the next workday (JOUR-16)."""
    if process.scheme.method is Method.FIRST_COME and (process.waiting or now < advert_end(process)):
        return ListingState.ADVERTISED, ResumeAdvert()
    if process.scheme.method is Method.DIRECT_OFFER:
        return None  # staff offer it to the next, or take it back (SCHEME-6)
    if not process.waiting:
        return exhausted(process, now)
    if process.scheme.round_size is None and process.scheme.method is Method.ROUNDS:
        return None  # staff choose whom to ask, and how many (JOUR-4)
    if process.next_round_at is None and set_off_by is SetOffBy.ANSWER:
        at = process.calendar.workday_after(local_day(now))
        return process.state, PlanRound(at_hour(at, process.calendar.letting_hour))
    if process.next_round_at is not None and now < process.next_round_at:
        return None
    opened = new_round(process, now)
    return (ListingState.VIEWING if opened.viewing_last_day else ListingState.ANSWERING), opened


def new_round(process: Process, now: datetime, interests: tuple[int, ...] | None = None) -> OpenRound:
    """The next in rank are asked, or those named. Viewing starts the day offers are really sent (JOUR-7, TIME-7)."""
    today, calendar, scheme = local_day(now), process.calendar, process.scheme
    viewing = calendar.last_day_starting(today, scheme.viewing) if scheme.viewing else None
    answer = None if viewing else calendar.last_day_after(today, scheme.answering)
    return OpenRound(process.round + 1, process.waiting if interests is None else interests, viewing, answer)


def exhausted(process: Process, now: datetime) -> Due:
    """Nobody is left: advertised again, unless the scheme says otherwise (JOUR-17)."""
    if process.scheme.when_exhausted == "withdraw" or process.scheme.advertising is None:
        return ListingState.WITHDRAWN, WithdrawListing()
    last_day = process.calendar.last_day_starting(local_day(now), process.scheme.advertising)
    return ListingState.ADVERTISED, Readvertise(last_day)


def look_again(process: Process, now: datetime) -> datetime | None:
    """Return the next moment at which something can be due by time alone."""
    calendar = process.calendar
    moments: list[datetime] = []
    if process.state is ListingState.ADVERTISED:
        moments.append(advert_end(process))
    if process.next_round_at:
        moments.append(process.next_round_at)
    if process.state is ListingState.VIEWING and process.viewing_last_day:
        moments.append(calendar.acted_on_at(process.viewing_last_day))
    for offer in pending(process):
        if offer.answer_last_day:
            moments.append(calendar.acted_on_at(offer.answer_last_day))
            if not offer.reminded:
                moments.append(at_hour(offer.answer_last_day, calendar.letting_hour))
    for offer in accepted(process):
        if offer.profile is ProfileState.WAITING and offer.profile_last_day:
            moments.append(calendar.acted_on_at(offer.profile_last_day))
            if not offer.profile_reminded:
                moments.append(at_hour(offer.profile_last_day, calendar.letting_hour))
    if process.sign_last_day and in_line(process):
        moments.append(calendar.acted_on_at(process.sign_last_day))
        if not process.sign_reminded:
            moments.append(at_hour(process.sign_last_day, calendar.letting_hour))
    return min((moment for moment in moments if moment > now), default=None)


def last_morning(process: Process, last_day: date, now: datetime) -> bool:
    """Say whether it is the last day itself, from the letting hour on."""
    return local_day(now) == last_day and now >= at_hour(last_day, process.calendar.letting_hour)


def advert_end(process: Process) -> datetime:
    """Return when the end of advertising is acted on (TIME-6)."""
    return process.calendar.acted_on_at(process.advert_last_day)
