"""Inspections: asked for by a notice, booked, moved and called off with it, and told of in time. LEASE-11."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from letting.core.inspection import InspectionKind
from letting.models import Inspection, InspectionSlot, Lease
from letting.services.booking_inspections import (
    book_inspection,
    hold_now,
    make_slots,
    remove_slot,
    slots_for,
    unbook_inspection,
)
from letting.services.inspections import call_off, order_inspection
from letting.services.notice import confirm_notice, let_withdraw
from letting.services.protocols import sign_protocol
from tenants.actors import person_actor
from tenants.models import Message
from tenants.outcome import refused
from tests.cast import STAFF, World, at, make_world
from tests.letting.inspecting import books, caretaker, closes, finds, inspection, times
from tests.letting.renting import gives_notice, rents
from tests.pages.office import letters


@pytest.fixture
def borlange(db: None) -> World:
    return make_world("tunabyggen")


@pytest.fixture
def lease(borlange: World) -> Lease:
    """Anna's, which ends on 31 August."""
    lease = rents(borlange, "Anna", borlange.unit("A1", street="Åsgatan 14"))
    gives_notice(borlange, lease, "05-20 10:00")
    return lease


def seen(world: World, lease: Lease) -> dict[str, tuple[str, date, str]]:
    """Return state, last day and booked time of each of a lease's inspections."""
    with world.scope():
        rows = Inspection.objects.filter(lease=lease).select_related("slot").order_by("pk")
        return {row.kind: (row.state, row.last_day, str(row.slot or "")) for row in rows}


def test_lease_11_a_notice_asks_for_what_the_landlords_rules_say(borlange: World, lease: Lease) -> None:
    assert seen(borlange, lease) == {
        "pre": ("wanted", date(2026, 6, 3), ""), "move_out": ("wanted", date(2026, 9, 1), ""),
    }  # fmt: skip


@pytest.mark.parametrize(("slug", "kinds"), [("flen", {"move_out"}), ("kopparstaden", set()), ("wennergrens", set())])
def test_lease_11_others_ask_for_what_theirs_say(db: None, slug: str, kinds: set[str]) -> None:
    world = make_world(slug)
    lease = rents(world, "Anna")
    gives_notice(world, lease, "05-20 10:00")
    assert set(seen(world, lease)) == kinds


def test_a_parking_space_is_not_inspected(borlange: World) -> None:
    space = rents(borlange, "Bo", borlange.unit("P1", kind="vehicle_space"))
    gives_notice(borlange, space, "05-20 10:00")
    assert seen(borlange, space) == {}


def test_a_time_is_booked_changed_and_given_back(borlange: World, lease: Lease) -> None:
    first, second = times(borlange, "05-27")
    row = inspection(borlange, lease)
    with borlange.scope():
        assert [slot.pk for slot in slots_for(row, at("05-20 12:00"))] == [first.pk, second.pk]

    books(borlange, row, first)
    assert seen(borlange, lease)["pre"] == ("booked", date(2026, 6, 3), str(first))
    with borlange.scope():
        assert [slot.pk for slot in slots_for(row, at("05-20 12:00"))] == [second.pk]
    books(borlange, row, second, "05-20 12:10")
    assert seen(borlange, lease)["pre"] == ("booked", date(2026, 6, 3), str(second))
    with borlange.scope():
        unbook_inspection(row.pk, of=row.person_id, by=person_actor(row.person_id), now=at("05-20 12:20"))
    assert seen(borlange, lease)["pre"] == ("wanted", date(2026, 6, 3), "")
    assert letters(borlange, "Anna") == ["notice_received", "inspection_booked", "inspection_booked"]


def test_each_time_that_cannot_be_booked_is_refused(borlange: World, lease: Lease) -> None:
    past, early, late = (times(borlange, day)[-1] for day in ("05-21", "08-05", "09-01"))
    other = rents(borlange, "Bo", borlange.unit("B1"))
    gives_notice(borlange, other, "05-20 10:00")
    row, leaving, bos = (inspection(borlange, *one) for one in ((lease,), (lease, "move_out"), (other,)))
    taken = times(borlange, "05-27")[0]
    books(borlange, bos, taken)
    only = times(borlange, "05-28", kind="move_out")[0]

    gone = refused("slot_gone")
    assert books(borlange, row, past, "05-21 10:00") == gone
    assert books(borlange, row, only) == gone  # for the other kind
    assert books(borlange, leaving, early) == gone  # weeks before the end
    assert books(borlange, row, late) == gone  # the lease is over
    assert not hasattr(books(borlange, leaving, late), "codes")  # it is over by eleven
    assert books(borlange, row, taken) == refused("slot_taken")
    with borlange.scope():
        assert book_inspection(row.pk, 0, of=row.person_id, by=STAFF, now=at("05-20 12:00")) == gone
        stranger = borlange.people["Bo"].pk
        assert book_inspection(row.pk, past.pk, of=stranger, by=STAFF, now=at("05-20 12:00")) == refused("not_open")
        assert unbook_inspection(row.pk, by=STAFF, now=at("05-20 12:00")) == refused("not_open")


def test_a_time_that_ends_after_noon_of_the_last_day_is_not_offered(borlange: World, lease: Lease) -> None:
    offered = times(borlange, "09-01", first=time(10), last=time(13))
    with borlange.scope():
        free = slots_for(inspection(borlange, lease, "move_out"), at("08-20 10:00"))
    assert [slot.pk for slot in free] == [offered[0].pk, offered[1].pk]


def test_an_earlier_last_day_moves_the_inspections_and_takes_a_time_back_that_is_too_late(db: None) -> None:
    flen = make_world("flen")
    lease = rents(flen, "Anna")
    notice = gives_notice(flen, lease, "05-20 10:00", "smaller")
    slot = times(flen, "08-31")[0]
    books(flen, inspection(flen, lease, "move_out"), slot)
    with flen.scope():
        confirm_notice(notice.pk, accepts_reason=True, by=STAFF, now=at("05-21 10:00"))
    assert seen(flen, lease) == {"move_out": ("wanted", date(2026, 7, 1), "")}
    assert letters(flen, "Anna") == ["notice_received", "inspection_booked", "inspection_off", "notice_confirmed"]


def test_a_notice_that_is_undone_calls_off_what_is_not_held(borlange: World, lease: Lease) -> None:
    slot = times(borlange, "05-27")[0]
    books(borlange, inspection(borlange, lease), slot)
    with borlange.scope():
        notice = inspection(borlange, lease).notice
        assert notice is not None
        let_withdraw(notice.pk, by=STAFF, now=at("05-22 10:00"))
        assert remove_slot(slot.pk) is None
    assert {kind: state for kind, (state, *_) in seen(borlange, lease).items()} == {
        "pre": "cancelled", "move_out": "cancelled",
    }  # fmt: skip
    again = gives_notice(borlange, lease, "06-02 10:00")
    assert (again.ends_on, len(seen(borlange, lease))) == (date(2026, 9, 30), 2)
    assert seen(borlange, lease)["pre"] == ("wanted", date(2026, 6, 16), "")


def test_one_who_has_not_booked_is_reminded_and_one_who_has_is_told_the_day_before(
    borlange: World, lease: Lease
) -> None:
    borlange.tick(at("05-26 08:00"))
    assert letters(borlange, "Anna") == ["notice_received"]
    borlange.tick(at("05-27 08:00"))
    borlange.tick(at("05-27 08:01"))
    books(borlange, inspection(borlange, lease), times(borlange, "06-02")[0], "05-27 09:00")
    borlange.tick(at("06-01 08:00"))
    borlange.tick(at("06-02 08:00"))
    assert letters(borlange, "Anna") == ["notice_received", "inspection_wanted", "inspection_booked", "inspection_due"]
    with borlange.scope():
        told = Message.objects.get(kind="inspection_due").context["at"]
    assert datetime.fromisoformat(told) == at("06-02 09:00")


def test_a_reminder_that_comes_after_the_time_itself_says_nothing(borlange: World, lease: Lease) -> None:
    books(borlange, inspection(borlange, lease), times(borlange, "05-27")[0])
    borlange.tick(at("05-28 08:00"))
    assert letters(borlange, "Anna") == ["notice_received", "inspection_booked"]


def test_both_renters_are_written_to_and_the_other_can_book(borlange: World) -> None:
    bo = borlange.person("Bo", serial=997)
    lease = rents(borlange, "Cecilia", borlange.unit("A2"), co_renter=bo)
    gives_notice(borlange, lease, "05-20 10:00")
    borlange.tick(at("05-27 08:00"))
    row = inspection(borlange, lease)
    with borlange.scope():
        slot = times(borlange, "06-02")[0]
        book_inspection(row.pk, slot.pk, of=bo.pk, by=person_actor(bo.pk), now=at("05-27 09:00"))
    borlange.tick(at("06-01 08:00"))
    finds(borlange, row, now="06-02 09:10")
    closes(borlange, row, "06-02 09:30")
    told = ["inspection_wanted", "inspection_booked", "inspection_due", "protocol_ready"]
    assert letters(borlange, "Bo") == ["notice_by_other", *told]
    assert letters(borlange, "Cecilia") == ["notice_received", *told]


def test_of_two_the_one_who_lives_on_is_written_to(borlange: World) -> None:
    bo = borlange.person("Bo", serial=997)
    lease = rents(borlange, "Cecilia", borlange.unit("A2"), co_renter=bo)
    gives_notice(borlange, lease, "05-20 10:00", "estate", died_on=date(2026, 5, 10), contact="Ada Test")
    borlange.tick(at("05-27 08:00"))
    assert (letters(borlange, "Bo")[-1], letters(borlange, "Cecilia")) == ("inspection_wanted", [])


def test_one_who_has_not_answered_a_protocol_is_reminded_twice_and_not_after_the_answer(
    borlange: World, lease: Lease
) -> None:
    row = inspection(borlange, lease)
    books(borlange, row, times(borlange, "05-27")[0])
    closes(borlange, row, "05-27 09:30")
    before = letters(borlange, "Anna")
    for moment in ("05-27 09:31", "05-29 08:00", "06-01 07:59"):
        borlange.tick(at(moment))
    assert letters(borlange, "Anna") == before
    for moment in ("06-01 08:00", "06-01 08:01"):
        borlange.tick(at(moment))
    assert letters(borlange, "Anna") == [*before, "protocol_due"]
    with borlange.scope():
        sign_protocol(row.pk, row.person_id, by=person_actor(row.person_id), now=at("06-02 10:00"))
    for moment in ("06-02 10:01", "06-08 08:00", "06-30 08:00"):
        borlange.tick(at(moment))
    assert letters(borlange, "Anna") == [*before, "protocol_due"]


def test_about_an_estate_nobody_is_written_to(borlange: World) -> None:
    lease = rents(borlange, "Bo")
    told: dict[str, Any] = {"died_on": date(2026, 5, 10), "contact": "Ada Test"}
    gives_notice(borlange, lease, "05-20 10:00", "estate", **told)
    borlange.tick(at("05-27 08:00"))
    assert (letters(borlange, "Bo"), set(seen(borlange, lease))) == ([], {"pre", "move_out"})


def test_staff_ask_for_an_inspection_where_no_rule_does(db: None) -> None:
    town = make_world()
    lease = rents(town, "Anna")

    def ask(kind: str, last_day: date | None = None) -> Any:
        with town.scope():
            return order_inspection(lease.pk, InspectionKind(kind), last_day=last_day, by=STAFF, now=at("05-21 10:00"))

    assert ask("move_out") == refused("not_ending")
    assert ask("pre", date(2026, 5, 20)) == refused("day_passed")
    assert ask("pre") == refused("day_passed")
    assert ask("pre", date(2026, 6, 4)).state == "wanted"
    assert ask("pre", date(2026, 6, 4)) == refused("already_open")
    gives_notice(town, lease, "05-20 10:00")
    assert ask("move_out").last_day == date(2026, 9, 1)
    with town.scope():
        Lease.objects.filter(pk=lease.pk).update(signed_at=None)
    assert ask("move_out") == refused("lease_over")
    assert letters(town, "Anna").count("inspection_wanted") == 2


def test_staff_call_an_inspection_off_before_it_is_begun(borlange: World, lease: Lease) -> None:
    row, slot = inspection(borlange, lease), times(borlange, "05-27")[0]
    books(borlange, row, slot)
    with borlange.scope():
        call_off(row.pk, by=STAFF, now=at("05-21 10:00"))
        assert call_off(row.pk, by=STAFF, now=at("05-21 10:01")) == refused("already_held")
    assert seen(borlange, lease)["pre"] == ("cancelled", date(2026, 6, 3), "")
    leaving = inspection(borlange, lease, "move_out")
    books(borlange, leaving, times(borlange, "08-31")[0])
    finds(borlange, leaving, now="08-31 09:05")
    with borlange.scope():
        assert call_off(leaving.pk, by=STAFF, now=at("08-31 09:06")) == refused("already_held")


def test_one_that_staff_have_asked_for_is_the_notices_once_it_is_given(borlange: World) -> None:
    lease = rents(borlange, "Bo")
    with borlange.scope():
        order_inspection(lease.pk, InspectionKind.PRE, last_day=date(2026, 5, 25), by=STAFF, now=at("05-19 10:00"))
    notice = gives_notice(borlange, lease, "05-20 10:00")
    assert seen(borlange, lease)["pre"] == ("wanted", date(2026, 6, 3), "")
    with borlange.scope():
        assert Inspection.objects.filter(lease=lease, notice=notice).count() == 2


def test_a_caretaker_who_is_there_begins_without_a_booking(borlange: World, lease: Lease) -> None:
    row, kajsa = inspection(borlange, lease), caretaker(borlange)
    with borlange.scope():
        hold_now(row.pk, kajsa.pk, by=STAFF, now=at("05-27 09:00"))
        assert hold_now(row.pk, kajsa.pk, by=STAFF, now=at("05-27 09:01")) == refused("not_open")
    assert seen(borlange, lease)["pre"][0] == "booked"
    closes(borlange, row)
    assert seen(borlange, lease)["pre"][0] == "held"


def test_times_are_made_in_series_without_the_past_and_without_running_into_another(borlange: World) -> None:
    kajsa = caretaker(borlange)

    def make(minutes: int = 45, first: time = time(8), last: time = time(12), days: int = 1) -> Any:
        with borlange.scope():
            chosen = [date(2026, 5, 20 + number) for number in range(days)]
            return make_slots(kajsa.pk, days=chosen, first=first, last=last, minutes=minutes, now=at("05-20 09:00"))

    assert make() == 3  # 8.00 and 8.45 have been: 9.30, 10.15 and 11.00
    assert make(30) == 0  # each of them has been, or meets one of the three
    assert make(30, last=time(13)) == 2
    assert make(14) == refused("bad_minutes")
    assert make(first=time(12), last=time(12)) == refused("nothing_chosen")
    assert make(15, time(0), time(23), 3) == refused("too_many_slots")
    with borlange.scope():
        assert InspectionSlot.objects.count() == 5
