"""Whoever has not signed a lease that follows another is reminded once, before its last day. LEASE-1, 6, 8, 10."""

from __future__ import annotations

from datetime import date

import pytest

from letting.models import LeaseChange
from letting.services.sign_reminders import next_look
from tenants.models import Event, Message
from tests.cast import World, at
from tests.letting.changing import agrees, answers, asks, grants, signs, state, withdraws
from tests.letting.renting import gives_notice, rents
from tests.letting.two import claims, confirmed, live_together, signs_own
from tests.letting.two import grants as grants_claim


def granted(world: World) -> LeaseChange:
    """Let a swap of Anna's and Cecilia's home with Bo's and David's be granted, for 1 August."""
    cecilia, david = world.person("Cecilia", serial=991), world.person("David", serial=992)
    mine = rents(world, "Anna", world.unit("A1", street="Åsgatan 14"), co_renter=cecilia)
    rents(world, "Bo", world.unit("B1", street="Trotzgatan 3"), co_renter=david)
    change: LeaseChange = asks(world, mine, "swap")
    answers(world, "Bo")
    for name in ("Cecilia", "David"):
        agrees(world, change, name)
    grants(world, change)
    return change


def reminded(world: World) -> list[tuple[str, str, str]]:
    """Return who was reminded, of which home, and of which last day."""
    with world.scope():
        rows = Message.objects.filter(kind="sign_soon").order_by("pk")
        return [(row.person.given_name, row.context["street"], row.context["last_day"]) for row in rows if row.person]


def test_each_who_has_not_signed_is_reminded_once_on_the_last_workday_before(borlange: World) -> None:
    change = granted(borlange)
    signs(borlange, change, "Anna")
    borlange.tick(at("07-30 07:59"))
    assert reminded(borlange) == []
    borlange.tick(at("07-30 08:00"))  # Thursday; the last day is Friday the 31st
    expected = [
        ("Cecilia", "Trotzgatan 3", "2026-07-31"), ("Bo", "Åsgatan 14", "2026-07-31"),
        ("David", "Åsgatan 14", "2026-07-31"),
    ]  # fmt: skip
    assert reminded(borlange) == expected
    with borlange.scope():
        data = Event.objects.filter(kind="reminder.sent").values_list("data", flat=True)
        assert [*data] == [{"kind": "sign_due", "days_left": 1}] * 3
    borlange.tick(at("07-31 09:00"))
    assert reminded(borlange) == expected
    for name in ("Bo", "Cecilia", "David"):
        signs(borlange, change, name, "07-31 10:00")
    borlange.tick(at("08-01 00:00"))
    assert state(borlange, change) == "done"


@pytest.mark.parametrize("all_sign", [True, False])
def test_nobody_is_reminded_of_what_is_signed_or_taken_back(borlange: World, *, all_sign: bool) -> None:
    change = granted(borlange)
    if all_sign:
        for name in ("Anna", "Bo", "Cecilia", "David"):
            signs(borlange, change, name)
    else:
        withdraws(borlange, change, "David")
    borlange.tick(at("07-30 08:00"))
    assert reminded(borlange) == []


def test_a_last_day_in_a_weekend_is_reminded_of_on_the_friday(borlange: World) -> None:
    change = asks(borlange, rents(borlange, "Anna"), "addition")
    answers(borlange, "Bo")
    grants(borlange, change, "05-25 10:00")
    borlange.tick(at("05-28 23:59"))
    assert reminded(borlange) == []
    borlange.tick(at("05-29 08:00"))
    assert [(name, day) for name, _, day in reminded(borlange)] == [("Anna", "2026-05-31"), ("Bo", "2026-05-31")]


def test_what_is_granted_when_the_reminder_would_have_been_has_its_letter_of_the_grant_alone(borlange: World) -> None:
    change = asks(borlange, rents(borlange, "Anna"), "addition")
    answers(borlange, "Bo")
    grants(borlange, change, "05-29 09:00")
    borlange.tick(at("05-31 12:00"))
    assert (reminded(borlange), state(borlange, change)) == ([], "granted")
    borlange.tick(at("06-01 00:00"))
    assert state(borlange, change) == "lapsed"
    with borlange.scope():
        assert next_look(date(2026, 5, 31), at("05-29 07:59")) == at("05-29 08:00")


@pytest.mark.parametrize("signed", [True, False])
def test_lease_6_the_one_who_stays_is_reminded_of_the_lease_of_her_own(borlange: World, *, signed: bool) -> None:
    home = live_together(borlange)
    notice = confirmed(borlange, gives_notice(borlange, home, "05-20 10:00"))
    claim = grants_claim(borlange, claims(borlange, "Bo", notice))  # on 25 May, to be signed by the 29th
    if signed:
        signs_own(borlange, "Bo", claim.lease)
    borlange.tick(at("05-28 07:59"))
    assert reminded(borlange) == []
    borlange.tick(at("05-28 08:00"))
    borlange.tick(at("05-29 08:00"))
    assert reminded(borlange) == ([] if signed else [("Bo", "Åsgatan 14", "2026-05-29")])
    borlange.tick(at("05-30 00:00"))
    with borlange.scope():
        claim.refresh_from_db()
    assert claim.state == ("granted" if signed else "lapsed")
