"""A night service sees its own and its customers' rows, in the database itself (NIGHT-10)."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from disturbance.models import Customer, NightService, NightWorker, RegisterHome
from disturbance.scoping import on_duty
from tenants.scoping import NoScope, scope
from tests.cast import other_landlord
from tests.night import make_night

TABLES = ("disturbance_nightworker", "disturbance_patrol", "disturbance_shift")
TODAY = date(2026, 5, 22)


def seen(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def test_night_10_without_a_duty_nothing_of_a_service_is_seen(db: None) -> None:
    night = make_night()
    night.patrol()
    assert [seen(table) for table in TABLES] == [0, 0, 0]
    with pytest.raises(NoScope):
        NightWorker.objects.count()
    with night.duty():
        assert [seen(table) for table in TABLES] == [4, 1, 0]


def test_night_10_a_service_sees_its_customers_registers_and_no_others(db: None) -> None:
    night, foreign = make_night(), other_landlord()
    for world in (*night.worlds.values(), foreign):
        night.home(world)
    with night.duty() as customers:
        landlords = {one.landlord.pk for one in customers}
        assert landlords == {world.pk for world in night.worlds.values()}
        assert {home.landlord_id for home in RegisterHome.objects.all()} == landlords
        assert seen("disturbance_registerhome") == 2


def test_night_10_a_customer_that_has_left_is_seen_no_more(db: None) -> None:
    night = make_night()
    with scope(night.worlds["tunabyggen"].pk):
        Customer.objects.update(until=date(2026, 5, 21))
    with night.duty() as customers:
        assert [one.landlord for one in customers] == [night.worlds["kopparstaden"].landlord]


def test_night_10_another_service_sees_nothing_of_it_and_cannot_write_for_it(db: None) -> None:
    night = make_night()
    other = NightService.objects.create(slug="andra", name="Andra jouren", host="andra.localhost:8000")
    with on_duty(other.pk, TODAY) as customers:
        assert (customers, seen("disturbance_nightworker"), seen("disturbance_registerhome")) == ([], 0, 0)
        worker = NightWorker(service=night.service, user=night.users["Olga"], name="Olga", role="operator")
        with pytest.raises(ProgrammingError, match="row-level security"):
            worker.save(force_insert=True)


def test_every_table_of_a_service_has_forced_row_level_security(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'service_id'"
            " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
            " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)"
        )
        assert cursor.fetchall() == []
