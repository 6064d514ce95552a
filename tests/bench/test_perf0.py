"""PERF-0: what a letting costs as interests grow. `make bench` prints the table; statements must not grow with N."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from letting.models import Interest, Listing, Offer
from letting.services.interests import express_interest
from letting.services.offers import accept, decline
from queues.models import Queue, Registration
from tenants.actors import person_actor
from tenants.core.calendar import start_of
from tenants.models import Identity, Person
from tests.cast import World, at

pytestmark = pytest.mark.bench
SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "100,1000,10000").split(",")]


@dataclass
class Row:
    work: str
    size: int
    seconds: float
    statements: int


# What a transaction is made of, besides its statements.
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")
rows: list[Row] = []


def measured(work: str, size: int, act: Callable[[], Any]) -> Any:
    """Do a thing once; keep how long it took and how many statements it made."""
    with CaptureQueriesContext(connection) as queries:
        begun = time.perf_counter()
        result = act()
        took = time.perf_counter() - begun
    kept = [query for query in queries.captured_queries if not query["sql"].startswith(NOT_COUNTED)]
    rows.append(Row(work, size, took, len(kept)))
    return result


def crowd(town: World, listing: Listing, size: int) -> None:
    """Let so many have an interest, written as rows: what is measured begins when they are there."""
    with town.scope():
        queue = Queue.objects.get(slug="housing")
        first = date(2005, 1, 1)
        people = Person.objects.bulk_create(
            Person(landlord_id=town.pk, given_name=f"P{n}", family_name="Test", born=date(1980, 1, 1),
                   created_at=at("01-01 12:00"),
                   identity=Identity.PERSONAL_NUMBER, last_login_on=date(2026, 5, 1))
            for n in range(size)
        )  # fmt: skip
        days = [first + timedelta(days=n % 7000) for n in range(size)]
        lines = Registration.objects.bulk_create(
            Registration(
                landlord_id=town.pk,
                person=person,
                queue=queue,
                registered_at=start_of(day),
                points_from=day,
                renewed_on=day,
            )
            for person, day in zip(people, days, strict=True)
        )
        Interest.objects.bulk_create(
            Interest(landlord_id=town.pk, listing=listing, person=person, registration=line, made_at=at("05-11 12:00"))
            for person, line in zip(people, lines, strict=True)
        )
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    connections["owner"].close()


def does(town: World, service: Callable[..., Any], person: int, listing: Listing, now: datetime) -> Any:
    with town.scope():
        return service(listing.pk, person, by=person_actor(person), now=now)


@pytest.mark.parametrize("size", SIZES)
def test_cost_of_a_letting(real_town: World, size: int) -> None:
    town = real_town
    town.person("Anna", since="2004-01-01")
    eva = town.staff()
    listing = town.listing()
    crowd(town, listing, size)
    town.tick(at("05-11 12:30"))  # those who watch for new flats have been told of it
    measured("one more interest", size, lambda: town.does("Anna", express_interest, listing, at("05-11 13:00")))
    measured("close + rank + store + offer", size, lambda: town.tick(at("05-18 08:00")))
    town.tick(at("05-22 08:00"))
    with town.scope():
        offered = list(Offer.objects.filter(listing=listing).order_by("rank").values_list("person", flat=True))
    assert offered[0] == town.people["Anna"].pk
    for person in offered:
        answer = accept if person in offered[:2] else decline
        assert does(town, answer, person, listing, at("05-22 09:00")) is None
    measured("refusal to next", size, lambda: does(town, decline, offered[0], listing, at("05-22 10:00")))
    with town.scope():
        assert Offer.objects.get(listing=listing, state="candidate").person_id == offered[1]
    client = Client(HTTP_HOST=town.host)
    client.force_login(eva)
    url = f"/admin/letting/listing/{listing.pk}/arbetsbank/"
    client.get(url)
    response = measured("workbench list", size, lambda: client.get(url))
    assert response.status_code == 200


def test_statements_do_not_grow_with_the_number_of_interests() -> None:
    by_work: dict[str, list[Row]] = {}
    for row in rows:
        by_work.setdefault(row.work, []).append(row)
    print("\n| PERF-0 | N | ms | statements |\n| --- | --- | --- | --- |")
    for work, some in by_work.items():
        for row in some:
            print(f"| {work} | {row.size} | {row.seconds * 1000:.1f} | {row.statements} |")
    limits = {"one more interest": 10, "close + rank + store + offer": 30, "refusal to next": 15}
    for work, some in by_work.items():
        assert len({row.statements for row in some}) == 1, some
        assert some[0].statements <= limits.get(work, 12), some[0]
