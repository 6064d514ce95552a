"""Which night, when in the morning, how long kept, and who is nearest: tables to the minute and the metre."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from disturbance.core.categories import Category, Danger, Priority, priority_of
from disturbance.core.nearest import Crew, distance, nearest
from disturbance.core.nights import last_day_kept, morning_after, night_of, warned_on
from tests.cast import STOCKHOLM, at

NOW = at("05-22 23:40")
FALUN, BORLANGE = (60.6065, 15.6355), (60.4858, 15.4371)


@pytest.mark.parametrize(
    ("moment", "night"),
    [("05-22 23:40", "05-22"), ("05-23 00:10", "05-22"), ("05-23 11:59:59", "05-22"), ("05-23 12:00", "05-23")],
)
def test_a_night_begins_at_noon(moment: str, night: str) -> None:
    assert night_of(at(moment)) == date.fromisoformat(f"2026-{night}")


@pytest.mark.parametrize(
    ("night", "utc"),
    [("2027-03-27", "2027-03-28T05:00"), ("2027-10-30", "2027-10-31T06:00"), ("2026-12-31", "2027-01-01T06:00")],
)
def test_night_7_the_morning_is_seven_by_the_clock_on_the_wall(night: str, utc: str) -> None:
    morning = morning_after(date.fromisoformat(night))
    assert morning.astimezone(ZoneInfo("UTC")).isoformat()[:16] == utc
    assert (morning.astimezone(STOCKHOLM).hour, morning.minute) == (7, 0)


def test_night_9_reports_are_there_for_ninety_days_and_told_of_before() -> None:
    night = date(2026, 5, 22)
    assert last_day_kept(night) == date(2026, 8, 21)
    assert (last_day_kept(night) - date(2026, 5, 23)).days == 90
    assert warned_on(night) == (date(2026, 8, 7), date(2026, 8, 18))


def test_distance_is_as_the_crow_flies() -> None:
    assert round(distance(FALUN, BORLANGE), 1) == 17.3
    assert distance(FALUN, FALUN) == 0


def crew(name: str, place: tuple[float, float] | None, minutes: int | None, cases: int = 0) -> Crew:
    placed_at: datetime | None = NOW - timedelta(minutes=minutes) if minutes is not None else None
    return Crew(1, name, place, placed_at, cases)


def test_night_3_the_free_and_near_whose_place_is_known_come_first() -> None:
    crews = [
        crew("busy and near", FALUN, 1, cases=1), crew("far", BORLANGE, 1), crew("near, long ago", FALUN, 16),
        crew("nowhere", None, None), crew("near", FALUN, 15), crew("also near", FALUN, 0),
    ]  # fmt: skip
    assert [one.crew.callsign for one in nearest(crews, FALUN, NOW)] == [
        "also near", "near", "far", "near, long ago", "nowhere", "busy and near",
    ]  # fmt: skip


def test_night_3_without_a_place_they_come_by_call_sign() -> None:
    choices = nearest([crew("B", FALUN, 1), crew("A", BORLANGE, 1)], None, NOW)
    assert [(one.crew.callsign, one.km) for one in choices] == [("A", None), ("B", None)]


@pytest.mark.parametrize(
    ("category", "dangers", "priority"),
    [
        (Category.MUSIC, set(), Priority.LATER), (Category.QUARREL, set(), Priority.SOON),
        (Category.MUSIC, {Danger.DRUNK}, Priority.SOON), (Category.MUSIC, {Danger.WEAPON, Danger.DOG}, Priority.NOW),
        (Category.THREAT, set(), Priority.NOW),
    ],
)  # fmt: skip
def test_priority_is_suggested_by_what_it_is(category: Category, dangers: set[Danger], priority: Priority) -> None:
    assert priority_of(category, frozenset(dangers)) is priority
