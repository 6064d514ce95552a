"""Weeks of a town's life: adverts, interests, answers and decisions, day by day, by the services that people use.

Nothing is written but by them and the tick, so a demo listing has the same log as a real one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from letting.core.states import OfferState
from letting.demo.office import Office
from letting.models import Listing, Offer, Unit, ViewingSlot
from letting.services.direct_offers import offer_directly
from letting.services.interests import express_interest
from letting.services.offers import accept, book_viewing, confirm_viewing, decline
from letting.services.profiles import submit_profile
from letting.services.publishing import publish_listing
from letting.services.signing import sign
from queues.models import Registration
from tenants import ticking
from tenants.actors import person_actor, staff_actor
from tenants.core.calendar import ONE_DAY, Calendar, at_hour, local_day
from tenants.outcome import Refused
from tenants.rulesets import Rules

PLANNED_PUBLISHING = 9


@dataclass(slots=True)
class Life:
    """A town that is being lived in."""

    landlord: int
    rules: Rules
    random: Random
    staff: int
    people: list[int]
    quiet: set[int] = field(default_factory=set)

    @property
    def office(self) -> Office:
        """Return those who work there."""
        return Office(staff_actor(self.staff), self.random, frozenset(self.quiet))

    @property
    def calendar(self) -> Calendar:
        """Return the landlord's workdays."""
        return self.rules.workdays

    def pass_time(self, now: datetime) -> None:
        """Let everything fall due that does until a moment, each at its own time."""
        while (due := ticking.next_due()) is not None and due <= now:
            for stepper in ticking.deciders():
                _, failed = ticking.advance_due(stepper, (self.landlord,), due)
                if failed:
                    raise RuntimeError(f"a step of {stepper.name} failed at {due}")

    def advertise(self, unit: Unit, day: date, *, scheme: str, by_landlord: bool, move_in: date) -> Listing:
        """Publish a flat at nine in the morning."""
        listing = Listing.objects.create(
            unit=unit,
            scheme=scheme,
            move_in=move_in,
            shown_by="landlord" if by_landlord else "tenant",
            contact_name="" if by_landlord else "Nuvarande hyresgäst",
            contact_phone="" if by_landlord else f"070-174 06 {self.random.randint(5, 99):02d}",
        )
        now = at_hour(day, datetime.min.time().replace(hour=PLANNED_PUBLISHING))
        outcome = publish_listing(listing.pk, by=staff_actor(self.staff), now=now)
        if isinstance(outcome, Refused):
            raise RuntimeError(f"{unit} could not be advertised: {outcome.code}")
        listing.refresh_from_db()
        if by_landlord and listing.advert_last_day:
            self._plan_viewings(listing, listing.advert_last_day)
        return listing

    def offer_directly(self, unit: Unit, *, scheme: str, move_in: date, now: datetime) -> None:
        """Offer a flat straight to those of the crowd who have stood longest in line (SCHEME-6)."""
        rules = self.rules.schemes[scheme]
        listing = Listing.objects.create(unit=unit, scheme=scheme, move_in=move_in, contact_name="Nuvarande hyresgäst")
        rows = Registration.objects.filter(Registration.is_active, queue__slug=rules.queue, person__in=self.people)
        people = list(rows.order_by("registered_at", "pk").values_list("person", flat=True)[: rules.round_size])
        offer_directly(
            listing.pk,
            people,
            cause="long_wait",
            reason="De som stått längst i kö.",
            by=staff_actor(self.staff),
            now=now,
        )

    def _plan_viewings(self, listing: Listing, last_day: date) -> None:
        days = islice(self.calendar.workdays_from(last_day + ONE_DAY), 4)
        for day, hour in zip(list(days)[1::2], (17, 18), strict=True):
            at = at_hour(day, datetime.min.time().replace(hour=hour))
            ViewingSlot.objects.create(listing=listing, at=at, place=f"Porten, {listing.unit.street}", capacity=5)

    def want(self, listing: Listing, person: int, now: datetime) -> bool:
        """Let someone make an interest; False when it is refused."""
        return not isinstance(express_interest(listing.pk, person, by=person_actor(person), now=now), Refused)

    def crowd_wants(self, listing: Listing, number: int, now: datetime) -> None:
        """Let so many of those in the right queue make an interest, a few minutes apart."""
        queue = self.rules.schemes[listing.scheme].queue
        rows = Registration.objects.filter(Registration.is_active, queue__slug=queue, person__in=self.people)
        crowd = list(rows.order_by("person").values_list("person", flat=True))
        for place, person in enumerate(self.random.sample(crowd, min(number, len(crowd)))):
            self.want(listing, person, now + timedelta(minutes=place))

    def evening(self, now: datetime) -> None:
        """Let people answer, staff decide and candidates sign, as they do; some never do."""
        today = local_day(now)
        pending = Offer.objects.filter(state=OfferState.PENDING).exclude(person__in=self.quiet)
        for offer in pending.select_related("listing").order_by("pk"):
            self._answer(offer, today, now)
        for listing, person in self._profiles():
            if self.random.random() < 0.8:
                self.file_profile(listing, person, now)
        self.office.evening(now)
        awarded = Offer.objects.filter(state=OfferState.AWARDED).exclude(person__in=self.quiet)
        for listing, person in awarded.values_list("listing", "person"):
            if self.random.random() < 0.6:
                sign(listing, person, by=person_actor(person), now=now)

    def file_profile(self, listing: int, person: int, now: datetime) -> None:
        """File a profile; refused where none is asked for, which changes nothing."""
        submit_profile(listing, person, by=person_actor(person), now=now)

    def _profiles(self) -> list[tuple[int, int]]:
        rows = Offer.objects.filter(
            state=OfferState.ACCEPTED, profile_last_day__isnull=False, profile_filed_at=None
        ).exclude(person__in=self.quiet)
        return list(rows.order_by("pk").values_list("listing", "person"))

    def _answer(self, offer: Offer, today: date, now: datetime) -> None:
        listing, person, chance = offer.listing_id, offer.person_id, self.random.random()
        if offer.confirmed_at is None and offer.viewing_last_day and today <= offer.viewing_last_day:
            if chance < 0.15:
                self._as(person, decline, listing, now)
            elif chance < 0.35:
                slot = ViewingSlot.objects.filter(listing=listing, at__gt=now).order_by("?").first()
                if slot is not None:
                    book_viewing(listing, person, slot.pk, by=person_actor(person), now=now)
            elif chance < 0.45:
                self._as(person, confirm_viewing, listing, now)
        elif chance < 0.35:
            self._as(person, decline, listing, now)
        elif chance < 0.7:
            self._as(person, accept, listing, now)

    def _as(self, person: int, service: Callable[..., object], listing: int, now: datetime) -> None:
        service(listing, person, by=person_actor(person), now=now)

    def days(self, first: date, last: date) -> list[date]:
        """Return the days from one to another, both counted."""
        return [first + n * ONE_DAY for n in range((last - first).days + 1)]
