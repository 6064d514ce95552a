"""The one who leaves and the next renter agree on an earlier day, and the landlord accepts. LEASE-5."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.models import EarlierMove, Lease, Notice
from letting.services.earlier_moves import accept_move, answer_move, drop_move, refuse_move
from letting.services.lease_terms import checksum
from letting.services.leases import paper_of
from tenants.actors import person_actor
from tenants.models import Event, Message
from tenants.outcome import refused
from tests.cast import STAFF, World, at, make_world
from tests.letting.handing_over import handed_over, proposes
from tests.letting.renting import gives_notice, rents, seen
from tests.letting.two import confirmed


@pytest.fixture
def tuna(db: None) -> World:
    return make_world("tunabyggen")


def says(world: World, name: str, move: EarlierMove, *, yes: bool = True, now: str = "05-28 10:00") -> Any:
    person = world.people[name].pk
    with world.scope():
        return answer_move(move.pk, person, agrees=yes, by=person_actor(person), now=at(now))


def accepts(world: World, move: EarlierMove, now: str = "05-29 10:00") -> Any:
    with world.scope():
        return accept_move(move.pk, by=STAFF, now=at(now))


def as_it_is(world: World, lease: Lease) -> Lease:
    with world.scope():
        return Lease.objects.get(pk=lease.pk)


def mails(world: World, name: str) -> list[str]:
    with world.scope():
        rows = Message.objects.filter(person=world.people[name], kind__startswith="earlier").order_by("pk")
        return list(rows.values_list("kind", flat=True))


def test_lease_5_both_leases_move_together_once_the_landlord_accepts(tuna: World) -> None:
    old, new = handed_over(tuna)
    parking = rents(tuna, "Anna", tuna.unit("P1", kind="vehicle_space"), ends_on=date(2026, 8, 31))
    with tuna.scope():
        notice = Notice.objects.get()
        Lease.objects.filter(pk=parking.pk).update(notice_on=date(2026, 5, 20), ended_with=notice)

    move = proposes(tuna, "Cecilia", new, "2026-07-01")
    assert accepts(tuna, move) == refused("already_decided")
    assert says(tuna, "Anna", move).state == "agreed"
    assert (as_it_is(tuna, new).starts_on, seen(tuna, old)[1]) == (date(2026, 9, 1), date(2026, 8, 31))
    assert accepts(tuna, move).state == "accepted"

    now = as_it_is(tuna, new)
    assert (now.starts_on, seen(tuna, old)[1], seen(tuna, parking)[1]) == (
        date(2026, 7, 1), date(2026, 6, 30), date(2026, 6, 30),
    )  # fmt: skip
    assert now.terms["moved_earlier"] == {"from": "2026-09-01", "agreed_on": "2026-05-28"}
    assert (now.terms["starts_on"], now.sha256 == checksum(now.terms), now.sha256 == new.sha256) == (
        "2026-07-01", True, False,
    )  # fmt: skip
    assert (now.pdf, now.look_again_at) == (None, at("05-29 10:00"))
    with tuna.scope():
        assert Notice.objects.get().ends_on == date(2026, 6, 30)
        assert paper_of(now)["moved_earlier"] == {"from": date(2026, 9, 1), "agreed_on": date(2026, 5, 28)}
        kinds = Event.objects.filter(kind__startswith="earlier").order_by("pk").values_list("kind", flat=True)
        assert list(kinds) == ["earlier_move.proposed", "earlier_move.agreed", "earlier_move.accepted"]
    assert mails(tuna, "Anna") == ["earlier_move_proposed", "earlier_move_agreed", "earlier_move_accepted"]
    assert mails(tuna, "Cecilia") == ["earlier_move_agreed", "earlier_move_accepted"]


def test_a_no_from_either_leaves_all_as_it_was_and_a_new_day_may_be_proposed(tuna: World) -> None:
    old, new = handed_over(tuna)
    first = proposes(tuna, "Anna", old, "2026-06-01")
    assert says(tuna, "Cecilia", first, yes=False).state == "declined"
    second = proposes(tuna, "Anna", old, "2026-08-01")
    says(tuna, "Cecilia", second)
    with tuna.scope():
        assert refuse_move(second.pk, reason="", by=STAFF, now=at("05-29 10:00")) == refused("reason_missing")
        told = refuse_move(second.pk, reason="Vi renoverar köket.", by=STAFF, now=at("05-29 10:00"))
        assert isinstance(told, EarlierMove)
        again = refuse_move(second.pk, reason="Nej.", by=STAFF, now=at("05-29 10:00"))
        assert again == refused("already_decided")
    assert (as_it_is(tuna, new).starts_on, seen(tuna, old)[1]) == (date(2026, 9, 1), date(2026, 8, 31))
    assert mails(tuna, "Anna") == ["earlier_move_declined", "earlier_move_agreed", "earlier_move_refused"]
    assert isinstance(proposes(tuna, "Cecilia", new, "2026-07-01"), EarlierMove)


@pytest.mark.parametrize("day", ["2026-05-01", "2026-07-02", "2026-06-30", "2026-09-01", "2026-10-01", "2025-07-01"])
def test_a_day_that_is_no_turn_of_the_month_between_today_and_a_month_before_is_refused(tuna: World, day: str) -> None:
    old, _ = handed_over(tuna)
    assert proposes(tuna, "Anna", old, day) == refused("not_a_turn")


def test_each_refusal_of_a_proposal_and_of_its_answer(tuna: World) -> None:
    tuna.person("Eva", serial=995)
    alone = rents(tuna, "David")
    confirmed(tuna, gives_notice(tuna, alone, "05-20 10:00"))
    old, _ = handed_over(tuna)
    assert [proposes(tuna, "David", alone, "2026-07-01"), proposes(tuna, "Eva", old, "2026-07-01")] == [
        refused("no_handover")
    ] * 2

    move = proposes(tuna, "Anna", old, "2026-06-01")
    assert proposes(tuna, "Anna", old, "2026-08-01") == refused("already_proposed")
    assert [says(tuna, "Anna", move), says(tuna, "Eva", move)] == [refused("not_yours")] * 2
    assert says(tuna, "Cecilia", move, now="06-01 00:00") == refused("too_late")
    cecilia, anna = tuna.people["Cecilia"].pk, tuna.people["Anna"].pk
    with tuna.scope():
        assert drop_move(move.pk, cecilia, by=person_actor(cecilia), now=at("05-28 09:00")) == refused("not_yours")
    says(tuna, "Cecilia", move)
    with tuna.scope():
        assert drop_move(move.pk, anna, by=person_actor(anna), now=at("05-28 11:00")) == refused("already_answered")
    assert says(tuna, "Cecilia", move) == refused("already_answered")
    assert accepts(tuna, move, "06-01 09:00") == refused("too_late")


def test_a_proposal_is_taken_back_before_it_is_answered(tuna: World) -> None:
    old, _ = handed_over(tuna)
    move, anna = proposes(tuna, "Anna", old, "2026-06-01"), tuna.people["Anna"].pk
    with tuna.scope():
        dropped = drop_move(move.pk, anna, by=person_actor(anna), now=at("05-28 11:00"))
    assert isinstance(dropped, EarlierMove)
    assert (dropped.state, says(tuna, "Cecilia", move)) == ("dropped", refused("already_answered"))


def test_where_the_rules_have_no_such_thing_nothing_can_be_proposed(db: None) -> None:
    flen = make_world("flen")
    old, _ = handed_over(flen)
    assert proposes(flen, "Anna", old, "2026-07-01") == refused("not_a_turn")
