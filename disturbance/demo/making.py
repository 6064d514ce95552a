"""The demo's night service is made: its staff, three customers with their registers, and the nights before."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from io import StringIO
from random import Random

from django.db import transaction

from disturbance.core.categories import Category
from disturbance.core.nights import morning_after, night_of
from disturbance.demo.crew import WORKERS, hire
from disturbance.demo.playing import SLUG, play
from disturbance.models import Case, Contact, Customer, NightService, NightWorker, RegisterImport, Shift
from disturbance.scoping import on_duty
from disturbance.services.registers import REGISTERS
from disturbance.services.reports import look_at
from disturbance.services.writing import night_actor
from letting.demo.people import FAMILY, GIVEN
from letting.demo.town import quieten
from letting.models import Unit, UnitKind
from tenants.core.calendar import at_hour, local_day
from tenants.models import ImportState, Landlord, Membership, Role
from tenants.outcome import Refused
from tenants.scoping import scope

NIGHTS, CUSTOMERS = 4, 3
PHONE = "010-174 06 00"  # of the numbers that are nobody's
FLATS = (("1001", "BV"), ("1002", "BV"), ("1101", "1 tr"), ("1102", "1 tr"), ("1201", "2 tr"))
DOORS = ("Portkod hos jouren", "Nyckel i jourens skåp", "Porttelefon, tryck på namnet")
INSTRUCTIONS = (
    "Ring kontakten om någon behöver annat boende samma natt.",
    "Vid skadegörelse: fotografera och ring fastighetsjouren.",
    "Gården är öppen för alla till klockan 22.",
)


@transaction.atomic
def make_service(host: str, now: datetime) -> NightService:
    """Make the night service with its past nights, up to the present; the landlords have their towns."""
    landlords = list(Landlord.objects.order_by("pk")[:CUSTOMERS])
    service = NightService.objects.create(slug=SLUG, name="Nattjouren", host=host, phone=PHONE)
    today = local_day(now)
    for place, landlord in enumerate(landlords):
        with scope(landlord.pk):
            _customer(service, place, today)
    with on_duty(service.pk, today):
        hire()
        _shifts(today)
        magda = NightWorker.objects.get(name=WORKERS[-1][0])
    for landlord in landlords:
        with scope(landlord.pk):
            _register(Random(landlord.slug), magda, now - timedelta(days=3))
    _past(now, landlords)
    return service


def _customer(service: NightService, place: int, today: date) -> None:
    only = sorted(set(Category) - {Category.YARD, Category.STAIRWELL}) if place == CUSTOMERS - 1 else []
    Customer.objects.create(
        service=service, since=today - timedelta(days=400), instructions=INSTRUCTIONS[place],
        call_out_only_for=list(map(str, only)),
    )  # fmt: skip
    for member in Membership.objects.filter(role__in=(Role.MANAGER, Role.OFFICER)):
        Contact.objects.create(membership=member)


def _shifts(today: date) -> None:
    """Plan a week: all but the manager each night, from eight in the evening until half past four."""
    workers = NightWorker.objects.exclude(name=WORKERS[-1][0])
    evenings = [at_hour(today + timedelta(days=n), datetime.min.time().replace(hour=20)) for n in range(7)]
    Shift.objects.bulk_create(
        [
            Shift(worker=one, starts_at=evening, ends_at=evening + timedelta(hours=8, minutes=30))
            for one in workers
            for evening in evenings
        ]
    )


def _register(random: Random, magda: NightWorker, now: datetime) -> None:
    """Read a landlord's register in from a file, as its manager does."""
    row = REGISTERS.upload(_file(random), "hyresgäster.csv", by=night_actor(magda), now=now)
    outcome = REGISTERS.confirm(row.pk, by=night_actor(magda), now=now)
    state = RegisterImport.objects.get(pk=row.pk).state
    if isinstance(outcome, Refused) or state != ImportState.DONE:
        raise RuntimeError(f"the demo's register was not read in: {state} {row.result}")


def _file(random: Random) -> bytes:
    text = StringIO()
    lines = csv.writer(text, delimiter=";")
    lines.writerow(["Adress", "Lägenhet", "Våning", "Hyresgäst", "Telefon", "Portkod", "Latitud", "Longitud"])
    homes = {unit.street: unit for unit in Unit.objects.filter(kind=UnitKind.APARTMENT).order_by("pk")}
    for street, unit in homes.items():
        door = random.choice(DOORS)
        for flat, floor in FLATS:
            renter = f"{random.choice(GIVEN)} {random.choice(FAMILY)}"
            phone = f"070-174 06 {random.randint(5, 99):02d}"
            lines.writerow([street, flat, floor, renter, phone, door, unit.latitude, unit.longitude])
    return text.getvalue().encode()


def _past(now: datetime, landlords: list[Landlord]) -> None:
    """Live through the last nights, each with its morning; only the mails of the latest are still to be sent."""
    play(now - timedelta(days=NIGHTS), now)
    latest = night_of(now) - timedelta(days=1)
    for landlord in landlords:
        with scope(landlord.pk):
            told = Case.objects.filter(look_again_at__lte=now).order_by("pk")
            for case in told.filter(night__lt=latest):
                look_at(case, morning_after(case.night))
            quieten(now)
            for case in told.filter(night=latest):
                look_at(case, morning_after(case.night))
