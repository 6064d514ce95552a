"""Two at the night service act at the same moment: one clear outcome, and controls that show what the locks are for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError

from disturbance.core.categories import Category, Ending
from disturbance.core.steps import Step
from disturbance.models import Case, Entry, Patrol
from disturbance.services import crews, dispatch, entries, operating, phone
from disturbance.services.crews import put_on_duty
from disturbance.services.dispatch import close, send
from disturbance.services.entries import Said
from disturbance.services.intake import Intake, open_case
from disturbance.services.operating import send_instead
from disturbance.services.phone import Sent, take
from tenants.outcome import Refused, refused
from tests.concurrency.meeting import Pause, one_winner
from tests.concurrency.test_races import at_once
from tests.night import EVENING, Night, make_night


@pytest.fixture
def night(committed_db: None) -> Night:
    return make_night("kopparstaden")


def on_duty(night: Night, act: Callable[..., Any], *given: Any, **more: Any) -> Callable[[], Any]:
    def run() -> Any:
        with night.duty():
            return act(*given, now=EVENING, **more)

    return run


@pytest.fixture
def case(night: Night) -> Case:
    with night.duty():
        call = Intake(
            night.worlds["kopparstaden"].pk, Category.MUSIC, "Hög musik.", street="Åsgatan 14", caller_name="A"
        )
        made = open_case(call, by=night.workers["Olga"], now=EVENING)
        assert isinstance(made, Case)
        return made


@pytest.fixture
def two_crews(night: Night) -> list[Patrol]:
    names = ("Rut", "Sven")
    for name in names:
        night.worker(name, night.workers["Petra"].role)  # type: ignore[arg-type]  # its value
    return [night.patrol("Patrull 1"), night.patrol("Patrull 2", *names)]


def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both read a case before either writes; its log's chain, the second net, is left out."""
    pause = Pause()

    def read(case_id: int) -> Case:
        row = Case.objects.select_related("patrol__first", "patrol__second", "landlord").get(pk=case_id)
        pause()
        return row

    for module in (operating, dispatch, entries):
        monkeypatch.setattr(module, "lock_case", read)
    monkeypatch.setattr(dispatch, "note", lambda *_, **__: None)
    monkeypatch.setattr(dispatch, "heard_from", lambda *_: None)


def sending(night: Night, case: Case, two: list[Patrol]) -> list[Callable[[], Any]]:
    """Return Olga and Magda, who both see a case without a patrol and are about to send one."""
    who = (night.workers["Olga"], night.workers["Magda"])
    return [on_duty(night, send_instead, case.pk, crew.pk, of=None, by=by) for crew, by in zip(two, who, strict=True)]


def sent(night: Night) -> int:
    with night.duty():
        return Entry.objects.filter(step=Step.SENT).count()


def test_night_3_of_two_operators_who_send_at_once_the_second_is_told(
    night: Night, case: Case, two_crews: list[Patrol]
) -> None:
    assert one_winner(at_once(*sending(night, case, two_crews)), "sent_meanwhile")
    assert sent(night) == 1


def test_control_without_the_cases_lock_two_patrols_are_sent(
    night: Night, case: Case, two_crews: list[Patrol], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_lock(monkeypatch)
    assert at_once(*sending(night, case, two_crews)) == [None, None]
    assert sent(night) == 2


def closing_and_sending(night: Night, case: Case, two: list[Patrol]) -> list[Callable[[], Any]]:
    closes = on_duty(night, close, case.pk, Ending.STOPPED_BEFORE, by=night.workers["Olga"])
    return [closes, sending(night, case, two)[1]]


def test_night_3_a_case_that_is_closed_at_the_same_moment_ends_closed(
    night: Night, case: Case, two_crews: list[Patrol]
) -> None:
    closed, was_sent = at_once(*closing_and_sending(night, case, two_crews))
    assert (closed, was_sent in (None, refused("case_closed"))) == (None, True)
    with night.duty():
        case.refresh_from_db()
        assert (case.state, case.ending) == ("closed", "stopped_before")
        assert [crew.check_in_by for crew in Patrol.objects.all()] == [None, None]
    assert sent(night) == (was_sent is None)


def test_one_who_waited_for_a_case_sees_the_patrol_that_was_sent_meanwhile(
    night: Night, case: Case, two_crews: list[Patrol]
) -> None:
    olga, crew, has_sent = night.workers["Olga"], two_crews[0], threading.Event()

    def sends() -> Any:
        with night.duty():
            outcome = send(case.pk, crew.pk, by=olga, now=EVENING)
            has_sent.set()
            time.sleep(1)  # while the other waits for the lock
            return outcome

    def arrives() -> Any:
        has_sent.wait(10)
        with night.duty():
            return entries.enter(case.pk, Said(uuid4(), Step.ARRIVED), by=night.workers["Petra"], now=EVENING)

    was_sent, arrived = at_once(sends, arrives)
    assert (was_sent, type(arrived)) == (None, Entry)


def test_control_without_the_cases_lock_only_the_table_keeps_a_closed_case_closed(
    night: Night, case: Case, two_crews: list[Patrol], monkeypatch: pytest.MonkeyPatch
) -> None:
    without_lock(monkeypatch)
    results = at_once(*closing_and_sending(night, case, two_crews))
    assert any(isinstance(one, IntegrityError) for one in results), results


def test_two_crews_with_the_same_two_are_put_on_duty_once(night: Night) -> None:
    petra, pelle = night.workers["Petra"].pk, night.workers["Pelle"].pk
    results = at_once(
        on_duty(night, put_on_duty, "Patrull 1", petra, pelle), on_duty(night, put_on_duty, "Patrull 2", pelle, petra)
    )
    assert sorted(type(one).__name__ for one in results) == ["Patrol", "Refused"]
    assert refused("already_on") in results


def test_control_without_the_services_lock_two_drive_in_two_cars_at_once(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    petra, pelle = night.workers["Petra"].pk, night.workers["Pelle"].pk
    gate, real = threading.Barrier(2), Patrol.objects.create

    def create(**row: Any) -> Patrol:
        gate.wait(10)
        return real(**row)

    monkeypatch.setattr(crews, "lock_service", lambda: None)
    monkeypatch.setattr(Patrol.objects, "create", create)
    results = at_once(
        on_duty(night, put_on_duty, "Patrull 1", petra, pelle), on_duty(night, put_on_duty, "Patrull 2", pelle, petra)
    )
    assert [type(one).__name__ for one in results] == ["Patrol", "Patrol"]


def coming_back(night: Night, case: Case, two: list[Patrol]) -> list[Callable[[], Any]]:
    """Return a telephone that comes back twice at the same moment with the same presses, as two pages of it do."""
    petra = night.workers["Petra"]
    with night.duty():
        assert send(case.pk, two[0].pk, by=night.workers["Olga"], now=EVENING) is None
    kept = [Sent(case.pk, Said(uuid4(), step)) for step in (Step.ARRIVED, Step.QUIET)]
    kept.append(Sent(case.pk, Said(uuid4(), Step.CLOSED), Ending.QUIET))
    return [on_duty(night, take, kept, by=petra) for _twice in range(2)]


def test_night_4_a_telephone_that_comes_back_twice_at_once_is_entered_once(
    night: Night, case: Case, two_crews: list[Patrol]
) -> None:
    assert at_once(*coming_back(night, case, two_crews)) == [[None] * 3] * 2
    with night.duty():
        steps = list(Entry.objects.order_by("pk").values_list("step", flat=True))
    assert steps == ["opened", "sent", "arrived", "quiet", "closed"]


def test_control_without_the_cases_lock_only_the_table_keeps_a_press_from_being_entered_twice(
    night: Night, case: Case, two_crews: list[Patrol], monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = coming_back(night, case, two_crews)
    without_lock(monkeypatch)
    monkeypatch.setattr(entries, "heard_from", lambda *_: None)
    monkeypatch.setattr(phone, "lock_cases", set)
    results = at_once(*acts)
    assert any(isinstance(one, IntegrityError) for one in results), results


def test_two_presses_of_one_crew_on_two_cases_at_once_wait_and_do_not_stop_each_other(
    night: Night, case: Case, two_crews: list[Patrol]
) -> None:
    call = Intake(case.landlord.pk, Category.PARTY, "Fest.", street="Åsgatan 2", caller_name="B")
    with night.duty():
        other = open_case(call, by=night.workers["Olga"], now=EVENING)
        assert isinstance(other, Case)
        for one in (case, other):
            assert send(one.pk, two_crews[0].pk, by=night.workers["Olga"], now=EVENING) is None
    both = [Sent(one.pk, Said(uuid4(), Step.ARRIVED)) for one in (case, other)]
    more = [Sent(one.pk, Said(uuid4(), Step.LEFT)) for one in (other, case)]
    acts = [
        on_duty(night, take, both, by=night.workers["Petra"]),
        on_duty(night, take, more, by=night.workers["Pelle"]),
    ]
    assert at_once(*acts) == [[None, None], [None, None]]


def test_night_3_two_crews_exchanged_on_two_cases_at_once_do_not_stop_each_other(
    night: Night, case: Case, two_crews: list[Patrol]
) -> None:
    call = Intake(case.landlord.pk, Category.PARTY, "Fest.", street="Åsgatan 2", caller_name="B")
    olga, (one, other) = night.workers["Olga"], two_crews
    with night.duty():
        second = open_case(call, by=olga, now=EVENING)
        assert isinstance(second, Case)
        assert [send(case.pk, one.pk, by=olga, now=EVENING), send(second.pk, other.pk, by=olga, now=EVENING)] == [
            None
        ] * 2
    acts = [on_duty(night, send, case.pk, other.pk, by=olga), on_duty(night, send, second.pk, one.pk, by=olga)]
    assert [one for one in at_once(*acts) if isinstance(one, (Refused, Exception))] == []
