"""Whatever people do and whenever steps run, these hold: played at random, checked after every act."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from letting.core.states import IN_LINE, LISTING_MOVES, OFFER_MOVES, ListingState, OfferState
from letting.models import Check, Interest, Lease, Listing, Offer
from letting.services.interests import express_interest, withdraw_interest
from letting.services.offers import accept, confirm_viewing, decline
from letting.services.reviews import record_check
from letting.services.signing import decline_lease, sign
from tenants.events import broken_links
from tenants.models import Event, Message
from tests.cast import STAFF, World, at

NAMES = [f"P{number}" for number in range(14)]
ACTS = [express_interest, withdraw_interest, confirm_viewing, accept, accept, decline, sign, decline_lease]


class Watcher:
    """Remembers what was promised, and complains when it is broken."""

    def __init__(self, town: World) -> None:
        self.town = town
        self.promised: dict[int, date] = {}
        self.offers: dict[int, OfferState] = {}
        self.listings: dict[int, ListingState] = {}

    def look(self) -> None:
        with self.town.scope():
            offers, listings = list(Offer.objects.all()), list(Listing.objects.all())
            in_line = Counter(offer.listing_id for offer in offers if offer.state in IN_LINE)
            signed = Counter(offer.listing_id for offer in offers if offer.state == OfferState.SIGNED)
        assert max(in_line.values(), default=0) <= 1, "two in line for one flat"
        assert max(signed.values(), default=0) <= 1, "two renters of one flat"
        for offer in offers:
            self._moved(self.offers, offer.pk, OfferState(offer.state), OFFER_MOVES)
            if offer.answer_last_day:
                before = self.promised.setdefault(offer.pk, offer.answer_last_day)
                assert offer.answer_last_day >= before, "a promised last day moved earlier"
        for listing in listings:
            self._moved(self.listings, listing.pk, ListingState(listing.state), LISTING_MOVES)

    def _moved(self, seen: dict[int, Any], pk: int, state: Any, moves: dict[Any, frozenset[Any]]) -> None:
        before = seen.get(pk, state)
        reachable, todo = set(), [before]  # several moves may fall between two looks
        while todo:
            here = todo.pop()
            if here not in reachable:
                reachable.add(here)
                todo.extend(moves[here])
        assert state in reachable, f"{before} became {state}"
        seen[pk] = state


def play(town: World, random: Random) -> Watcher:
    for number, name in enumerate(NAMES):
        town.person(name, born=f"19{60 + number}0101", since=f"20{10 + number % 8}-01-{number + 1:02d}", login=False)
    flats = [town.listing(number=f"F{n}", scheme=scheme) for n, scheme in enumerate(("ordinary", "ordinary", "direct"))]
    watcher, now = Watcher(town), at("05-11 10:00")
    for _ in range(140):
        now += timedelta(minutes=random.choice((1, 7, 60, 400, 900)))
        if random.random() < 0.35:
            town.tick(now)
        elif random.random() < 0.25:
            decide_something(town, random, now)
        else:
            town.does(random.choice(NAMES), random.choice(ACTS), random.choice(flats), now)
        watcher.look()
    town.tick(now + timedelta(days=30))
    watcher.look()
    return watcher


def decide_something(town: World, random: Random, now: datetime) -> None:
    with town.scope():
        waiting = Check.objects.filter(result="review", offer__state="candidate").select_related("offer").first()
        if waiting is not None:
            offer, passed = waiting.offer, random.random() < 0.85
            record_check(offer.listing_id, offer.person_id, waiting.kind, passed=passed, reason="x", by=STAFF, now=now)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_people_do_nothing_is_promised_twice_or_taken_back(town: World, seed: int) -> None:
    play(town, Random(seed))
    with town.scope():
        events = list(Event.objects.order_by("subject", "person_id", "chain"))
        assert broken_links(events) == []
        said = Counter(event.kind for event in events)
        assert said["offer.sent"] == Offer.objects.count() > 0
        assert said["lease.signed"] == said["listing.let"] == Lease.objects.exclude(signed_at=None).count()
        assert said["offer.expired"] == Message.objects.filter(kind="offer_expired").count()
        assert said["award.made"] == Lease.objects.count() == Message.objects.filter(kind="award_made").count()
        closed = Interest.objects.exclude(state="ongoing").filter(ended_at=None)
        assert not closed.exists()
        limits = Counter(Interest.objects.filter(state="ongoing").values_list("person", flat=True))
        assert max(limits.values(), default=0) <= 3


@pytest.mark.parametrize("seed", range(4))
def test_every_offer_went_to_the_best_place_that_waited(town: World, seed: int) -> None:
    play(town, Random(100 + seed))
    with town.scope():
        for listing in Listing.objects.filter(scheme="ordinary"):
            for cycle in range(1, listing.cycle + 1):
                offers = Offer.objects.filter(listing=listing, cycle=cycle).order_by("round", "rank")
                ranks = list(offers.values_list("rank", flat=True))
                assert ranks == sorted(ranks), "a later round asked someone with a better place"
                asked = set(offers.values_list("interest", flat=True))
                passed_over = Interest.objects.filter(listing=listing, cycle=cycle, rank__lt=max(ranks, default=0))
                for interest in passed_over.exclude(pk__in=asked):
                    assert interest.state == "withdrawn" or interest.closed_because == "housed"
