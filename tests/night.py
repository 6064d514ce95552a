"""The night service as tests meet it: Nattjouren, with Olga at the centre, Petra and Pelle on patrol, and Magda.

Two landlords are its customers; Fredrik's is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from disturbance.core.categories import Category, Ending
from disturbance.core.steps import HeardFrom, Step
from disturbance.models import (
    Case,
    Contact,
    Customer,
    Entry,
    NightRole,
    NightService,
    NightWorker,
    Patrol,
    RegisterHome,
)
from disturbance.scoping import on_duty
from disturbance.services.dispatch import close, send
from disturbance.services.entries import Said, enter
from disturbance.services.intake import Intake, open_case
from disturbance.services.reports import look_at
from tenants.core.calendar import local_day
from tenants.models import Membership, Role, User
from tenants.scoping import scope
from tests.cast import World, at, make_world, second_step, verified

HOST = "jour.localhost:8000"
EVENING = at("05-22 23:40")  # a Friday
CREW = (("Olga", NightRole.OPERATOR), ("Petra", NightRole.PATROL), ("Pelle", NightRole.PATROL),
        ("Magda", NightRole.MANAGER))  # fmt: skip


@dataclass
class Night:
    """A night service with its staff, and its customers."""

    service: NightService
    worlds: dict[str, World]
    workers: dict[str, NightWorker] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def duty(self, now: datetime = EVENING) -> Any:
        return on_duty(self.service.pk, local_day(now))

    def worker(self, name: str, role: NightRole) -> NightWorker:
        """Return one of the staff, with a login that has a second step."""
        user = User.objects.create_user(f"{name.lower()}@jour.example.se", "en lång fras 2026")
        verified(user)
        second_step(user)
        self.users[name] = user
        with self.duty():
            self.workers[name] = NightWorker.objects.create(user=user, name=name, role=role)
        return self.workers[name]

    def home(self, world: World, street: str = "Åsgatan 14", flat: str = "1101", **more: Any) -> RegisterHome:
        """Return a home in a landlord's register."""
        with scope(world.pk):
            return RegisterHome.objects.create(street=street, flat=flat, **more)

    def patrol(self, callsign: str = "Patrull 1", first: str = "Petra", second: str = "Pelle", **more: Any) -> Patrol:
        """Return two who are on duty."""
        with self.duty():
            values = {"on_at": at("05-22 20:00")} | more
            crew = {"first": self.workers[first], "second": self.workers[second]}
            return Patrol.objects.create(callsign=callsign, **crew, **values)

    def inside(self, name: str = "Olga") -> Client:
        """Return one of the staff's browser, logged in."""
        client = Client(headers={"host": self.service.host})
        client.force_login(self.users[name], backend="django.contrib.auth.backends.ModelBackend")
        return client


def make_night(*slugs: str) -> Night:
    """Make a night service for these landlords, of those that come with the portal."""
    service = NightService.objects.create(slug="nattjouren", name="Nattjouren", host=HOST, phone="010-000 00 00")
    night = Night(service, {slug: make_world(slug) for slug in slugs or ("kopparstaden", "tunabyggen")})
    for world in night.worlds.values():
        with scope(world.pk):
            Customer.objects.create(service=service, since=date(2026, 1, 1))
    for name, role in CREW:
        night.worker(name, role)
    return night


def one_night(night: Night, world: World, now: datetime = EVENING, *, closed: bool = True, **more: Any) -> Case:
    """Let Anna Lind call about music, Petra and Pelle hear it from the stairwell, speak and go; Olga closes it."""
    olga, petra = night.workers["Olga"], night.workers["Petra"]
    told = {"street": "Åsgatan 14", "flat": "1201", "caller_name": "Anna Lind", "caller_phone": "070-174 06 05"}
    call = Intake(world.pk, Category.MUSIC, **({"told": "Hög musik ovanför mig."} | told | more))
    with night.duty(now):
        patrol = Patrol.objects.filter(off_at=None).first() or Patrol.objects.create(
            callsign="Patrull 1", first=petra, second=night.workers["Pelle"], on_at=now
        )
        case = open_case(call, by=olga, now=now)
        assert isinstance(case, Case)
        assert send(case.pk, patrol.pk, by=olga, now=now) is None
        steps = (
            Said(uuid4(), Step.ARRIVED),
            Said(uuid4(), Step.HEARD, heard_from=HeardFrom.STAIRWELL),
            Said(uuid4(), Step.SPOKE, text="Bo Åkesson lovade sänka. Anna Lind, 0701740605, är nöjd."),
            Said(uuid4(), Step.QUIET),
        )
        for minutes, said in enumerate(steps, start=10):
            assert isinstance(enter(case.pk, said, by=petra, now=now + timedelta(minutes=minutes)), Entry)
        if closed:
            assert close(case.pk, Ending.QUIET, by=olga, now=now + timedelta(minutes=30)) is None
        return Case.objects.get(pk=case.pk)


def contact(world: World, name: str, role: str = Role.READER) -> Contact:
    """Return one of a landlord's staff as a contact, who is written to in the morning."""
    user = world.staff(name, role)
    with world.scope():
        return Contact.objects.create(membership=Membership.objects.get(user=user))


def quiet_night(town: World, said: str) -> None:
    """Let someone call about a home, nobody hear anything, and the landlord be told in the morning."""
    service = NightService.objects.create(slug="nattjouren", name="Nattjouren", host="jour.localhost:8000")
    user, when = User.objects.create_user("olga@jour.example.se", "en lång fras 2026"), at("05-22 23:40")
    with town.scope():
        Customer.objects.create(service=service, since=date(2026, 1, 1))
    with on_duty(service.pk, when.date()):
        olga = NightWorker.objects.create(user=user, name="Olga", role="operator")
        call = Intake(town.pk, Category.MUSIC, told=said, street=said, flat="1201", caller_name=said)
        case = open_case(call, by=olga, now=when)
        assert isinstance(case, Case)
        assert close(case.pk, Ending.NOT_HEARD, by=olga, now=when) is None
    with town.scope():
        look_at(Case.objects.select_related("landlord", "service").get(), at("05-23 07:00"))
