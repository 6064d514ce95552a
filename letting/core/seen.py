"""A letting as the process sees it: frozen values, made from rows by `letting.services.loading`. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from letting.core.actions import Action
from letting.core.states import IN_LINE, ListingState, OfferState
from tenants.core.calendar import Calendar
from tenants.rulesets.scheme_rules import SchemeRules


class SetOffBy(Enum):
    """What made us look: a new round waits for the morning after an answer, not after a timed step (JOUR-16)."""

    STEP = auto()
    ANSWER = auto()


class Verdict(Enum):
    """Where the candidate's checks stand, taken together."""

    OPEN = auto()
    PASSED = auto()
    FAILED = auto()


class ProfileState(Enum):
    """Where the profile stands that a yes may need before the award (CHECK-2)."""

    NOT_ASKED = auto()
    WAITING = auto()
    FILED = auto()
    APPROVED = auto()


@dataclass(frozen=True, slots=True)
class Offer:
    """One applicant's offer as the process sees it."""

    pk: int
    rank: int
    state: OfferState
    answer_last_day: date | None = None
    reminded: bool = False
    profile: ProfileState = ProfileState.NOT_ASKED
    profile_last_day: date | None = None
    profile_reminded: bool = False


@dataclass(frozen=True, slots=True)
class Process:
    """A letting as it stands: the offers of the round, and the next few who wait for one."""

    state: ListingState
    scheme: SchemeRules
    calendar: Calendar
    advert_last_day: date
    advert_ended: bool
    round: int = 0
    viewing_last_day: date | None = None
    next_round_at: datetime | None = None
    sign_last_day: date | None = None
    sign_reminded: bool = False
    offers: tuple[Offer, ...] = ()
    waiting: tuple[int, ...] = ()
    verdict: Verdict = Verdict.OPEN


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is due now, at most one action. `rests`: nothing more is due until `look_again_at`."""

    state: ListingState
    action: Action | None
    look_again_at: datetime | None = None
    rests: bool = True


def pending(process: Process) -> tuple[Offer, ...]:
    """Return the offers that wait for an answer."""
    return tuple(offer for offer in process.offers if offer.state is OfferState.PENDING)


def accepted(process: Process) -> tuple[Offer, ...]:
    """Return the offers that were answered yes and wait, best rank first."""
    return tuple(sorted((o for o in process.offers if o.state is OfferState.ACCEPTED), key=lambda offer: offer.rank))


def in_line(process: Process) -> Offer | None:
    """Return the offer of the candidate, or of the one with the award."""
    return next((offer for offer in process.offers if offer.state in IN_LINE), None)


def profile_awaited(process: Process) -> bool:
    """Say whether a yes waits for its profile, or for staff to approve it (CHECK-2)."""
    return any(offer.profile in (ProfileState.WAITING, ProfileState.FILED) for offer in accepted(process))
