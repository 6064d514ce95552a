"""A home found in the registers while one types: 100 000 homes, each search below 50 ms. `make bench` prints it."""

from __future__ import annotations

import os
import time

import pytest
from django.db import connection

from disturbance.services.registers import find_homes
from tests.night import make_night

pytestmark = pytest.mark.bench
HOMES = int(os.environ.get("BENCH_HOMES", "100000"))
SEARCHES = ("s", "storgatan", "storgatan 12 1004", "anna st", "zzz", "zzz st 1 10", "1 10 an st", "0701799")
FILL = (
    "INSERT INTO disturbance_registerhome"
    " (landlord_id, street, entrance, flat, floor, renter, phone, door, protected)"
    " SELECT %s, (array['Storgatan','Åsgatan','Ringvägen','Kvarngatan','Slaggatan'])[1 + n %% 5] || ' ' || n / 300,"
    " '', (1000 + n %% 300)::text || n %% 7, '',"
    " (array['Anna','Bo','Cecilia','David'])[1 + n %% 4] || ' Ek' || n %% 5000,"
    " '07017' || n, '', false FROM generate_series(1, %s) n"
)


def test_a_home_is_found_while_one_types(db: None) -> None:
    night = make_night()
    with night.worlds["kopparstaden"].scope(), connection.cursor() as cursor:
        cursor.execute(FILL, [night.worlds["kopparstaden"].pk, HOMES])
    print("\n| search | homes found | ms |\n| --- | --- | --- |")
    with night.duty():
        for text in SEARCHES:
            took = []
            for _ in range(5):
                begun = time.perf_counter()
                found = len(find_homes(text))
                took.append(time.perf_counter() - begun)
            print(f"| {text} | {found} | {1000 * min(took):.1f} |")
