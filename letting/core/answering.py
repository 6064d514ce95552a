"""May this offer be booked, confirmed, accepted or declined now? The reason against it, or None. Pure."""

from dataclasses import dataclass
from datetime import date

from letting.core.states import ListingState, OfferState

ANSWERABLE = frozenset({ListingState.ADVERTISED, ListingState.VIEWING, ListingState.ANSWERING})
CHANGEABLE = frozenset({OfferState.ACCEPTED, OfferState.DECLINED})


@dataclass(frozen=True, slots=True)
class Answering:
    """An offer as its applicant meets it today."""

    listing: ListingState
    offer: OfferState
    today: date
    viewing_last_day: date | None
    answer_last_day: date | None
    confirmed: bool
    current_round: bool = True


def too_late(asked: Answering) -> bool:
    """Say whether the last day to answer has passed; its step may not have run yet (TIME-1, TIME-6)."""
    return asked.answer_last_day is not None and asked.today > asked.answer_last_day


def viewing_runs(asked: Answering) -> bool:
    """Say whether the viewing period runs."""
    return asked.viewing_last_day is not None and asked.today <= asked.viewing_last_day


def against_confirming(asked: Answering) -> str | None:
    """Return why "Jag har varit på visning" cannot be pressed, or None (JOUR-9)."""
    if asked.offer is not OfferState.PENDING:
        return "already_answered" if asked.offer in CHANGEABLE else ended_code(asked)
    if asked.confirmed:
        return "already_answered"
    return None if viewing_runs(asked) else ("not_open" if asked.viewing_last_day is None else "too_late")


def against_booking(asked: Answering) -> str | None:
    """Return why a viewing cannot be booked, or None (JOUR-8)."""
    if asked.offer is not OfferState.PENDING:
        return "already_answered" if asked.offer in CHANGEABLE else ended_code(asked)
    return None if viewing_runs(asked) else "too_late"


def against_answering(asked: Answering, *, yes: bool, confirm_viewing: bool) -> str | None:
    """Return why a yes or no cannot be given now, or None (JOUR-9, 10, 12, 21). A no never needs the press."""
    if asked.offer not in CHANGEABLE and asked.offer is not OfferState.PENDING:
        return ended_code(asked)
    if too_late(asked):
        return "too_late"
    if asked.listing not in ANSWERABLE or not asked.current_round:
        return "not_open"
    if asked.offer is (OfferState.ACCEPTED if yes else OfferState.DECLINED):
        return "already_answered"
    if yes and confirm_viewing and viewing_runs(asked) and not asked.confirmed:
        return "not_open"
    return None


def ended_code(asked: Answering) -> str:
    """Return why an offer that has ended cannot be answered."""
    match asked.offer:
        case OfferState.EXPIRED:
            return "too_late"
        case OfferState.DECLINED | OfferState.ACCEPTED | OfferState.CANDIDATE | OfferState.AWARDED | OfferState.SIGNED:
            return "already_answered"
        case _:
            return "not_open"
