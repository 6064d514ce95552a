"""PERF-6: units from a file against COPY of the same rows, and the memory that it takes. `make bench` prints it."""

from __future__ import annotations

import os
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from letting.models import Unit, UnitImport
from letting.services.unit_imports import UNITS
from tenants.imports import importing
from tests.cast import STAFF, World, at

pytestmark = pytest.mark.bench
SIZES = [int(size) for size in os.environ.get("BENCH_UNITS", "5000,50000").split(",")]
MOST_CHANGED = 5000  # the log of this one transaction is unknown to the planner: more of it would measure that
HEADS = "Objektsnummer;Slag;Adress;Område;Rum;Yta;Hyra;Våning;Byggår;Hiss;Balkong;Tillgänglig med rullstol;Beskrivning"
COLUMNS = (
    "id, landlord_id, number, kind, street, area, rooms, size, rent, floor, built, lift, balcony, accessible,"
    " description, lake_view, sheltered, subsidised"
)
TWIN = "CREATE TEMPORARY TABLE twin (LIKE letting_unit INCLUDING ALL) ON COMMIT DROP"


def file(size: int, rent: int) -> bytes:
    kind, rest = "lägenhet", "1964;ja;nej;nej;Söderläge."
    rows = (
        f"N{n};{kind};Storgatan {n % 400};Centrum;{n % 5 + 1};58,5;{rent + n % 900};{n % 9};{rest}" for n in range(size)
    )
    return "\r\n".join([HEADS, *rows]).encode()


def copied(size: int) -> None:
    """The least that can be done: the same rows, already read, by COPY into a twin with the same keys.

    Into the units' own table PostgreSQL refuses it: COPY knows no row level security.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.twin")
        cursor.execute(TWIN)
        with cursor.copy(f"COPY twin ({COLUMNS}) FROM STDIN") as copy:
            for n in range(size):
                copy.write_row(
                    (n, 1, f"N{n}", "apartment", f"Storgatan {n % 400}", "Centrum", n % 5 + 1, "58.5", 7000 + n % 900,
                     n % 9, 1964, True, False, False, "Söderläge.", False, False, False)
                )  # fmt: skip


def seconds(act: Callable[..., Any], *given: Any) -> float:
    begun = time.perf_counter()
    act(*given)
    return time.perf_counter() - begun


def compared(size: int, rent: int, now: Any) -> UnitImport:
    row = UNITS.upload(file(size, rent), "objekt.csv", by=STAFF, now=now)
    UNITS.look_at(row, now)
    assert row.state == "ready", row.result
    return row


def read_in(row: UnitImport, now: Any) -> None:
    UNITS.confirm(row.pk, sure=True, by=STAFF, now=now)
    row.refresh_from_db()
    UNITS.look_at(row, now)
    assert row.state == "done"


def held(size: int, rent: int, now: Any) -> tuple[UnitImport, int]:
    """Compare a file; return the most memory that was held meanwhile, in bytes, the copies of the file among it."""
    tracemalloc.start()
    row = compared(size, rent, now)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return row, most


def test_perf_6_reading_units_in(town: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "IN_REQUEST", 0)
    now = at("05-11 09:00")
    print("\n| PERF-6 | N | s | × COPY |\n| --- | --- | --- | --- |")
    for size in SIZES:
        with town.scope():
            took = {"COPY": seconds(copied, size)}
            took["compare, all new"] = seconds(compared, size, 7000, now)
            took["read in, all new"] = seconds(read_in, UnitImport.objects.latest("pk"), now)
            assert Unit.objects.count() == size
            changing, most = held(size, 7500, now)
            if size <= MOST_CHANGED:
                took["read in, all changed"] = seconds(read_in, changing, now)
            for work, time_taken in took.items():
                print(f"| {work} | {size} | {time_taken:.2f} | {time_taken / took['COPY']:.1f} |")
            print(f"| memory of a comparison, MB | {size} | {most / 1e6:.1f} | {most / changing.size:.1f} × the file |")
            Unit.objects.all().delete()
