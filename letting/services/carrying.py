"""The only writer of a letting's progress: each action of the core becomes rows, events and letters here."""

from datetime import datetime
from typing import assert_never

from letting.core import actions
from letting.core.seen import Outcome
from letting.core.states import LISTING_MOVES, ListingState
from letting.models import Listing
from letting.services import adverts, awards, checking, profiling, rounds
from letting.services.ledger import Ledger


def carry_out(outcome: Outcome, listing: Listing, *, ledger: Ledger, now: datetime) -> None:  # noqa: C901, PLR0912  (a line per action)
    """Carry out an outcome on a locked listing. The caller saves the listing; events go to the ledger, in order."""
    move(listing, outcome.state)
    match outcome.action:
        case actions.EndAdvert():
            adverts.end_advert(listing, ledger=ledger, now=now)
        case actions.OpenRound() as opened:
            rounds.open_round(listing, opened, ledger=ledger, now=now)
        case actions.PlanRound(at):
            rounds.plan_round(listing, at)
        case actions.EndViewing(last_day, offers):
            rounds.end_viewing(listing, last_day, offers, ledger=ledger)
        case actions.Expire(offers):
            rounds.expire(listing, offers, ledger=ledger, now=now)
        case actions.CloseWithoutProfile(offers):
            profiling.close_without_profile(listing, offers, ledger=ledger, now=now)
        case actions.Remind(offers, of):
            rounds.remind(listing, offers, of, ledger=ledger, now=now)
        case actions.NameCandidate(offer):
            checking.name_candidate(listing, offer, ledger=ledger, now=now)
        case actions.FailCandidate(offer):
            checking.fail_candidate(listing, offer, ledger=ledger, now=now)
        case actions.MakeAward(offer, last_day):
            awards.make_award(listing, offer, last_day, ledger=ledger, now=now)
        case actions.LapseAward(offer):
            awards.lapse_award(listing, offer, ledger=ledger, now=now)
        case actions.Readvertise(last_day):
            adverts.readvertise(listing, last_day, ledger=ledger, now=now)
        case actions.WithdrawListing():
            adverts.end_without_renter(listing, ledger=ledger, now=now)
        case actions.AwaitChoice() | actions.ResumeAdvert() | None:
            return  # the state says it all
        case _:
            assert_never(outcome.action)


def move(listing: Listing, state: ListingState) -> None:
    """Set a listing's state; raise ValueError for a move that the table does not have."""
    before = ListingState(listing.state)
    if state is not before and state not in LISTING_MOVES[before]:
        raise ValueError(f"a listing does not go from {before} to {state}")
    listing.state = state
