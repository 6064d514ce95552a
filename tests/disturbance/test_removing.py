"""After ninety days nothing is left of a night but numbers: looked for in every table and file (NIGHT-9)."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from pypdf import PdfReader

from disturbance.core.nights import next_look, removed_at, warning_due
from disturbance.models import Case, CasePhoto, Entry, NightFigure, Report
from disturbance.services.entries import correct
from disturbance.services.mornings import note_first_reading
from tenants import ticking
from tenants.mailing import send_due
from tenants.models import Event, Message
from tenants.scoping import scope
from tests.cast import Clock, World, at
from tests.night import Night, contact, one_night
from tests.papers import picture

CANARY = "Kanariefågel"
NIGHT = date(2026, 5, 22)
SEVEN = at("05-23 07:00")
DAY = {n: SEVEN + timedelta(days=n) for n in (89, 90, 91)}


@pytest.fixture
def night(night: Night, settings: Any, tmp_path: Path) -> Night:
    settings.MEDIA_ROOT = tmp_path
    return night


def told(night: Night, town: World) -> Case:
    """A night with the canary in everything that staff may write, a photograph, a correction and a mail."""
    karin = contact(town, "Karin")
    case = one_night(night, town, told=CANARY, street=f"{CANARY}gatan 1", caller_name=CANARY)
    with night.duty():
        entry = Entry.objects.get(step="heard")
        correct(entry.pk, CANARY, key=uuid4(), by=night.workers["Petra"], now=at("05-23 01:00"))
    with town.scope():
        photo = CasePhoto(entry=entry)
        photo.image.save("bild.jpg", picture())
    town.tick(SEVEN)
    send_due(SEVEN)
    with town.scope():
        note_first_reading(NIGHT, karin.membership_id, SEVEN)
    return case


def words_of(paper: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)


def found(night: Night, text: str) -> set[str]:
    """Return the tables that hold a text in any column, of all that the service and its landlords may see."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        tables = [name for (name,) in cursor.fetchall()]
    there = set()
    with night.duty(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" AS t WHERE t::text ILIKE %s', [f"%{text}%"])
            row = cursor.fetchone()
            if row and row[0]:
                there.add(table)
    return there


@pytest.mark.parametrize(
    ("day", "due"),
    [("08-07 06:59", None), ("08-07 07:00", 14), ("08-18 06:59", 14), ("08-18 07:00", 3), ("08-21 23:59", 3)],
)
def test_night_9_warnings_come_fourteen_and_three_days_before(day: str, due: int | None) -> None:
    assert warning_due(NIGHT, at(day)) == due


def test_night_9_a_case_is_looked_at_for_its_warnings_and_its_end() -> None:
    moments = [SEVEN]
    while moments[-1] < removed_at(NIGHT):
        moments.append(next_look(NIGHT, moments[-1]))
    assert moments[1:] == [at("08-07 07:00"), at("08-18 07:00"), at("08-22 00:00")]


def test_night_9_on_day_89_and_90_all_is_there_and_on_day_91_nothing(night: Night, town: World, tmp_path: Path) -> None:
    told(night, town)
    for day in (89, 90):
        town.tick(DAY[day])
        assert found(night, CANARY) == {"disturbance_case", "disturbance_entry", "disturbance_report"}
        assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".jpg"]
    town.tick(DAY[91])
    assert found(night, CANARY) == set()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert found(night, "karin@staff") <= {"tenants_user", "account_emailaddress"}
    assert found(night, "Åkesson") == set()
    with town.scope():
        assert Case.objects.count() == 0
        assert Event.objects.filter(kind="case.removed").values_list("data", flat=True).get() == {
            "number": 1, "night": "2026-05-22",
        }  # fmt: skip
        assert list(NightFigure.objects.values_list("month", "category", "confirmed", "cases")) == [
            (date(2026, 5, 1), "music", False, 1)
        ]
        assert {(row.kind, row.body, row.to) for row in Message.objects.filter(kind__startswith="night")} == {
            ("night_reports", "", ""), ("night_removed_soon", "", ""),
        }  # fmt: skip


def test_night_9_what_is_searched_for_is_found_where_it_stands_in_a_paper(night: Night, town: World) -> None:
    """A PDF is packed: the canary is looked for in its words, not in its bytes."""
    told(night, town)
    with town.scope():
        report = Report.objects.get()
        assert CANARY in words_of(bytes(report.full))
        assert CANARY not in words_of(bytes(report.masked)).replace(f"{CANARY}gatan", "")


def test_night_9_contacts_are_warned_twice_and_once_each_time(night: Night, town: World) -> None:
    told(night, town)
    mail.outbox.clear()
    for day in range(70, 90):
        town.tick(SEVEN + timedelta(days=day))
        send_due(SEVEN + timedelta(days=day))
    assert [one.subject for one in mail.outbox] == ["Rapporter om störningar tas bort efter fredag 21 augusti"] * 2
    assert CANARY not in "".join(str(one.body) for one in mail.outbox)


def test_night_9_months_of_outage_end_with_what_is_old_gone(night: Night, town: World) -> None:
    contact(town, "Karin")
    one_night(night, town)
    town.tick(at("12-24 12:00"))
    with town.scope():
        assert (Case.objects.count(), Message.objects.filter(kind__startswith="night").count()) == (0, 0)


def test_night_9_a_run_that_cannot_remove_says_so_loudly_and_tries_again(
    night: Night, town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(night, town)
    town.tick(DAY[90])

    def broken(name: str) -> None:
        raise PermissionError("the disk is read-only")

    with monkeypatch.context() as patch:
        patch.setattr("disturbance.services.removing.default_storage.delete", broken)
        assert ticking.tick(DAY[91])[1] == 1
    with town.scope():
        row = Case.objects.get()
        assert (row.failed_steps, row.last_error) == (1, "PermissionError: the disk is read-only")
    assert "disturbance_entry" in found(night, CANARY)
    town.tick(DAY[91] + timedelta(hours=1))
    assert found(night, CANARY) == set()


def test_night_9_a_dry_run_tells_what_would_go_and_removes_nothing(
    night: Night, town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(night, town)
    clock = Clock(DAY[90])
    monkeypatch.setattr("tenants.clock.now", lambda: clock.now)
    assert run("--dry-run") == ""
    clock.now = DAY[91]
    assert run("--dry-run") == "kopparstaden: case 1 of the night of 2026-05-22\n"
    assert "disturbance_entry" in found(night, CANARY)
    assert run() == "kopparstaden: case 1 of the night of 2026-05-22\n"
    assert found(night, CANARY) == set()


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("remove_old_cases", *arguments, stdout=said)
    return said.getvalue()


def test_night_9_the_database_lets_entries_go_for_that_alone(night: Night, town: World) -> None:
    told(night, town)
    with scope(town.pk), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.removing', true)")
        assert cursor.fetchone() in [(None,), ("",)]
