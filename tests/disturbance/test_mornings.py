"""In the morning a case is locked, its report frozen, and each contact written to once (NIGHT-6, 7, 8)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail

from disturbance.core.categories import Category, Ending
from disturbance.core.nights import morning_after, night_of
from disturbance.models import Case, Entry, Report
from disturbance.services.dispatch import close, join
from disturbance.services.entries import correct
from disturbance.services.intake import Intake, open_case
from disturbance.services.mornings import note_first_reading
from tenants.core.calendar import local_day
from tenants.mailing import send_due
from tenants.models import Event, Message
from tests.cast import STOCKHOLM, World, at
from tests.night import EVENING, Night, contact, one_night

SEVEN = at("05-23 07:00")


def reports(world: World) -> list[Report]:
    with world.scope():
        return list(Report.objects.order_by("pk"))


def letters(world: World) -> list[tuple[str, str, str]]:
    with world.scope():
        rows = Message.objects.filter(kind__startswith="night").order_by("pk")
        return [(row.kind, row.to, f"{row.created_at.astimezone(STOCKHOLM):%m-%d %H:%M}") for row in rows]


def test_night_6_at_seven_a_case_is_locked_and_its_report_says_the_facts_first(night: Night, town: World) -> None:
    case = one_night(night, town)
    town.tick(SEVEN - timedelta(minutes=1))
    assert reports(town) == []
    town.tick(SEVEN)
    town.tick(SEVEN + timedelta(minutes=1))
    (report,) = reports(town)
    with town.scope():
        assert Case.objects.get().locked_at == SEVEN
        told = Event.objects.get(kind="report.frozen").data
    assert told == {
        "version": 1, "sha256": report.sha256, "full": report.full_sha256, "masked": report.masked_sha256,
    }  # fmt: skip
    facts, entries = report.data["facts"], {one["pk"]: one for one in report.data["entries"]}
    assert (facts["confirmed"], facts["police_at"], [entries[pk]["heard_from"] for pk in facts["heard"]]) == (
        True, "", ["stairwell"],
    )  # fmt: skip
    assert [(one["step"], one["by"], one["along"]) for one in report.data["entries"]] == [
        ("opened", "Olga", ""), ("sent", "Olga", ""), ("arrived", "Petra", "Pelle"), ("heard", "Petra", "Pelle"),
        ("spoke", "Petra", "Pelle"), ("quiet", "Petra", "Pelle"), ("closed", "Olga", ""),
    ]  # fmt: skip
    assert report.data["callers"] == [{"name": "Anna Lind", "phone": "070-174 06 05", "address": "", "unknown": ""}]
    assert (report.data["number"], bytes(report.full)[:5], bytes(report.masked)[:5]) == (
        case.number,
        b"%PDF-",
        b"%PDF-",
    )


def test_night_6_a_case_that_is_open_at_seven_is_locked_when_it_is_closed(night: Night, town: World) -> None:
    contact(town, "Karin")
    with night.duty():
        call = Intake(town.pk, Category.PARTY, "Fest.", street="Åsgatan 1", caller_name="Bo")
        case = open_case(call, by=night.workers["Olga"], now=EVENING)
        assert isinstance(case, Case)
    town.tick(SEVEN)
    assert (reports(town), letters(town)) == ([], [])
    with night.duty():
        close(case.pk, Ending.NOT_HEARD, by=night.workers["Olga"], now=at("05-23 07:20"))
    town.tick(at("05-23 07:21"))
    assert [one.made_at for one in reports(town)] == [at("05-23 07:21")]
    assert letters(town) == [("night_reports", "karin@staff.example.se", "05-23 07:21")]


def test_night_6_a_correction_afterwards_makes_a_new_version_and_the_earlier_stays(night: Night, town: World) -> None:
    contact(town, "Karin")
    one_night(night, town)
    town.tick(SEVEN)
    with night.duty():
        heard = Entry.objects.get(step="heard")
        correct(heard.pk, "Det var från gården.", key=uuid4(), by=night.workers["Petra"], now=at("05-23 09:00"))
    town.tick(at("05-23 09:01"))
    town.tick(at("05-23 09:02"))
    first, second = reports(town)
    assert [(one.version, one.confirmed, len(one.data["entries"])) for one in (first, second)] == [
        (1, True, 7), (2, False, 8),
    ]  # fmt: skip
    assert len(letters(town)) == 1


def test_night_1_a_case_that_is_joined_to_another_is_told_of_in_that_ones_report(night: Night, town: World) -> None:
    with night.duty():
        olga = night.workers["Olga"]
        calls = [Intake(town.pk, Category.MUSIC, told, street="Åsgatan 14", caller_name=name)
                 for told, name in (("Musik.", "Anna Lind"), ("Dunk i väggen.", "Cecilia Ek"))]  # fmt: skip
        first, second = (open_case(call, by=olga, now=EVENING) for call in calls)
        assert isinstance(first, Case)
        assert isinstance(second, Case)
        join(second.pk, first.pk, by=olga, now=EVENING)
        close(first.pk, Ending.STOPPED_BEFORE, by=olga, now=EVENING + timedelta(minutes=5))
    town.tick(SEVEN)
    (report,) = reports(town)
    assert [one["name"] for one in report.data["callers"]] == ["Anna Lind", "Cecilia Ek"]
    assert ("opened", 2, "Dunk i väggen.") in [
        (one["step"], one["case"], one["text"]) for one in report.data["entries"]
    ]


def test_night_7_each_contact_gets_one_mail_however_many_cases_and_nothing_of_anybody_in_it(
    night: Night, town: World
) -> None:
    contact(town, "Karin")
    contact(town, "Kent")
    gone = contact(town, "Gösta")
    foreign = contact(night.worlds["tunabyggen"], "Tage")
    with town.scope():
        gone.until = date(2026, 5, 22)
        gone.save()
    assert foreign.pk
    one_night(night, town)
    one_night(night, town, EVENING + timedelta(hours=1), flat="1301")
    for minutes in range(3):
        town.tick(SEVEN + timedelta(minutes=minutes))
    assert letters(town) == [
        ("night_reports", "karin@staff.example.se", "05-23 07:00"),
        ("night_reports", "kent@staff.example.se", "05-23 07:00"),
    ]
    assert letters(night.worlds["tunabyggen"]) == []
    send_due(SEVEN)
    sent = mail.outbox[0]
    said = f"{sent.subject} {sent.body}"
    assert f"http://{town.host}/admin/disturbance/case/natt/2026-05-22/" in said
    for secret in ("Åsgatan", "1201", "Anna", "Lind", "musik"):
        assert secret not in said


def test_night_7_a_missed_morning_is_caught_up_with_once(night: Night, town: World) -> None:
    contact(town, "Karin")
    one_night(night, town)
    town.tick(at("05-25 15:00"))
    town.tick(at("05-26 07:00"))
    assert letters(town) == [("night_reports", "karin@staff.example.se", "05-25 15:00")]


def test_night_7_when_a_contact_first_opened_a_night_is_kept(night: Night, town: World) -> None:
    karin = contact(town, "Karin")
    one_night(night, town)
    with town.scope():
        for moment in (SEVEN, SEVEN + timedelta(hours=1)):
            note_first_reading(date(2026, 5, 22), karin.membership_id, moment)
        note_first_reading(date(2026, 5, 22), karin.membership_id + 1000, SEVEN)
        assert list(karin.readings.values_list("night", "opened_at")) == [(date(2026, 5, 22), SEVEN)]


def test_night_7_through_a_year_of_mornings_each_mail_is_due_once_at_seven_by_the_clock_on_the_wall() -> None:
    nights = [date(2026, 1, 1) + timedelta(days=day) for day in range(365)]
    mornings = [morning_after(night) for night in nights]
    assert {f"{moment.astimezone(STOCKHOLM):%H:%M}" for moment in mornings} == {"07:00"}
    assert [local_day(moment) for moment in mornings] == [night + timedelta(days=1) for night in nights]
    calls = [datetime(day.year, day.month, day.day, hour, tzinfo=STOCKHOLM) for day in nights for hour in (13, 23)]
    assert [night_of(moment) for moment in calls] == [night for night in nights for _ in range(2)]


@pytest.mark.parametrize("summer_time", ["03-28 23:40", "03-29 03:10", "10-24 23:40", "10-25 02:30"])
def test_night_7_both_nights_of_summer_time_end_at_seven(night: Night, town: World, summer_time: str) -> None:
    contact(town, "Karin")
    one_night(night, town, at(summer_time))
    morning = morning_after(night_of(at(summer_time)))
    for minutes in (-61, -1, 0, 1, 59, 61):
        town.tick(morning + timedelta(minutes=minutes))
    assert letters(town) == [("night_reports", "karin@staff.example.se", f"{morning:%m-%d} 07:00")]
