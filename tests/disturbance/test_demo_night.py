"""The demo's night service: nights that are lived through as the clock moves, by the services that staff use."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from disturbance.core.categories import Ending
from disturbance.demo.making import make_service
from disturbance.demo.plan import acts_between, acts_of, next_after
from disturbance.demo.playing import live_through, play
from disturbance.models import Case, NightService, Patrol, RegisterHome, Report
from disturbance.scoping import on_duty
from disturbance.services.dispatch import close
from tenants.core.calendar import at_hour, local_day
from tenants.demo.moving import move
from tenants.models import Message, Role
from tests.cast import STOCKHOLM, World, at, make_world

FRIDAY = date(2026, 5, 22)
AFTERNOON = at("05-22 15:00")
SLUGS = ("kopparstaden", "tunabyggen", "flen")


@pytest.fixture(scope="module")
def kept(lasting_db: None) -> tuple[NightService, list[World]]:
    """Three landlords with homes and a head of letting each, and their night service."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("disturbance.services.reports.render_pdf", drawn)
        worlds = [make_world(slug) for slug in SLUGS]
        for world in worlds:
            world.staff(f"Maria.{world.pk}", Role.MANAGER)
            for number in range(16):
                world.unit(f"A{number}", street=f"Åsgatan {number}", latitude=60.6, longitude=15.6)
        return make_service("jour.localhost:8000", AFTERNOON), worlds


def drawn(*_asked: Any) -> tuple[bytes, str]:
    """Draw nothing: what a report looks like on paper is not the subject here."""
    return b"%PDF-", "0" * 64


@pytest.fixture
def service(
    kept: tuple[NightService, list[World]], db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> NightService:
    """The night service; what is done is taken back before the next test."""
    settings.DEMO, settings.NIGHT_URLCONF = True, "tests.disturbance.demo_urls"
    monkeypatch.setattr("tenants.clock.now", lambda: AFTERNOON)
    monkeypatch.setattr("disturbance.services.reports.render_pdf", drawn)
    return deepcopy(kept[0])


@pytest.fixture
def worlds(kept: tuple[NightService, list[World]]) -> list[World]:
    return deepcopy(kept[1])


def cases(service: NightService, night: date) -> list[Case]:
    with on_duty(service.pk, FRIDAY):
        return list(Case.objects.filter(night=night).select_related("landlord").order_by("number"))


def test_a_night_is_the_same_whenever_it_is_asked_for_and_a_friday_has_all_of_it() -> None:
    assert acts_of(FRIDAY) == acts_of(FRIDAY)
    assert len({act.number for act in acts_of(FRIDAY)}) == 8
    assert {act.number for act in acts_of(date(2026, 5, 20))} == {0, 2, 5}
    assert acts_between(AFTERNOON, AFTERNOON + timedelta(days=1)) == acts_of(FRIDAY)
    assert next_after(AFTERNOON) == at_hour(FRIDAY, datetime.min.time().replace(hour=21, minute=35))


def test_the_nights_before_are_there_with_their_registers_and_reports(service: NightService) -> None:
    with on_duty(service.pk, FRIDAY):
        homes = Counter(RegisterHome.objects.values_list("landlord__slug", flat=True))
        nights = Counter(Case.objects.values_list("night", flat=True))
        reports = Report.objects.filter(version=1).count()
        waiting = Case.objects.exclude(state="closed").count() + Case.objects.filter(locked_at=None).count()
    assert homes == dict.fromkeys(SLUGS, 16 * 5)
    assert sorted(nights) == [date(2026, 5, day) for day in (18, 19, 20, 21)]
    assert (reports, waiting) == (sum(nights.values()), 0)


def test_a_friday_happens_as_the_clock_moves_and_is_with_the_landlords_at_seven(service: NightService) -> None:
    play(AFTERNOON, at("05-23 06:00"))
    night = cases(service, FRIDAY)
    assert [(case.opened_at.astimezone(STOCKHOLM).strftime("%H.%M"), case.ending) for case in night] == [
        ("21.35", "quiet"), ("22.01", "still_on"), ("22.40", "not_heard"), ("23.08", "stopped_before"),
        ("23.40", "police"), ("00.11", "no_call_out"), ("00.50", "quiet"), ("01.30", "quiet"),
    ]  # fmt: skip
    assert {case.landlord.slug for case in night} == set(SLUGS)


def test_what_happened_once_does_not_happen_again(service: NightService) -> None:
    play(AFTERNOON, at("05-22 23:00"))
    before = cases(service, FRIDAY)
    play(AFTERNOON, at("05-22 23:00"))
    assert [case.pk for case in cases(service, FRIDAY)] == [case.pk for case in before]
    with on_duty(service.pk, FRIDAY):
        assert sorted(Patrol.objects.filter(off_at=None).values_list("callsign", flat=True)) == [
            "Patrull 1", "Patrull 2",
        ]  # fmt: skip


def test_a_case_that_whoever_plays_has_closed_stays_closed(service: NightService) -> None:
    play(AFTERNOON, at("05-22 21:40"))
    with on_duty(service.pk, FRIDAY):
        first = Case.objects.get(night=FRIDAY)
        assert close(first.pk, Ending.STOPPED_BEFORE, by=first.opened_by, now=at("05-22 21:41")) is None
    play(at("05-22 21:41"), at("05-22 22:00"))
    assert [case.ending for case in cases(service, FRIDAY)] == ["stopped_before"]


def test_patrols_go_off_duty_in_the_morning_and_are_nowhere(service: NightService) -> None:
    play(AFTERNOON, at("05-23 05:00"))
    with on_duty(service.pk, FRIDAY):
        assert not Patrol.objects.filter(off_at=None).exists()


@pytest.mark.usefixtures("service")
def test_the_staff_log_in_with_one_click_and_others_do_not() -> None:
    browser = Client(headers={"host": "jour.localhost:8000"})
    page = browser.get("/demo/")
    assert [name in page.content.decode() for name in ("Olga", "Petra", "Rut", "Magda", "Nästa morgon 07.00")] == [
        True
    ] * 5
    assert browser.post("/demo/logga-in/", {"key": "maria"}).status_code == 404
    answer = browser.post("/demo/logga-in/", {"key": "olga"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert browser.get("/").status_code == 200


def test_without_demo_mode_there_is_neither_page_nor_command(settings: Any, service: NightService) -> None:
    settings.DEMO = False
    browser = Client(headers={"host": service.host})
    assert [browser.get("/demo/").status_code, browser.post("/demo/klocka/", {"step": "hour"}).status_code] == [404] * 2
    with pytest.raises(CommandError, match="demo mode only"):
        call_command("demo_night")


def test_the_clock_bar_leads_through_the_night_to_one_mail_each(
    service: NightService, worlds: list[World], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = {"now": AFTERNOON}
    monkeypatch.setattr("tenants.clock.now", lambda: clock["now"])
    monkeypatch.setattr("tenants.demo.moving.set_clock", lambda moment: clock.update(now=moment))
    happened = move([world.pk for world in worlds], at("05-23 07:00"))
    assert happened.number > 0
    night = cases(service, FRIDAY)
    assert {case.locked_at for case in night} == {at("05-23 07:00")}
    written = []
    for world in worlds:
        with world.scope():
            written += Message.objects.filter(kind="night_reports", created_at=at("05-23 07:00")).values_list(
                "landlord"
            )
    assert sorted(written) == sorted((world.pk,) for world in worlds)
    assert local_day(clock["now"]) == date(2026, 5, 23)


def test_what_the_staff_did_while_the_clock_moved_is_told_step_by_step(
    service: NightService, worlds: list[World], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = {"now": AFTERNOON}
    monkeypatch.setattr("tenants.clock.now", lambda: clock["now"])
    monkeypatch.setattr("tenants.demo.moving.set_clock", lambda moment: clock.update(now=moment))
    everyone = tuple(world.pk for world in worlds)
    told = [list(live_through(service.pk, everyone, at(when)).sentences) for when in ("05-22 21:36", "05-22 21:40")]
    number = cases(service, FRIDAY)[0].number
    steps = ("Samtal", "Patrull skickad", "På väg")
    assert told[0] + told[1] == [f"Ärende {number}: {step}." for step in steps]
