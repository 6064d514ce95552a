"""What the process can ask for. Each action is carried out in one place, `letting.services.carrying`."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DueKind = Literal["answer_due", "profile_due", "sign_due"]  # which last day a reminder is of


@dataclass(frozen=True, slots=True)
class EndAdvert:
    """Close the advert: rank those who made an interest, as of its last day (JOUR-22)."""


@dataclass(frozen=True, slots=True)
class OpenRound:
    """Send offers to these interests, in this order. Without viewing the answer period runs at once."""

    round: int
    interests: tuple[int, ...]
    viewing_last_day: date | None
    answer_last_day: date | None


@dataclass(frozen=True, slots=True)
class PlanRound:
    """Open the next round at this moment (JOUR-16)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class EndViewing:
    """Tell those who have not answered that the viewing period is over and until when they can (JOUR-11)."""

    answer_last_day: date
    offers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Expire:
    """Close offers that nobody answered (JOUR-12)."""

    offers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CloseWithoutProfile:
    """Close offers whose yes was not followed by a profile in time (CHECK-2)."""

    offers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """Tell the first yes that she is next in line, and start her checks (JOUR-13)."""

    offer: int


@dataclass(frozen=True, slots=True)
class AwaitChoice:
    """Let staff choose among those who said yes (JOUR-14)."""


@dataclass(frozen=True, slots=True)
class FailCandidate:
    """Close the candidate's interest: a check failed (JOUR-15)."""

    offer: int


@dataclass(frozen=True, slots=True)
class MakeAward:
    """Give the flat to the candidate, to be signed by this day (JOUR-19)."""

    offer: int
    sign_last_day: date


@dataclass(frozen=True, slots=True)
class LapseAward:
    """Take back an award that was not signed in time (JOUR-19)."""

    offer: int


@dataclass(frozen=True, slots=True)
class Remind:
    """Remind of a last day that is today: of answering, of the profile, or of signing."""

    offers: tuple[int, ...]
    of: DueKind


@dataclass(frozen=True, slots=True)
class Readvertise:
    """Advertise again for new interests (JOUR-17)."""

    last_day: date


@dataclass(frozen=True, slots=True)
class ResumeAdvert:
    """Let an advert that is first come, first served go on: nobody waits now (SCHEME-2)."""


@dataclass(frozen=True, slots=True)
class WithdrawListing:
    """End the listing: nobody is left, and the scheme does not advertise again."""


Action = (
    EndAdvert
    | OpenRound
    | PlanRound
    | EndViewing
    | Expire
    | CloseWithoutProfile
    | NameCandidate
    | AwaitChoice
    | FailCandidate
    | MakeAward
    | LapseAward
    | Remind
    | Readvertise
    | ResumeAdvert
    | WithdrawListing
)
