"""A call becomes a case, a patrol is sent, what it does is entered once and never changed (NIGHT-1, 3, 5, 6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from disturbance.core.categories import Category, Ending
from disturbance.core.steps import HeardFrom, Step
from disturbance.models import Case, CaseState, Entry, Patrol
from disturbance.services.dispatch import close, join, patrols_for, send
from disturbance.services.entries import Said, correct, enter
from disturbance.services.intake import Intake, earlier_cases, open_at, open_case
from tenants.models import Event
from tenants.outcome import Refused
from tests.cast import World, at, other_landlord
from tests.night import EVENING, Night


def calls(night: Night, world: World, now: datetime = EVENING, **more: Any) -> Case | Refused:
    """Let someone call about music at Åsgatan 14."""
    said: dict[str, Any] = {
        "category": Category.MUSIC, "street": "Åsgatan 14", "flat": "1201", "caller_name": "Anna Lind",
        "told": "Hög musik.",
    }  # fmt: skip
    call = Intake(world.pk, **(said | more))
    with night.duty():
        return open_case(call, by=night.workers["Olga"], now=now)


def case_of(night: Night, world: World, **more: Any) -> Case:
    case = calls(night, world, **more)
    assert isinstance(case, Case)
    return case


def does(night: Night, who: str, act: Any, *given: Any, now: datetime = EVENING, **more: Any) -> Any:
    with night.duty():
        return act(*given, by=night.workers[who], now=now, **more)


def entries(night: Night) -> list[tuple[str, str, str]]:
    with night.duty():
        rows = Entry.objects.order_by("pk").select_related("by")
        return [(row.step, row.by.name, row.text) for row in rows]


def test_night_1_a_call_becomes_a_case_with_what_the_register_knew(night: Night, town: World) -> None:
    caller = night.home(town, flat="1101", renter="Anna Lind", phone="070-174 06 05")
    home = night.home(town, flat="1201", renter="Bo Åkesson", latitude=60.6, longitude=15.6)
    case = case_of(night, town, home=home.pk, caller_home=caller.pk, caller_name="")
    assert (case.number, case.street, case.flat, case.renter, case.caller_name, case.caller_phone) == (
        1, "Åsgatan 14", "1201", "Bo Åkesson", "Anna Lind", "070-174 06 05",
    )  # fmt: skip
    assert entries(night) == [("opened", "Olga", "Hög musik.")]
    with town.scope():
        assert list(Event.objects.filter(kind__startswith="case.").values_list("kind", "actor", "data")) == [
            ("case.opened", f"night:{night.workers['Olga'].pk}", {"number": 1, "category": "music"})
        ]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"street": " "}, "place_missing"), ({"told": ""}, "told_missing"), ({"caller_name": ""}, "caller_missing"),
        ({"home": 999}, "no_such_home"), ({"category": None}, "category_missing"),
    ],
)  # fmt: skip
def test_night_1_what_is_missing_is_told(night: Night, town: World, more: dict[str, Any], code: str) -> None:
    assert calls(night, town, **more) == Refused((code,))


def test_night_1_all_that_is_missing_is_told_at_once(night: Night, town: World) -> None:
    with night.duty():
        empty = open_case(Intake(0, None, " "), by=night.workers["Olga"], now=EVENING)
        placed = open_case(
            Intake(0, None, "Bas.", street="Å 1", caller_name="Bo"), by=night.workers["Olga"], now=EVENING
        )
    assert empty == Refused(("caller_missing", "place_missing", "category_missing", "told_missing"))
    assert placed == Refused(("landlord_missing", "category_missing"))


def test_night_1_a_caller_may_be_unknown_for_a_reason(night: Night, town: World) -> None:
    case = case_of(night, town, caller_name="", caller_unknown="Ville inte säga sitt namn.")
    assert case.caller_unknown == "Ville inte säga sitt namn."


def test_night_10_a_case_is_opened_for_a_customer_and_with_its_own_homes_only(night: Night, town: World) -> None:
    other = night.home(night.worlds["tunabyggen"])
    assert calls(night, other_landlord()) == Refused(("not_a_customer",))
    assert calls(night, town, home=other.pk) == Refused(("no_such_home",))


def test_night_1_numbers_run_through_all_customers(night: Night, town: World) -> None:
    assert [case_of(night, world).number for world in (town, night.worlds["tunabyggen"], town)] == [1, 2, 3]


def test_night_1_earlier_cases_there_and_open_ones_at_the_address_are_shown(night: Night, town: World) -> None:
    first, second = case_of(night, town), case_of(night, town, flat="1301")
    does(night, "Olga", close, first.pk, Ending.QUIET)
    case_of(night, night.worlds["tunabyggen"])
    with night.duty():
        assert [case.pk for case in earlier_cases(town.pk, "åsgatan 14", "1201")] == [first.pk]
        assert [case.pk for case in earlier_cases(town.pk, "åsgatan 14", "")] == [second.pk, first.pk]
        assert [case.pk for case in open_at(town.pk, "Åsgatan 14")] == [second.pk]


def test_night_3_a_patrol_is_sent_and_another_instead(night: Night, town: World) -> None:
    case, one = case_of(night, town), night.patrol()
    assert does(night, "Olga", send, case.pk, one.pk) is None
    assert does(night, "Olga", send, case.pk, one.pk) == Refused(("already_sent",))
    night.worker("Per", night.workers["Petra"].role)
    night.worker("Pia", night.workers["Petra"].role)
    two = night.patrol("Patrull 2", "Per", "Pia")
    with night.duty():
        assert [choice.crew.callsign for choice in patrols_for(case, EVENING)] == ["Patrull 1", "Patrull 2"]
    assert does(night, "Olga", send, case.pk, two.pk) is None
    assert entries(night)[1:] == [("sent", "Olga", "Patrull 1"), ("sent", "Olga", "Patrull 1 → Patrull 2")]


def test_night_3_nobody_is_sent_who_is_off_duty(night: Night, town: World) -> None:
    case, patrol = case_of(night, town), night.patrol(off_at=at("05-22 22:00"))
    assert does(night, "Olga", send, case.pk, patrol.pk) == Refused(("patrol_off_duty",))


def on_the_case(night: Night, town: World) -> Case:
    case, patrol = case_of(night, town), night.patrol()
    assert does(night, "Olga", send, case.pk, patrol.pk) is None
    return case


def said(step: Step, key: UUID | None = None, **more: Any) -> Said:
    return Said(key or uuid4(), step, **more)


def test_night_5_each_step_is_timed_and_names_both(night: Night, town: World) -> None:
    case = on_the_case(night, town)
    heard = said(Step.HEARD, heard_from=HeardFrom.STAIRWELL, happened_at=at("05-22 23:58"))
    entry = does(night, "Petra", enter, case.pk, heard, now=at("05-23 00:05"))
    assert (entry.step, entry.heard_from, entry.by.name, entry.along.name) == ("heard", "stairwell", "Petra", "Pelle")
    assert (entry.happened_at, entry.recorded_at) == (at("05-22 23:58"), at("05-23 00:05"))


def test_night_4_what_is_sent_twice_is_one_entry(night: Night, town: World) -> None:
    case, key = on_the_case(night, town), uuid4()
    first = does(night, "Petra", enter, case.pk, said(Step.ARRIVED, key))
    again = does(night, "Petra", enter, case.pk, said(Step.ARRIVED, key))
    assert first.pk == again.pk
    assert [step for step, *_ in entries(night)] == ["opened", "sent", "arrived"]


@pytest.mark.parametrize(
    ("who", "entry", "code"),
    [
        ("Petra", said(Step.HEARD), "place_missing"),
        ("Petra", said(Step.NOTE, text="  "), "text_missing"),
        ("Petra", said(Step.ARRIVED, happened_at=at("05-22 23:39")), "time_wrong"),
        ("Petra", said(Step.ARRIVED, happened_at=at("05-22 23:42:01")), "time_wrong"),
        ("Per", said(Step.ARRIVED), "not_on_the_case"),
    ],
)
def test_night_5_what_is_wrong_with_an_entry_is_told(
    night: Night, town: World, who: str, entry: Said, code: str
) -> None:
    night.worker("Per", night.workers["Petra"].role)
    assert does(night, who, enter, on_the_case(night, town).pk, entry) == Refused((code,))


def test_night_4_what_happened_before_the_case_was_closed_is_taken_when_it_comes(night: Night, town: World) -> None:
    case = on_the_case(night, town)
    assert does(night, "Olga", close, case.pk, Ending.QUIET, now=at("05-23 00:30")) is None
    late = {"now": at("05-23 01:00")}
    before = said(Step.QUIET, happened_at=at("05-23 00:20"))
    assert isinstance(does(night, "Petra", enter, case.pk, before, **late), Entry)
    assert does(night, "Petra", enter, case.pk, said(Step.LEFT), **late) == Refused(("case_closed",))


def test_night_6_an_entry_is_corrected_by_a_new_one_also_when_the_case_is_locked(night: Night, town: World) -> None:
    case = on_the_case(night, town)
    entry = does(night, "Petra", enter, case.pk, said(Step.NOTE, text="Våning 3."))
    with night.duty():
        Case.objects.update(locked_at=at("05-23 07:00"))
    assert does(night, "Petra", enter, case.pk, said(Step.LEFT)) == Refused(("case_locked",))
    assert does(night, "Petra", correct, entry.pk, " ", key=uuid4()) == Refused(("text_missing",))
    made = does(night, "Petra", correct, entry.pk, "Våning 2.", key=uuid4())
    assert (made.corrects_id, entries(night)[-2:]) == (
        entry.pk, [("note", "Petra", "Våning 3."), ("correction", "Petra", "Våning 2.")],
    )  # fmt: skip


@pytest.mark.parametrize("statement", ["UPDATE disturbance_entry SET text = ''", "DELETE FROM disturbance_entry"])
def test_night_6_the_database_itself_refuses_to_change_an_entry(night: Night, town: World, statement: str) -> None:
    case_of(night, town)
    with night.duty(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert entries(night) == [("opened", "Olga", "Hög musik.")]


def test_a_case_is_closed_once_and_never_as_joined(night: Night, town: World) -> None:
    case = case_of(night, town)
    assert does(night, "Olga", close, case.pk, Ending.JOINED) == Refused(("ending_wrong",))
    assert does(night, "Olga", close, case.pk, Ending.NO_CALL_OUT, text="Bara vid fest.") is None
    assert does(night, "Olga", close, case.pk, Ending.QUIET) == Refused(("case_closed",))
    with night.duty():
        seen = Case.objects.get(pk=case.pk)
        assert (seen.state, seen.ending) == (CaseState.CLOSED, "no_call_out")


def test_night_1_a_second_call_about_the_same_is_joined_to_the_first(night: Night, town: World) -> None:
    first, second, third = case_of(night, town), case_of(night, town), case_of(night, town)
    assert does(night, "Olga", join, second.pk, second.pk) == Refused(("not_the_same",))
    assert does(night, "Olga", join, second.pk, first.pk) is None
    assert does(night, "Olga", join, third.pk, second.pk) == Refused(("not_the_same",))
    with night.duty():
        assert Case.objects.get(pk=second.pk).joined_to_id == first.pk
        last = Entry.objects.filter(case=first.pk).latest("pk")
        assert (last.step, last.text) == ("joined", "2")


def test_night_10_a_case_cannot_be_joined_to_another_landlords(night: Night, town: World) -> None:
    one, other = case_of(night, town), case_of(night, night.worlds["tunabyggen"])
    assert does(night, "Olga", join, one.pk, other.pk) == Refused(("not_the_same",))


def test_two_in_one_car_are_on_one_patrol_only(night: Night) -> None:
    night.patrol()
    with pytest.raises(DatabaseError, match="first_of_one_patrol"), transaction.atomic():
        night.patrol("Patrull 2", "Petra", "Olga")
    with night.duty():
        assert Patrol.objects.count() == 1
