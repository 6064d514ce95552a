"""A year of mornings, both nights of summer time among them: each contact's mail once, at seven by the wall (NIGHT-7).

What a report looks like on paper is another file's subject: here nothing is drawn.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from disturbance.core.categories import Category
from disturbance.core.nights import morning_after
from disturbance.services.intake import Intake
from disturbance.services.operating import take_call
from tenants.core.calendar import at_hour
from tenants.models import Message
from tests.cast import STOCKHOLM, World
from tests.night import Night, contact, make_night

FIRST, DAYS = date(2026, 1, 1), 365
SPRING, AUTUMN = date(2026, 3, 28), date(2026, 10, 24)  # the nights of 23 and of 25 hours
NIGHTS = [FIRST + timedelta(days=n) for n in range(DAYS)]


@pytest.fixture
def night(db: None, monkeypatch: pytest.MonkeyPatch) -> Night:
    monkeypatch.setattr("disturbance.services.reports.render_pdf", lambda *_: (b"%PDF-", "0" * 64))
    return make_night("kopparstaden")


def has_a_case(evening: date) -> bool:
    return evening.day % 3 != 0 or evening in {SPRING, AUTUMN}


def call(night: Night, world: World, evening: date) -> None:
    """Let someone call at twenty to twelve about what the landlord wants nobody sent for."""
    now = at_hour(evening, time(23, 40))
    told = Intake(world.pk, Category.YARD, "Skrik på gården.", street="Åsgatan 1", caller_name="Bo")
    with night.duty(now):
        take_call(told, join_to=None, close_at_once=True, by=night.workers["Olga"], now=now)


def written(world: World, after: int) -> list[tuple[int, str, datetime]]:
    with world.scope():
        rows = Message.objects.filter(kind="night_reports", pk__gt=after).order_by("pk")
        return [(row.pk, row.to, row.created_at.astimezone(STOCKHOLM)) for row in rows]


def test_night_7_a_year_of_mornings_each_with_its_mail_once_at_seven(night: Night) -> None:
    world = night.worlds["kopparstaden"]
    contacts = [contact(world, name).membership.user.email for name in ("Karin", "Lars")]
    last = 0
    for evening in NIGHTS:
        if has_a_case(evening):
            call(night, world, evening)
        seven = morning_after(evening)
        world.tick(seven - timedelta(seconds=1))
        assert written(world, last) == [], evening
        world.tick(seven)
        if has_a_case(evening):
            world.tick(seven + timedelta(minutes=1))
        mails = written(world, last)
        wanted = [(to, seven) for to in contacts] if has_a_case(evening) else []
        assert [(to, when) for _pk, to, when in mails] == wanted, evening
        assert {(when.hour, when.minute, when.second) for *_rest, when in mails} <= {(7, 0, 0)}
        last = max((pk for pk, *_rest in mails), default=last)
    assert [long(evening).total_seconds() / 3600 for evening in (SPRING, FIRST, AUTUMN)] == [11, 12, 13]


def long(evening: date) -> timedelta:
    """Return how long a night was from seven to seven, by a clock that nobody moves."""
    return morning_after(evening).astimezone(UTC) - at_hour(evening, time(19)).astimezone(UTC)
