"""The cast: named persons at a landlord of ours, and the small world they live in: every test's story is theirs.

Anna has waited longest, then Bo, then Cecilia; David is seventeen; Eva works for the landlord; Fredrik is at another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from letting.models import Interest, Listing, Offer, Unit
from letting.services.interests import express_interest
from letting.services.publishing import publish_listing
from queues.models import Queue, Registration
from queues.services.activity import reschedule
from tenants import ticking
from tenants.actors import PORTAL, person_actor, staff_actor
from tenants.core.calendar import start_of
from tenants.landlords import give_host, import_ruleset
from tenants.models import Landlord, Membership, Person, Role, Ruleset, User
from tenants.outcome import Refused
from tenants.personal_number import read
from tenants.persons import Contact, register_person
from tenants.rulesets import presets
from tenants.scoping import scope

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONDAY = date(2026, 5, 11)  # Ascension day is Thursday the 14th
STAFF = staff_actor(0)


def at(text: str) -> datetime:
    """Return a local moment of 2026, "05-11 09:00" or "05-11 09:00:30"."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=STOCKHOLM)


EARLIER, PUBLISHED, NOON = at("05-01 12:00"), at("05-11 09:00"), at("05-11 12:00")


@dataclass
class Clock:
    """The portal's clock as a test sets it."""

    now: datetime


def number_in_series(born: str, serial: int = 988) -> str:
    """Return a number of the official test series, born "19900101", with its check digit."""
    digits = born[2:] + f"{serial:03d}"
    total = 0
    for place, digit in enumerate(digits):
        product = int(digit) * (2 if place % 2 == 0 else 1)
        total += product // 10 + product % 10
    return f"{born}-{serial:03d}{(10 - total % 10) % 10}"


@dataclass
class World:
    """A landlord with its rules, as tests meet it."""

    landlord: Landlord
    host: str
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    @property
    def pk(self) -> int:
        return self.landlord.pk

    def scope(self) -> Any:
        return scope(self.landlord.pk)

    def person(self, name: str, *, born: str = "19900101", since: str | None = "2016-05-11", queue: str = "housing",
               serial: int = 988, login: bool = True, now: datetime = EARLIER) -> Person:  # fmt: skip
        """Return a person by name, with a login and a place in a queue since a day."""
        if name in self.people:
            return self.people[name]
        email = f"{name.lower()}@example.se"
        user = None
        if login:
            user = User.objects.filter(email=email).first() or User.objects.create_user(email, "en lång fras 2026")
            verified(user)
            self.users[name] = user
        with self.scope():
            number = read(number_in_series(born, serial), today=now.date())
            person = register_person(
                user=user, given_name=name, family_name="Test", number=number, contact=Contact(email=email), now=now
            )
            if since is not None:
                day = date.fromisoformat(since)
                row = Registration.objects.create(
                    person=person, queue=Queue.objects.get(slug=queue), registered_at=start_of(day), points_from=day,
                    renewed_on=now.date(),
                )  # fmt: skip
                rules = Ruleset.in_force(now.date()).rules
                reschedule(row, rules.queues[queue], now=now)
        self.people[name] = person
        return person

    def staff(self, name: str = "Eva", role: str = Role.OFFICER) -> User:
        """Return the login of a member of staff."""
        user = User.objects.create_user(f"{name.lower()}@staff.example.se", "en lång fras 2026")
        verified(user)
        second_step(user)
        with self.scope():
            Membership.objects.create(user=user, role=role, name=name)
        self.users[name] = user
        return user

    def unit(self, number: str = "A1", **more: Any) -> Unit:
        """Return a flat of two rooms."""
        values = {"street": "Åsgatan 14", "rooms": 2, "size": 58, "rent": 7200, "area": "Centrum"} | more
        with self.scope():
            return Unit.objects.create(number=number, **values)

    def listing(self, unit: Unit | None = None, *, publish: datetime | None = PUBLISHED, **more: Any) -> Listing:
        """Return a listing, published unless `publish` is None."""
        unit = unit or self.unit(more.pop("number", "A1"))
        with self.scope():
            listing = Listing.objects.create(unit=unit, **more)
            if publish is not None:
                outcome = publish_listing(listing.pk, by=STAFF, now=publish)
                assert outcome is None, outcome
            return Listing.objects.select_related("unit", "ruleset").get(pk=listing.pk)

    def wants(self, name: str, listing: Listing, now: datetime = NOON) -> Interest | Refused:
        """Let a person make an interest."""
        person = self.person(name)
        with self.scope():
            return express_interest(listing.pk, person.pk, by=person_actor(person.pk), now=now)

    def does(self, name: str, service: Any, listing: Listing, now: datetime, **more: Any) -> Any:
        """Let a person do something with a listing, by a service."""
        person = self.people[name]
        with self.scope():
            return service(listing.pk, person.pk, by=person_actor(person.pk), now=now, **more)

    def tick(self, now: datetime) -> None:
        """Run the minute's tick; a row that fails fails the test."""
        _, failed = ticking.tick(now)
        assert failed == 0

    def see(self, listing: Listing) -> Listing:
        """Return a listing as it is now."""
        with self.scope():
            return Listing.objects.select_related("unit", "ruleset").get(pk=listing.pk)

    def offers(self, listing: Listing) -> dict[str, str]:
        """Return the state of each one's latest offer, by given name, best place first."""
        with self.scope():
            rows = Offer.objects.filter(listing=listing).order_by("cycle", "rank")
            return {offer.person.given_name: str(offer.state) for offer in rows.select_related("person")}


def verified(user: User) -> None:
    """Mark a login's address as verified."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def second_step(user: User) -> None:
    """Give a login a second step, as all staff must have."""
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "not read here"})


def make_world(slug: str = "kopparstaden", host: str | None = None) -> World:
    """Make a landlord from the rules that come with the portal."""
    source = presets()[slug].read_text(encoding="utf-8")
    return world_from(source, host or f"{slug}.localhost:8000")


def world_from(source: str, host: str) -> World:
    """Make a landlord from a ruleset's text."""
    ruleset = import_ruleset(source, valid_from=date(2020, 1, 1), by=PORTAL, now=at("01-01 12:00"))
    give_host(ruleset.landlord, host)
    return World(ruleset.landlord, host)


def other_landlord() -> World:
    """Make a second landlord with the same rules under another name: Fredrik's."""
    source = presets()["kopparstaden"].read_text(encoding="utf-8")
    source = source.replace('slug = "kopparstaden"', 'slug = "grannen"').replace(
        'name = "Kopparstaden"', 'name = "Grannen"'
    )
    return world_from(source, "grannen.localhost:8000")
