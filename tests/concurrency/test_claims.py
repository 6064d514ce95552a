"""Races about priority, documents and complaints, each with a control that shows what the lock is for."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from letting.models import Complaint
from letting.services import complaints
from letting.services.complaints import answer_complaint, file_complaint
from queues.models import PriorityClaim
from queues.services import claims, priority_decisions
from queues.services.priority import apply_for_priority, decide_priority, use_priority
from tenants import documents
from tenants.actors import person_actor
from tenants.documents import store_document
from tenants.models import Document, Event, Message, Role
from tenants.outcome import Refused
from tests.cast import World, make_world
from tests.concurrency.test_races import at_once
from tests.papers import pdf
from tests.queues.scenes import EVA, JOB, LATER, MARIA, NOW, filed, show

SUBJECT = "tenants.person:1"


@pytest.fixture
def borlange(committed_db: None, tmp_path: Path, settings: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    return make_world("tunabyggen")


def deciding(world: World, claim: PriorityClaim, by: Any, *, granted: bool) -> Callable[[], Any]:
    def act() -> Any:
        with world.scope():
            cause = "meets_ground" if granted else "not_met"
            return decide_priority(claim.pk, granted=granted, cause=cause, reason="x", by=by, now=LATER)

    return act


def test_scheme_7_two_decisions_at_once_have_one_outcome(borlange: World) -> None:
    claim = filed(borlange)
    results = at_once(deciding(borlange, claim, EVA, granted=True), deciding(borlange, claim, MARIA, granted=False))
    assert Counter(map(str, results)) == {"None": 1, str(Refused(("already_answered",))): 1}
    with borlange.scope():
        letters = Message.objects.filter(kind__in=["priority_granted", "priority_refused"]).count()
        events = Event.objects.filter(kind__in=["priority.granted", "priority.refused"]).count()
    assert (letters, events) == (1, 1)


def test_control_without_the_claims_lock_a_person_is_told_both(
    borlange: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, both_have_read = filed(borlange), threading.Barrier(2)

    def read_without_lock(claim_id: int) -> PriorityClaim:
        row = PriorityClaim.objects.get(pk=claim_id)
        both_have_read.wait(5)
        return row

    monkeypatch.setattr(priority_decisions, "lock", read_without_lock)
    monkeypatch.setattr(priority_decisions, "note", lambda *_, **__: None)  # its chain would be the second net
    at_once(deciding(borlange, claim, EVA, granted=True), deciding(borlange, claim, MARIA, granted=False))
    with borlange.scope():
        assert Message.objects.filter(kind__in=["priority_granted", "priority_refused"]).count() == 2


def test_scheme_7_the_last_offer_of_a_claim_is_used_once(borlange: World) -> None:
    claim = filed(borlange)
    deciding(borlange, claim, EVA, granted=True)()

    def use() -> Any:
        with borlange.scope():
            return use_priority(claim, by=EVA, now=LATER)

    results = at_once(*[use] * 5)
    assert Counter(map(str, results)) == {"None": 1, str(Refused(("not_open",))): 4}


def test_scheme_7_five_applications_at_once_are_one(borlange: World) -> None:
    show(borlange, "Anna")
    anna = borlange.people["Anna"].pk

    def apply() -> Any:
        with borlange.scope():
            return apply_for_priority(anna, "job", statement=JOB, text="", by=person_actor(anna), now=NOW)

    results = at_once(*[apply] * 5)
    assert sum(isinstance(one, PriorityClaim) for one in results) == 1
    assert all("already_applied" in one.codes for one in results if isinstance(one, Refused))
    assert not [one for one in results if isinstance(one, Exception)]


def storing(world: World, person: int) -> Callable[[], Any]:
    def act() -> Any:
        with world.scope():
            return store_document(person, SUBJECT, pdf(), by=person_actor(person), now=NOW)

    return act


def test_twelve_documents_at_once_are_ten_rows_and_ten_files(borlange: World, tmp_path: Path) -> None:
    anna = borlange.person("Anna").pk
    results = at_once(*[storing(borlange, anna)] * 12)
    assert Counter(type(one).__name__ for one in results) == {"Document": 10, "Refused": 2}
    assert len(list(tmp_path.rglob("*.pdf"))) == 10


def test_control_without_the_persons_lock_there_are_more(borlange: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anna, have_counted = borlange.person("Anna").pk, threading.Barrier(12)
    counted = documents.documents_of

    class Unlocked:
        """Persons, without their locks."""

        objects: Any = None

    class Rows:
        def select_for_update(self, **_: Any) -> Rows:
            return self

        def get(self, **_: Any) -> None:
            return None

    class Slow:
        def __init__(self, subject: str) -> None:
            self.rows = counted(subject)

        def filter(self, **more: Any) -> Slow:
            self.rows = self.rows.filter(**more)
            return self

        def count(self) -> int:
            number: int = self.rows.count()
            have_counted.wait(10)
            return number

    Unlocked.objects = Rows()
    monkeypatch.setattr(documents, "Person", Unlocked)
    monkeypatch.setattr(documents, "documents_of", Slow)
    at_once(*[storing(borlange, anna)] * 12)
    with borlange.scope():
        assert Document.objects.count() == 12


def test_the_lock_of_a_claim_is_the_one_that_decisions_take() -> None:
    """The control above takes the place of this very function."""
    assert priority_decisions.lock is claims.lock


def complaint_in(world: World) -> tuple[Complaint, Callable[[], Any]]:
    """Return a complaint of Anna's, and what answers it for the director."""
    anna = world.person("Anna").pk
    with world.scope():
        complaint = file_complaint(anna, subject="", text="Fel.", by=person_actor(anna), now=NOW)
    assert isinstance(complaint, Complaint)

    def answer() -> Any:
        with world.scope():
            return answer_complaint(complaint.pk, text="Nej.", upheld=False, by=EVA, role=Role.DIRECTOR, now=LATER)

    return complaint, answer


def test_scheme_10_two_answers_at_once_are_one(committed_db: None) -> None:
    world = make_world("flen")
    complaint, answer = complaint_in(world)
    results = at_once(answer, answer)
    assert Counter(map(str, results)) == {"None": 1, str(Refused(("already_answered",))): 1}
    with world.scope():
        assert (complaint.turns.count(), Message.objects.filter(kind="complaint_answered").count()) == (1, 1)


def test_control_without_the_complaints_lock_the_second_answer_is_an_error(
    committed_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The unique key of an instance's answer is the second net: nobody is told twice, but someone meets an error."""
    world = make_world("flen")
    _, answer = complaint_in(world)
    both_have_read = threading.Barrier(2)

    def read_without_lock(complaint_id: int) -> Complaint:
        row = Complaint.objects.select_related("ruleset").get(pk=complaint_id)
        both_have_read.wait(5)
        return row

    monkeypatch.setattr(complaints, "_lock", read_without_lock)
    results = at_once(answer, answer)
    assert sorted(type(one).__name__ for one in results) == ["IntegrityError", "NoneType"]
