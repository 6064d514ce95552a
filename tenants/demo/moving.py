"""Moving the demo's clock forward, and living through what falls due on the way."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import Max
from django.urls import get_urlconf, set_urlconf

from tenants import clock, events, mailing, ticking
from tenants.core.calendar import at_hour, later, local_day
from tenants.landlords import rules_today
from tenants.models import DemoClock, Event, Landlord
from tenants.rulesets import Rules
from tenants.scoping import scope

MOST_STOPS = 300


class Step(StrEnum):
    """How far to move."""

    EVENT = "event"
    WORKDAY = "workday"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened on the way: sentences of the landlord's log with how often, and mails that went."""

    sentences: dict[str, int]
    mails: int

    @property
    def number(self) -> int:
        """Return how many things happened."""
        return sum(self.sentences.values())


@dataclass(frozen=True, slots=True)
class Script:
    """What happens in the demo by itself: when next after a moment, and how it happens between two moments."""

    coming: Callable[[datetime], datetime | None]
    play: Callable[[datetime, datetime], None]


scripts: list[Script] = []  # each app's own
UNPLAYED = timedelta(hours=12)  # what was to happen while the clock went by itself is made up for


def target_of(step: Step, rules: Rules, now: datetime) -> datetime | None:
    """Return where a step leads for the landlord in scope; None where nothing is coming."""
    match step:
        case Step.EVENT:
            return ticking.next_due()
        case Step.HOUR:
            return later(now, timedelta(hours=1))
        case Step.WORKDAY:
            today, hour = local_day(now), rules.calendar.letting_hour
            early = rules.workdays.is_workday(today) and now < at_hour(today, hour)
            return at_hour(today if early else rules.workdays.workday_after(today), hour)


def move(told_of: Iterable[int], target: datetime) -> Happened:
    """Move the clock to a moment, stopping wherever something falls due, so that every step is in time (TIME-7).

    Returns what happened at the landlords that are to be told of. Not in a transaction: each row is advanced in one
    of its own, as the minute's tick does it.
    """
    last = {landlord: _last_event(landlord) for landlord in told_of}
    landlords = list(Landlord.objects.values_list("pk", flat=True))
    since, mails = clock.now() - UNPLAYED, 0
    for _stop in range(MOST_STOPS):
        due = next_stop(landlords)
        if due is None or due > target:
            break
        mails += _arrive(since, due)
        since = due
    mails += _arrive(since, target)
    told = sum((_told(landlord, after) for landlord, after in last.items()), Counter[str]())
    return Happened(dict(told), mails)


def next_stop(landlords: Iterable[int]) -> datetime | None:
    """Return when something happens next, at some landlords or by itself."""
    now = clock.now()
    with scope(*landlords):
        due = ticking.next_due()
    moments = [due, *(script.coming(now) for script in scripts)]
    return min((moment for moment in moments if moment is not None), default=None)


def _arrive(since: datetime, moment: datetime) -> int:
    set_clock(moment)
    now, of_request = clock.now(), get_urlconf()
    set_urlconf(None)  # as in a worker: mails lead to a landlord's pages, at whichever host the clock is moved
    try:
        for script in scripts:
            script.play(since, moment)
        ticking.tick(now)
        return mailing.send_due(now)
    finally:
        set_urlconf(of_request)


def _last_event(landlord: int) -> int:
    with scope(landlord):
        return Event.objects.aggregate(last=Max("pk"))["last"] or 0


def _told(landlord: int, after: int) -> Counter[str]:
    with scope(landlord):
        names = events.names_in(rules_today(local_day(clock.now())))
        rows = Event.objects.filter(pk__gt=after).order_by("pk")
        return Counter(events.sentence(event, names=names) for event in rows)


@transaction.atomic
def set_clock(moment: datetime) -> None:
    """Move the clock forward to a moment; it never goes back."""
    row, _made = DemoClock.objects.get_or_create(pk=1)
    row = DemoClock.objects.select_for_update().get(pk=row.pk)
    ahead = later(moment, timedelta()) - clock.now()
    if ahead > timedelta():
        row.offset += ahead
        row.save(update_fields=["offset"])
