"""Extras: what the portal refuses at once, what is for staff, and each refusal of each act. LEASE-12."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.models import Debt, Extra
from letting.services.erasing import end_changes
from letting.services.extras import ask_for_extra, costs, judged
from tenants.landlords import rules_today
from tenants.models import Event, Message
from tenants.outbox import render
from tenants.outcome import Refused, refused
from tenants.rulesets import presets
from tests.cast import STAFF, World, at, make_world, world_from
from tests.letting.choosing import SALARY, asks, grants, refuses, stands, withdraws
from tests.letting.renting import gives_notice, rents

# Here the facts are on record; where staff look things up themselves most of it is not known, and is for them.
FLEN = presets()["flen"].read_text(encoding="utf-8").replace('provider = "staff"', 'provider = "given"')
CLEAR = {"debts": {"landlord": 0}, "income": [SALARY]}


@pytest.fixture
def flen(db: None) -> World:
    world = world_from(FLEN, "flen.localhost:8000")
    world.person("Anna", serial=988)
    world.person("Bo", serial=989)
    return world


def seen(world: World) -> list[tuple[str, str]]:
    """Return the events and the letters about extras, in order."""
    with world.scope():
        events = Event.objects.filter(kind__startswith="extra.").order_by("pk").values_list("kind", flat=True)
        letters = Message.objects.filter(kind__startswith="extra_").order_by("pk").values_list("kind", flat=True)
        return [("event", one) for one in events] + [("letter", one) for one in letters]


@pytest.mark.parametrize(
    ("told", "state", "results"),
    [
        (CLEAR, "asked", ["pass", "review"]),  # an income that counts is judged by staff, case by case
        ({}, "asked", ["review", "review"]),  # nothing is known
        ({"debts": {"landlord": 1}}, "refused", ["fail", "review"]),
        ({"debts": {"landlord": 0}, "income": []}, "refused", ["pass", "fail"]),
        ({"debts": {"landlord": 9}, "income": []}, "refused", ["fail", "fail"]),
    ],
)
def test_lease_12_debts_and_a_weak_economy_are_a_no_at_once(
    flen: World, told: dict[str, Any], state: str, results: list[str]
) -> None:
    lease = rents(flen, "Anna")
    stands(flen, "Anna", **told)
    extra = asks(flen, lease)
    assert (extra.state, extra.rent, extra.name, extra.name_en) == (state, 120, "Diskmaskin", "Dishwasher")
    if state == "refused":
        assert [one["result"] for one in extra.results] == results
        assert (extra.decided_by, extra.decision) == ("portal", "")
        assert seen(flen) == [("event", "extra.asked"), ("event", "extra.refused"), ("letter", "extra_refused")]
    else:
        assert seen(flen) == [("event", "extra.asked"), ("letter", "extra_received")]
        assert [one["result"] for one in grants(flen, extra).results] == results


def test_what_is_owed_for_a_home_that_was_left_is_a_debt(flen: World) -> None:
    lease = rents(flen, "Anna")
    stands(flen, "Anna", **CLEAR)
    with flen.scope():
        made = {"kind": "damage", "amount": 900, "made_at": at("05-01 10:00"), "made_by": "staff:1"}
        Debt.objects.create(lease=lease, person_id=lease.person_id, **made)
    assert asks(flen, lease).state == "refused"


def test_of_a_home_that_two_rent_staff_judge_both(flen: World) -> None:
    lease = rents(flen, "Anna", co_renter=flen.people["Bo"])
    stands(flen, "Bo", debts={"landlord": 500})
    extra = asks(flen, lease, name="Bo")
    assert (extra.state, extra.person_id) == ("asked", flen.people["Bo"].pk)
    assert [one["result"] for one in refuses(flen, extra).results] == ["review", "review", "fail", "review"]


def test_staff_decide_with_a_reason_and_may_make_an_exception(flen: World) -> None:
    lease = rents(flen, "Anna")
    stands(flen, "Anna", debts={"landlord": 700})
    extra = asks(flen, lease)
    assert refuses(flen, extra) == refused("already_decided")
    assert grants(flen, extra, " ") == refused("reason_missing")
    granted = grants(flen, extra)
    assert (granted.state, granted.decided_by, granted.decision) == ("granted", str(STAFF), "Vi gör ett undantag.")
    assert [grants(flen, extra), refuses(flen, extra)] == [refused("already_decided")] * 2
    assert asks(flen, lease) == refused("already_asked")
    other = asks(flen, lease, "washing_machine")
    with flen.scope():
        Extra.objects.filter(pk=other.pk).update(state="asked", decided_at=None, decided_by="")
    assert refuses(flen, other, "") == refused("reason_missing")
    assert refuses(flen, other).state == "refused"
    gives_notice(flen, lease, "06-03 10:00")
    assert grants(flen, other, now="06-04 10:00") == refused("under_notice")


def test_a_refused_one_is_not_granted_beside_the_one_that_was_asked_for_anew(flen: World) -> None:
    lease = rents(flen, "Anna")
    first = asks(flen, lease)
    refuses(flen, first)
    assert asks(flen, lease, now="06-03 10:00").state == "asked"
    assert grants(flen, first, now="06-04 10:00") == refused("already_asked")


def test_what_stands_against_asking(flen: World) -> None:
    lease = rents(flen, "Anna")
    assert asks(flen, lease, name="Bo") == refused("lease_over")
    assert asks(flen, lease, "sauna") == refused("not_offered")
    for minute in range(5):
        extra = asks(flen, lease, now=f"06-01 10:0{minute}")
        assert withdraws(flen, extra, "Bo") == refused("not_open")
        assert withdraws(flen, extra, "Anna").state == "withdrawn"
        assert withdraws(flen, extra, "Anna") == refused("not_open")
    assert asks(flen, lease, now="06-01 10:06") == refused("too_many")
    gives_notice(flen, lease, "06-03 10:00")
    assert asks(flen, lease, now="06-04 10:00") == refused("under_notice")
    assert asks(flen, lease, now="12-01 10:00") == refused("lease_over")
    space = rents(flen, "Anna", flen.unit("P1", kind="vehicle_space"))
    assert asks(flen, space) == refused("not_offered")


@pytest.mark.parametrize(
    ("granted", "from_on"),
    [("06-30 23:59:59", date(2026, 7, 1)), ("07-01 00:00", date(2026, 8, 1)), ("12-31 10:00", date(2027, 1, 1))],
)
def test_an_extra_is_paid_for_from_the_next_turn_of_the_month(flen: World, granted: str, from_on: date) -> None:
    extra = grants(flen, asks(flen, rents(flen, "Anna")), now=granted)
    assert extra.from_on == from_on
    with flen.scope():
        assert Event.objects.get(kind="extra.granted").data == {"from_on": from_on.isoformat(), "rent": 120}


def test_what_the_home_costs_stands_beside_the_lease_that_was_signed(flen: World) -> None:
    lease = rents(flen, "Anna")
    grants(flen, asks(flen, lease))
    refuses(flen, asks(flen, lease, "washing_machine", now="06-02 10:00"))
    grants(flen, asks(flen, lease, "washing_machine", now="06-03 10:00"), now="07-10 10:00")
    with flen.scope():
        rows, rent, terms, sha = list(lease.extras.all()), lease.rent, lease.terms, lease.sha256
        assert costs(lease, rows) == [(date(2026, 7, 1), rent + 120), (date(2026, 8, 1), rent + 270)]
        lease.refresh_from_db()
        assert (lease.rent, lease.terms, lease.sha256) == (rent, terms, sha)


def test_an_income_is_judged_at_the_rent_with_all_that_was_granted(flen: World) -> None:
    lease = rents(flen, "Anna")
    stands(flen, "Anna", **CLEAR)
    grants(flen, asks(flen, lease))
    extra = asks(flen, lease, "washing_machine")
    with flen.scope():
        assert [one.needed for one in judged(extra, now=at("06-02 11:00"))] == [None, lease.rent + 120 + 150]


def test_staff_enter_as_many_as_they_are_told(flen: World) -> None:
    lease = rents(flen, "Anna")
    for minute in range(5):
        withdraws(flen, asks(flen, lease, now=f"06-01 10:0{minute}"), "Anna")
    with flen.scope():
        entered = ask_for_extra(lease.pk, lease.person_id, "dishwasher", by=STAFF, now=at("06-01 10:10"))
    assert entered.state == "asked"


def test_a_landlord_without_extras_offers_none(db: None) -> None:
    world = make_world("tunabyggen")
    assert asks(world, rents(world, "Anna")) == refused("not_offered")


def test_an_erasure_takes_what_waits_back(flen: World) -> None:
    lease = rents(flen, "Anna")
    extra = asks(flen, lease)
    with flen.scope():
        end_changes(flen.people["Anna"], STAFF, at("06-01 11:00"))
        assert Extra.objects.get(pk=extra.pk).state == "withdrawn"


def test_each_letter_says_what_holds_now(flen: World) -> None:
    lease = rents(flen, "Anna", flen.unit("A1", street="Götgatan 3"))
    grants(flen, asks(flen, lease))
    refuses(flen, asks(flen, lease, "washing_machine"))
    stands(flen, "Anna", debts={"landlord": 700}, income=[])
    assert not isinstance(asks(flen, lease, "washing_machine", now="06-03 10:00"), Refused)
    extra = {"landlord": flen.landlord, "in_mail": True, "base_url": "http://flen.localhost:8000"}
    with flen.scope():
        rules = rules_today(date(2026, 6, 15))
        extra |= {"facts": rules.landlord, "rules": rules, "person": flen.people["Anna"]}
        rows = list(Message.objects.filter(kind__startswith="extra_").order_by("pk"))
        letters = [[render(row, language=one, extra=extra) for one in ("sv", "en")] for row in rows]
    assert [(sv.subject, en.subject) for sv, en in letters] == [
        ("Din ansökan om tillval: Diskmaskin, Götgatan 3", "Your application for an extra: Dishwasher, Götgatan 3"),
        ("Tillvalet är beviljat: Diskmaskin, Götgatan 3", "The extra is granted: Dishwasher, Götgatan 3"),
        (
            "Din ansökan om tillval: Tvättmaskin, Götgatan 3",
            "Your application for an extra: Washing machine, Götgatan 3",
        ),
        ("Tillvalet är avslaget: Tvättmaskin, Götgatan 3", "The extra is refused: Washing machine, Götgatan 3"),
        ("Tillvalet är avslaget: Tvättmaskin, Götgatan 3", "The extra is refused: Washing machine, Götgatan 3"),
    ]
    for at_, told in (
        (0, "för 120 kr i månaden"),
        (1, "Tillägget är 120 kr i månaden. Du betalar det från onsdag 1 juli 2026, utöver hyran i ditt avtal."),
        (3, "Skäl: Inkomsten räcker inte."),
        (4, "Du har en skuld till oss. Du har ingen inkomst som räknas enligt våra regler."),
    ):
        for body in (letters[at_][0].text, letters[at_][0].html):
            assert told in " ".join(body.replace("\N{NO-BREAK SPACE}", " ").split()), body
            assert f"/mina-sidor/avtal/{lease.pk}/tillval/" in body
