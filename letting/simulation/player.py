"""Plays a story: actions and timed steps in order of time, each by the portal's own services."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from letting.core.states import InterestState, ListingState, OfferState
from letting.models import Interest, Listing, Offer
from letting.simulation.actions import ACTIONS, code_of
from letting.simulation.ending import final
from letting.simulation.problems import check_story
from letting.simulation.staff_turns import FIRST, StaffTurns
from letting.simulation.story import BadStory, Story
from letting.simulation.telling import Teller
from letting.simulation.world import World, given_facts, make_world
from tenants import ticking
from tenants.rulesets import parse
from tenants.scoping import scope

AN_HOUR = timedelta(hours=1)
AT_MOST = timedelta(days=3660)
ENDED = (ListingState.LET, ListingState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Played:
    """What a story came to."""

    events: list[dict[str, Any]]
    final: dict[str, Any]


@dataclass(order=True, slots=True)
class Turn:
    """One actor's turn; turns at the same instant keep their order."""

    at: datetime
    number: int
    who: str = field(compare=False)
    action: str = field(compare=False)
    arguments: dict[str, Any] = field(compare=False)


def play(story: Story, source: str, *, most_events: int | None = None, choose: str | None = None) -> Played:
    """Play a story under a ruleset's text, and take everything back.

    With `choose`, staff select and choose where the rules leave it to them, an hour after their turn has come.

    Raises BadStory for a wrong story, and (`too_large_story`) when more happens in it than whoever asks can wait for.
    """
    check_story(story, parse(given_facts(source)))
    with transaction.atomic():
        world = make_world(story, source)
        with scope(world.landlord):
            played = _Player(world, most_events, choose).run()
        transaction.set_rollback(True)
    return played


class _Player:
    def __init__(self, world: World, most_events: int | None, choose: str | None) -> None:
        self.world, self.story, self.most_events = world, world.story, most_events
        self.staff = StaffTurns(world) if choose == FIRST else None
        self.teller = Teller(world)
        self.turns: list[Turn] = []
        self.now = self.story.start
        self.last_turn_at = self.story.start
        for turn in self._turns():
            heapq.heappush(self.turns, turn)

    def _turns(self) -> Iterator[Turn]:
        number = 0
        for key, listing in self.story.listings.items():
            if listing.publish is not None:
                number += 1
                yield Turn(listing.publish, number, "staff", "publish", {"listing": key})
        for do in self.story.do:
            for who in do.actors:
                number += 1
                yield Turn(do.at, number, who, do.action, do.arguments)
        self.number = number

    def run(self) -> Played:
        self.teller.skip()
        while (at := self._next()) is not None:
            self.now = at
            if self._due() == at:
                self._step(at)
            else:
                self._take(heapq.heappop(self.turns))
            self._follow()
            if self.most_events is not None and len(self.teller.events) > self.most_events:
                raise BadStory("story: more happens than a page can wait for", kind="too_large_story")
        end = self.story.end or self.now
        return Played(self.teller.events, final(self.world, end))

    def _next(self) -> datetime | None:
        """Return the next moment: a due step before an action at the same instant; None when the story is over."""
        due = self._due()
        turn = self.turns[0].at if self.turns else None
        moments = [moment for moment in (due, turn) if moment is not None]
        if not moments or (turn is None and self.story.end is None and not self._pending()):
            return None
        at = max(min(moments), self.now)
        over = self.story.end or self.story.start + AT_MOST
        return at if at <= over else None

    def _due(self) -> datetime | None:
        due = ticking.next_due()
        if due is None:
            return None
        due = max(due, self.now)
        for outage in self.story.outages:
            if outage.begins <= due < outage.ends:
                due = outage.ends
        return due.astimezone(self.story.start.tzinfo)

    def _step(self, at: datetime) -> None:
        for stepper in ticking.deciders():
            _, failed = ticking.advance_due(stepper, (self.world.landlord,), at)
            if failed:
                raise RuntimeError(f"a step of {stepper.name} failed at {at}")
        self.teller.listen()

    def _take(self, turn: Turn) -> None:
        self.last_turn_at = turn.at
        outcome = ACTIONS[turn.action].play(self.world, turn.who, turn.arguments, turn.at)
        self.teller.listen()
        if code := code_of(outcome):
            self.teller.refused(turn.at, turn.who, turn.action, code, turn.arguments)

    def _follow(self) -> None:
        """With `auto`, candidates sign an hour after the award, and staff approve a review an hour after it came."""
        for event in self.teller.news():
            if event["event"] == "offer.accepted":
                self._file_profile(event["applicant"], event["listing"])
            if not self.story.auto:
                continue
            if event["event"] == "award.made":
                self._later(event["applicant"], "sign", {"listing": event["listing"]})
            elif event["event"] == "check.review":
                arguments = {"listing": event["listing"], "applicant": event["applicant"], "check": event["check"]}
                self._later("staff", "record_check", {**arguments, "outcome": "pass", "reason": "auto"})
        for action, arguments in self.staff.come() if self.staff else ():
            self._later("staff", action, arguments)

    def _file_profile(self, applicant: str, listing: str) -> None:
        """A profile that is ready is filed at once when it is asked for, and staff approve it."""
        if self.story.applicants[applicant].profile != "ready":
            return
        asked = Offer.objects.filter(
            listing=self.world.listings[listing], person=self.world.persons[applicant], state=OfferState.ACCEPTED
        ).exclude(profile_last_day=None)
        if not asked.exists():
            return
        arguments = {"listing": listing, "applicant": applicant}
        if ACTIONS["submit_profile"].play(self.world, applicant, arguments, self.now) is None:
            ACTIONS["approve_profile"].play(self.world, "staff", arguments, self.now)
        self.teller.listen()

    def _later(self, who: str, action: str, arguments: dict[str, Any]) -> None:
        self.number += 1
        heapq.heappush(self.turns, Turn(self.now + AN_HOUR, self.number, who, action, arguments))

    def _pending(self) -> bool:
        """Say whether time alone can still change a letting: one with a step to come that somebody waits for, or whose
        first advert is not over. What waits for staff alone is not pending.
        """
        coming = Listing.objects.exclude(state__in=(*ENDED, ListingState.DRAFT)).filter(look_again_at__isnull=False)
        waited_for = set(Interest.objects.filter(state=InterestState.ONGOING).values_list("listing", flat=True))
        return any(
            listing.pk in waited_for
            or listing.cycle == 1
            or self.teller.readvertised_at(listing.pk) <= self.last_turn_at
            for listing in coming
        )
