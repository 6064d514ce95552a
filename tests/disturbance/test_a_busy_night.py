"""The night with most calls that anybody has told of, 39, through the whole chain to the landlords (NIGHT-1 to 8).

How long its papers take to draw is measured by `make bench`; here none is drawn.
"""

from __future__ import annotations

import zipfile
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse

from disturbance.models import Case, Report
from tenants.models import Message
from tests.cast import World, at
from tests.night import EVENING, Night, contact, make_night, one_night
from tests.pages.office import inside, queries

CALLS, SEVEN = 39, at("05-23 07:00")
BEGINS = at("05-22 20:30")


@pytest.fixture
def night(db: None, monkeypatch: pytest.MonkeyPatch) -> Night:
    monkeypatch.setattr("tenants.clock.now", lambda: SEVEN)
    monkeypatch.setattr("disturbance.services.reports.render_pdf", lambda *_: (b"%PDF-", "0" * 64))
    made = make_night()
    for world in made.worlds.values():
        contact(world, f"Karin.{world.pk}")
    return made


def calls(night: Night) -> list[Case]:
    """Let 39 call, a quarter of an hour apart, by turns at the two landlords; each is driven to and closed."""
    worlds = list(night.worlds.values())
    return [
        one_night(night, worlds[number % 2], BEGINS + timedelta(minutes=15 * number), street=f"Åsgatan {number + 1}")
        for number in range(CALLS)
    ]


def of(world: World) -> tuple[list[datetime], int]:
    with world.scope():
        mails = Message.objects.filter(kind="night_reports").values_list("created_at", flat=True)
        return list(mails), Report.objects.count()


def test_39_calls_are_at_seven_with_each_landlord_in_one_mail(night: Night) -> None:
    made = calls(night)
    assert [case.number for case in made] == list(range(1, CALLS + 1))
    for world in night.worlds.values():
        world.tick(SEVEN)
    first, second = night.worlds.values()
    assert (of(first), of(second)) == (([SEVEN], 20), ([SEVEN], 19))
    browser = inside(first, f"Karin.{first.pk}")
    address = reverse("admin:disturbance_case_night", args=["2026-05-22"])
    assert browser.get(address).content.decode().count("Åsgatan") >= 20
    assert len(queries(browser, address)) <= 12
    packed = browser.get(reverse("admin:disturbance_case_zip", args=["2026-05-22"])).content
    with zipfile.ZipFile(BytesIO(packed)) as files:
        assert len(files.namelist()) == 2 * 20


def test_the_board_of_a_busy_night_asks_no_more_than_a_quiet_ones(night: Night) -> None:
    board = night.inside("Olga")
    quiet = len(queries(board, "/nu/"))
    for number in range(10):
        one_night(night, night.worlds["kopparstaden"], EVENING + timedelta(minutes=number), street=f"Åsgatan {number}")
    with night.duty():
        Case.objects.update(state="sent", ending="", closed_at=None)
    busy = len(queries(board, "/nu/"))
    assert busy == quiet <= 12
