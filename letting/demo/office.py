"""The office of a demo town: staff choose whom to ask and who gets a flat, decide reviews and profiles, by services."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from letting.core.answers import Result
from letting.core.states import IN_LINE, InterestState, OfferState
from letting.models import Check, Interest, Listing, Offer
from letting.models.check import PROFILE
from letting.services.loading import scheme_of
from letting.services.reviews import record_check
from letting.services.selecting import TAKES_ROUNDS, choose_candidate, select_applicants
from tenants.actors import Actor
from tenants.rulesets.scheme_rules import Award, Method

ASKED = 6  # how many staff show a flat to where it is left to them
LIVE = IN_LINE | {OfferState.PENDING, OfferState.ACCEPTED}
CHECKED, LACKING = "Underlagen är kontrollerade.", "Underlagen räcker inte till."


@dataclass(frozen=True, slots=True)
class Office:
    """Those who work there, and the people of the demo whom they leave to whoever plays."""

    by: Actor
    random: Random
    quiet: frozenset[int]

    def evening(self, now: datetime) -> None:
        """Do what waits for staff today; some of it waits until tomorrow."""
        self._reviews(now)
        for listing in Listing.objects.filter(state__in=list(TAKES_ROUNDS)).select_related("ruleset").order_by("pk"):
            self._choices(listing, now)

    def approve(self, listing: int, person: int, now: datetime) -> None:
        """Pass all that waits about a person in a letting."""
        waiting = Check.objects.filter(offer__listing=listing, offer__person=person, result=Result.REVIEW)
        for kind in list(waiting.order_by("position").values_list("kind", flat=True)):
            record_check(listing, person, kind, passed=True, reason=CHECKED, by=self.by, now=now)

    def choose(self, listing: int, person: int, now: datetime) -> None:
        """Choose someone among those who said yes; refused where it is not staff's to choose, which changes nothing."""
        choose_candidate(
            listing, person, cause="long_wait", reason="Längst kötid av dem som tackat ja.", by=self.by, now=now
        )

    def _reviews(self, now: datetime) -> None:
        waiting = Check.objects.filter(
            result=Result.REVIEW, offer__state__in=(OfferState.CANDIDATE, OfferState.ACCEPTED)
        ).exclude(offer__person__in=self.quiet)
        rows = waiting.order_by("offer", "position").values_list("offer__listing", "offer__person", "kind")
        for listing, person, kind in list(rows):
            if self.random.random() < 0.8:
                passed = self.random.random() < (0.97 if kind == PROFILE else 0.93)
                reason = CHECKED if passed else LACKING
                record_check(listing, person, kind, passed=passed, reason=reason, by=self.by, now=now)

    def _choices(self, listing: Listing, now: datetime) -> None:
        if listing.ruleset is None or listing.advert_ended_at is None:
            return
        scheme = scheme_of(listing)
        offers = Offer.objects.filter(listing=listing, cycle=listing.cycle, state__in=LIVE).order_by("rank")
        live = list(offers.values_list("state", "person"))
        if not live and scheme.method is Method.ROUNDS and scheme.round_size is None:
            self._select(listing, now)
        yes_only = bool(live) and {state for state, _ in live} == {OfferState.ACCEPTED}
        if yes_only and scheme.award is Award.STAFF_CHOICE and not any(person in self.quiet for _, person in live):
            self.choose(listing.pk, live[0][1], now)

    def _select(self, listing: Listing, now: datetime) -> None:
        waiting = Interest.objects.filter(
            listing=listing, cycle=listing.cycle, state=InterestState.ONGOING, round=None
        ).order_by("rank")
        people = list(waiting.values_list("person", flat=True)[:ASKED])
        if people:
            select_applicants(
                listing.pk, people, cause="long_wait", reason="De som stått längst i kö.", by=self.by, now=now
            )
