"""Where the landlord chooses: whom to show the flat to, and whom to let it to; never without a reason (JOUR-4, 14)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from letting.core.actions import NameCandidate
from letting.core.process import new_round
from letting.core.seen import Outcome, accepted, in_line, pending, profile_awaited
from letting.core.states import InterestState, ListingState
from letting.models import Interest, Listing, Offer
from letting.services.carrying import carry_out
from letting.services.ledger import Ledger
from letting.services.loading import load, lock_listing, scheme_of
from letting.services.steps import settle_answer
from tenants.actors import Actor
from tenants.outcome import Refused
from tenants.rulesets.scheme_rules import Award, Method

# Why staff chose whom they chose: coded first, so that choices can be counted and shown (JOUR-14, field notes).
CAUSES = ("needs", "household_fits", "special_consideration", "priority", "long_wait", "references", "other")


TAKES_ROUNDS = frozenset({ListingState.ADVERTISED, ListingState.VIEWING, ListingState.ANSWERING, ListingState.CHECKING})


@transaction.atomic
def select_applicants(
    listing_id: int, person_ids: Sequence[int], *, cause: str, reason: str, by: Actor, now: datetime
) -> None | Refused:
    """Offer viewings to those that staff choose among the interested, in the order of the ranking (JOUR-4, JOUR-5).

    Refused: `not_open` (the scheme does not leave it to staff, the advert runs, or someone is asked already),
    `not_offered` (nobody chosen, or someone who has no interest that waits), `reason_missing`.
    """
    listing = lock_listing(listing_id)
    if listing.ruleset is None or listing.advert_ended_at is None or listing.state not in TAKES_ROUNDS:
        return Refused(("not_open",))
    scheme, process = scheme_of(listing), load(listing)
    if scheme.method is not Method.ROUNDS or scheme.round_size is not None:
        return Refused(("not_open",))
    if pending(process) or accepted(process) or in_line(process):
        return Refused(("not_open",))
    if cause not in CAUSES or not reason.strip():
        return Refused(("reason_missing",))
    rows = Interest.objects.filter(
        listing=listing, cycle=listing.cycle, state=InterestState.ONGOING, round=None, person__in=person_ids
    )
    chosen = tuple(rows.order_by("rank").values_list("pk", flat=True))
    if not chosen or len(chosen) != len(set(person_ids)):
        return Refused(("not_offered",))
    ledger = Ledger(listing)
    ledger.note("applicants.selected", number=len(chosen), cause=cause)
    listing.selected_reason = reason.strip()
    open_round_for(listing, chosen, ledger=ledger, by=by, now=now)
    return None


def open_round_for(listing: Listing, interests: tuple[int, ...], *, ledger: Ledger, by: Actor, now: datetime) -> None:
    """Open a round for interests that staff have named, by the dates of the scheme."""
    opened = new_round(load(listing), now, interests)
    state = ListingState.VIEWING if opened.viewing_last_day else ListingState.ANSWERING
    carry_out(Outcome(state, opened), listing, ledger=ledger, now=now)
    settle_answer(listing, ledger=ledger, by=by, now=now)


@transaction.atomic
def choose_candidate(
    listing_id: int, person_id: int, *, cause: str, reason: str, by: Actor, now: datetime
) -> None | Refused:
    """Choose among those who said yes (JOUR-14): the one chosen is checked; the reason stays with the offer.

    Refused: `not_open` (not a scheme where staff choose, or not their turn), `not_offered` (no yes of hers waits),
    `reason_missing`.
    """
    listing = lock_listing(listing_id)
    if listing.state != ListingState.CHECKING or scheme_of(listing).award is not Award.STAFF_CHOICE:
        return Refused(("not_open",))
    process = load(listing)
    if pending(process) or in_line(process) or profile_awaited(process):
        return Refused(("not_open",))
    if cause not in CAUSES or not reason.strip():
        return Refused(("reason_missing",))
    waiting = {offer.pk for offer in accepted(process)}
    offer = Offer.objects.filter(pk__in=waiting, person=person_id).first()
    if offer is None:
        return Refused(("not_offered",))
    offer.chosen_because, offer.chosen_reason = cause, reason.strip()
    offer.save(update_fields=["chosen_because", "chosen_reason"])
    ledger = Ledger(listing)
    ledger.note("candidate.chosen", person_id, cause=cause, among=len(waiting))
    carry_out(Outcome(ListingState.CHECKING, NameCandidate(offer.pk)), listing, ledger=ledger, now=now)
    settle_answer(listing, ledger=ledger, by=by, now=now)
    return None
