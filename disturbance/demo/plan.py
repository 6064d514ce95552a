"""What happens in a night of the demo, to the minute. The same night is always the same; nothing here is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain

from disturbance.core.categories import Category, Danger, Ending
from disturbance.core.nights import night_of
from disturbance.core.steps import HeardFrom, Step
from tenants.core.calendar import at_hour

BEGINS, DUTY = time(20), timedelta(hours=8, minutes=30)  # when patrols go on duty, and for how long
WEEKEND = frozenset({4, 5})


@dataclass(frozen=True, slots=True)
class Said:
    """One step of a course: so many minutes after the call."""

    after: int
    step: Step
    text: str = ""
    heard_from: HeardFrom | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call: so many minutes after eight in the evening, about a home of one of the customers, by a neighbour.

    `patrol` is the place in the list of who drives; none where nobody is sent.
    """

    after: int
    customer: int
    home: int
    category: Category
    told: str
    course: tuple[Said, ...]
    ending: Ending
    patrol: int | None = None
    dangers: frozenset[Danger] = frozenset()


@dataclass(frozen=True, slots=True)
class Act:
    """One step of one of a night's calls, at its moment."""

    at: datetime
    night: date
    number: int
    said: Said

    @property
    def call(self) -> Call:
        """Return the call that it is a step of."""
        return CALLS[self.number]


def _driven(*there: Said, until: int) -> tuple[Said, ...]:
    """Return a course with a patrol: sent, on the way, arrived, what it met there, left, closed."""
    return (
        Said(0, Step.OPENED), Said(2, Step.SENT), Said(3, Step.ON_THE_WAY), Said(14, Step.ARRIVED), *there,
        Said(until, Step.LEFT), Said(until + 1, Step.CLOSED),
    )  # fmt: skip


_SPOKEN = _driven(
    Said(15, Step.HEARD, "Basen hörs genom dörren.", HeardFrom.STAIRWELL),
    Said(17, Step.LET_IN),
    Said(19, Step.SPOKE, "Hyresgästen ber om ursäkt och stänger av."),
    Said(24, Step.QUIET),
    until=26,
)
_NOT_HEARD = _driven(
    Said(16, Step.NOT_HEARD, "", HeardFrom.STAIRWELL), Said(20, Step.NOT_HEARD, "", HeardFrom.YARD), until=23
)
_WENT_ON = _driven(
    Said(15, Step.HEARD, "Röster och musik från flera rum.", HeardFrom.DISTURBED_FLAT),
    Said(18, Step.SPOKE, "Öppnar inte. Svarar genom dörren att det är helg."),
    Said(30, Step.HEARD, "Fortsätter lika högt.", HeardFrom.AT_THE_DOOR),
    until=34,
)
_POLICE = _driven(
    Said(1, Step.POLICE, "Ringde 112, polis på väg."),
    Said(15, Step.HEARD, "Skrik från lägenheten.", HeardFrom.STAIRWELL),
    Said(22, Step.NOTE, "Två poliser är på plats och tar över."),
    until=25,
)
_BEFORE = (Said(0, Step.OPENED), Said(2, Step.SENT), Said(6, Step.TOLD, "Det har blivit tyst."), Said(7, Step.CLOSED))
_NOBODY = (Said(0, Step.OPENED), Said(1, Step.CLOSED))

OFTEN = 0  # the home that disturbs night after night
CALLS = (
    Call(95, 0, OFTEN, Category.MUSIC, "Hög musik ovanför mig sedan klockan nio.", _SPOKEN, Ending.QUIET, 0),
    Call(121, 1, 11, Category.PARTY, "Fest i lägenheten under, folk springer i trappan.", _WENT_ON, Ending.STILL_ON, 1),
    Call(160, 2, 23, Category.ANIMAL, "En hund skäller och ingen verkar vara hemma.", _NOT_HEARD, Ending.NOT_HEARD, 0),
    Call(188, 0, 31, Category.STAIRWELL, "Några sitter i trappan och röker.", _BEFORE, Ending.STOPPED_BEFORE, 1),
    Call(220, 1, 46, Category.QUARREL, "De skriker och något går sönder.", _POLICE, Ending.POLICE, 1,
         frozenset({Danger.VIOLENCE})),
    Call(251, 2, 57, Category.YARD, "Ungdomar med moped på gården.", _NOBODY, Ending.NO_CALL_OUT),
    Call(290, 0, OFTEN, Category.MUSIC, "Nu är musiken på igen, lika högt som förut.", _SPOKEN, Ending.QUIET, 0),
    Call(330, 2, 68, Category.KNOCKING, "Det bankar i väggen, jag kan inte sova.", _SPOKEN, Ending.QUIET, 1),
)  # fmt: skip


def acts_of(night: date) -> list[Act]:
    """Return what happens in a night, in order: on Fridays and Saturdays all of it, on other nights a part."""
    begins = at_hour(night, BEGINS)
    numbers = [number for number in range(len(CALLS)) if night.weekday() in WEEKEND or _happens(number, night)]
    acts = [
        Act(begins + timedelta(minutes=CALLS[number].after + said.after), night, number, said)
        for number in numbers
        for said in CALLS[number].course
    ]
    return sorted(acts, key=lambda act: act.at)


def acts_between(since: datetime, until: datetime) -> list[Act]:
    """Return what happens after one moment and not after another, in order."""
    first, last = night_of(since), night_of(until)
    nights = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [act for act in chain.from_iterable(map(acts_of, nights)) if since < act.at <= until]


def next_after(moment: datetime) -> datetime:
    """Return when something happens next."""
    night = night_of(moment)
    nights = (night, night + timedelta(days=1))
    return next(act.at for act in chain.from_iterable(map(acts_of, nights)) if act.at > moment)


def duty_of(night: date) -> tuple[datetime, datetime]:
    """Return from when to when patrols are on duty in a night."""
    begins = at_hour(night, BEGINS)
    return begins, begins + DUTY


def _happens(number: int, night: date) -> bool:
    return number == OFTEN or (number + night.toordinal()) % 3 == 0
