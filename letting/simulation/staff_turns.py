"""Where the rules leave it to staff whom to ask and whom to let to, a story can be played without their taste."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from letting.core.seen import Process, accepted, in_line, pending, profile_awaited
from letting.core.states import InterestState, ListingState
from letting.models import Interest, Listing, Offer
from letting.services.loading import load, lock_listing
from letting.services.selecting import TAKES_ROUNDS
from tenants.rulesets.scheme_rules import Award, Method

if TYPE_CHECKING:
    from letting.simulation.world import World

FIRST = "first"  # what staff who choose by nothing but the ranking choose
A_ROUND = 10  # how many they ask at a time
Named = tuple[str, dict[str, Any]]


class StaffTurns:
    """Says when it is the turn of staff in a listing, and what they do who take the first by rank."""

    def __init__(self, world: "World") -> None:
        self._who = {pk: key for key, pk in world.persons.items()}
        self._listings = world.listings
        self._taken: set[tuple[str, int, int, str]] = set()

    def come(self) -> Iterator[Named]:
        """Yield each act whose turn has come since the last time."""
        for key, pk in self._listings.items():
            listing = lock_listing(pk)
            if listing.ruleset is None or listing.state not in TAKES_ROUNDS:
                continue
            for action, arguments in self._acts(listing, load(listing)):
                turn = (key, listing.cycle, listing.round, str(arguments))
                if turn not in self._taken:
                    self._taken.add(turn)
                    yield action, {"listing": key, "reason": "the first by rank", **arguments}

    def _acts(self, listing: Listing, process: Process) -> Iterator[Named]:
        scheme = process.scheme
        if pending(process) or in_line(process) or profile_awaited(process):
            return
        if yes := accepted(process):
            if scheme.award is Award.STAFF_CHOICE and listing.state == ListingState.CHECKING:
                yield "choose", {"applicant": self._who[Offer.objects.get(pk=yes[0].pk).person_id]}
        elif process.advert_ended and scheme.method is Method.ROUNDS and scheme.round_size is None:
            rows = Interest.objects.filter(
                listing=listing, cycle=listing.cycle, state=InterestState.ONGOING, round=None, rank__isnull=False
            )
            if people := list(rows.order_by("rank").values_list("person", flat=True)[:A_ROUND]):
                yield "select", {"applicants": [self._who[pk] for pk in people]}
