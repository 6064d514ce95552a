"""The patrol's telephone at its front door: on duty and off it, and its crew's own safety."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from disturbance.core.safety import EVERY, asked_by, minutes_overdue
from disturbance.models import Case, NightRole
from tests.cast import STOCKHOLM, World
from tests.disturbance.patrol.pressing import (
    NOW,
    OFF,
    ON,
    PLACE,
    WELL,
    crew,
    press,
    sends,
    sent_to,
)
from tests.night import EVENING, Night
from tests.pages.office import text, words


def test_two_go_on_duty_and_off_it_and_where_they_were_is_forgotten(night: Night, petra: Client) -> None:
    assert "Gå i tjänst" in text(petra, "/patrull/")
    answer = petra.post(ON, {"callsign": "Patrull 1", "other": night.workers["Pelle"].pk}, follow=True)
    assert ("Ni är i tjänst." in words(answer), "Inget ärende" in words(answer)) == (True, True)
    assert petra.post(PLACE, {"latitude": "60.6", "longitude": "15.6"}).status_code == 204
    assert (crew(night).latitude, crew(night).placed_at) == (60.6, NOW)
    assert "Läget är glömt." in words(petra.post(OFF, follow=True))
    assert (crew(night).off_at, crew(night).latitude, crew(night).placed_at) == (NOW, None, None)
    assert petra.post(PLACE, {"latitude": "60.6", "longitude": "15.6"}).status_code == 422


def test_the_other_of_the_crew_has_the_same_pages(night: Night, case: Case) -> None:
    assert "Åsgatan 14, 1201" in text(night.inside("Pelle"), "/patrull/")


@pytest.mark.parametrize(
    ("callsign", "other", "sentence"),
    [
        ("", "Pelle", "Patrullen har inget anrop."), ("Patrull 1", "", "En patrull är två."),
        ("Patrull 1", "Petra", "En patrull är två."), ("Patrull 1", "Olga", "Medarbetaren finns inte."),
        ("Patrull 1", "Magda", "En av dem är redan i tjänst på en patrull."),
        ("patrull 9", "Pelle", "Det anropet är redan i tjänst."),
    ],
)  # fmt: skip
def test_who_cannot_go_on_duty_is_told_why_and_what_she_wrote_stays(
    night: Night, petra: Client, callsign: str, other: str, sentence: str
) -> None:
    night.worker("Nils", NightRole.PATROL)
    night.patrol("Patrull 9", "Magda", "Nils")
    number = night.workers[other].pk if other else ""
    answer = petra.post(ON, {"callsign": callsign, "other": number})
    assert (answer.status_code, sentence in words(answer), f'value="{callsign}"' in words(answer)) == (422, True, True)


def test_on_a_case_one_does_not_go_off_duty(night: Night, petra: Client, case: Case) -> None:
    assert "Patrullen är på ett ärende." in words(petra.post(OFF, follow=True))


def test_a_patrol_that_has_logged_in_is_led_to_its_own_page(night: Night, petra: Client) -> None:
    assert petra.get("/")["Location"] == "/patrull/"


@pytest.mark.parametrize(("latitude", "status"), [("91", 422), ("nan", 422), ("inf", 422), ("norr", 404), ("", 404)])
def test_a_place_that_is_nowhere_is_not_kept(night: Night, petra: Client, latitude: str, status: int) -> None:
    night.patrol()
    assert petra.post(PLACE, {"latitude": latitude, "longitude": "15"}).status_code == status
    assert crew(night).latitude is None


def test_a_crew_on_a_case_is_asked_and_every_press_answers(night: Night, petra: Client, case: Case) -> None:
    assert crew(night).check_in_by == EVENING + EVERY
    assert "Har inte hört av sig, 5 min sen" in text(night.inside("Olga"), "/")
    assert petra.post(WELL, follow=True).status_code == 200
    assert crew(night).check_in_by == NOW + EVERY
    assert "Har inte hört av sig" not in text(night.inside("Olga"), "/")
    sends(petra, press(case, "arrived", 600))
    assert crew(night).check_in_by == NOW + EVERY
    sends(petra, press(case, "close", ending="quiet"))
    assert crew(night).check_in_by is None


def test_an_old_press_that_comes_late_does_not_say_that_all_is_well_now(
    night: Night, petra: Client, case: Case
) -> None:
    sends(petra, press(case, "arrived", 1000))
    assert crew(night).check_in_by == NOW - timedelta(seconds=1000) + EVERY
    assert "Har inte hört av sig" in text(night.inside("Olga"), "/")


def test_a_crew_with_another_case_left_is_still_asked(night: Night, town: World, petra: Client, case: Case) -> None:
    other = sent_to(night, town)
    sends(petra, press(case, "close", ending="quiet"))
    assert crew(night).check_in_by == EVENING + EVERY
    sends(petra, press(other, "close", ending="quiet"))
    assert crew(night).check_in_by is None


def test_who_is_off_duty_is_told_so(night: Night, petra: Client) -> None:
    assert "Du är inte i tjänst." in words(petra.post(WELL, follow=True))
    assert petra.post(WELL, headers={"accept": "application/json"}).status_code == 422


def test_when_a_crew_is_asked_and_when_it_is_late() -> None:
    assert [asked_by(None, NOW), asked_by(NOW + EVERY * 2, NOW)] == [NOW + EVERY, NOW + EVERY * 2]
    asked = [minutes_overdue(by, NOW) for by in (None, NOW, NOW - timedelta(seconds=1), NOW - timedelta(minutes=7))]
    assert asked == [None, None, 0, 7]


def test_in_the_night_when_summer_time_ends_a_crew_is_asked_after_fifteen_minutes_too() -> None:
    heard = datetime(2027, 10, 31, 2, 50, tzinfo=STOCKHOLM)  # before the hands are moved back
    assert asked_by(None, heard) == datetime(2027, 10, 31, 1, 5, tzinfo=UTC)
