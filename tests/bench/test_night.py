"""The night with most calls that anybody has told of, 39, with its papers drawn. `make bench` prints what it takes."""

from __future__ import annotations

import os
import time
from datetime import timedelta

import pytest

from disturbance.models import Report
from tests.cast import at
from tests.night import make_night, one_night

pytestmark = pytest.mark.bench
CALLS = int(os.environ.get("BENCH_CALLS", "39"))
BEGINS, SEVEN = at("05-22 20:30"), at("05-23 07:00")


def test_the_busiest_night_and_its_morning(db: None) -> None:
    night = make_night("kopparstaden")
    world = night.worlds["kopparstaden"]
    begun = time.perf_counter()
    for number in range(CALLS):
        one_night(night, world, BEGINS + timedelta(minutes=15 * number), street=f"Åsgatan {number + 1}")
    told = time.perf_counter()
    world.tick(SEVEN)
    done = time.perf_counter()
    with world.scope():
        assert Report.objects.count() == CALLS
    print("\n| what | in all, s | each, ms |\n| --- | --- | --- |")
    print(f"| {CALLS} calls, driven to and closed | {told - begun:.1f} | {1000 * (told - begun) / CALLS:.0f} |")
    print(f"| {CALLS} reports locked, two papers each | {done - told:.1f} | {1000 * (done - told) / CALLS:.0f} |")
