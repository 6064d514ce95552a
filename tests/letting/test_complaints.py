"""Complaints (SCHEME-10): one instance after the other, each answered by the role that the rules name."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from letting.models import Complaint, ComplaintTurn
from letting.services.complaints import (
    answer_complaint,
    close_complaint,
    file_complaint,
    steps_of,
    subject_of,
    take_further,
)  # fmt: skip
from queues.services.priority import decide_priority, enter_priority
from tenants.actors import PORTAL, person_actor, staff_actor
from tenants.landlords import write_version
from tenants.models import Event, Message, Role, Ruleset
from tenants.outcome import Refused
from tenants.rulesets import presets
from tests.cast import World, at, make_world, world_from

FILED, ANSWERED, FURTHER = at("05-11 10:00"), at("05-13 10:00"), at("05-14 10:00")
DIRECTOR = staff_actor(7)
WITHIN = 'role = "director"\nwithin = "4 workdays"'


@pytest.fixture
def flen(db: None) -> World:
    """The managing director, the board, the board with the social welfare board."""
    return make_world("flen")


@pytest.fixture
def hurried(db: None) -> World:
    """The same, but each answers within four workdays."""
    source = presets()["flen"].read_text(encoding="utf-8").replace('role = "director"', WITHIN)
    return world_from(source, "flen.localhost:8000")


def files(world: World, name: str = "Anna", subject: str = "", text: str = "Varför fick jag den inte?") -> Any:
    person = world.person(name, serial=988 + len(world.people))
    with world.scope():
        return file_complaint(person.pk, subject=subject, text=text, by=person_actor(person.pk), now=FILED)


def answers(
    world: World, complaint: Complaint, role: str = Role.DIRECTOR, *, upheld: bool = False, text: str = "Poängen."
) -> None | Refused:
    with world.scope():
        return answer_complaint(complaint.pk, text=text, upheld=upheld, by=DIRECTOR, role=role, now=ANSWERED)


def goes_further(world: World, complaint: Complaint, text: str = "Det räcker inte.") -> None | Refused:
    with world.scope():
        return take_further(complaint.pk, text=text, by=person_actor(complaint.person_id), now=FURTHER)


def seen(world: World, complaint: Complaint) -> tuple[int, str]:
    with world.scope():
        row = Complaint.objects.get(pk=complaint.pk)
        return row.step, str(row.state)


def told(world: World, complaint: Complaint) -> list[tuple[str, dict[str, Any]]]:
    with world.scope():
        events = Event.objects.filter(subject=subject_of(complaint.pk)).order_by("pk")
        return [(event.kind, event.data) for event in events]


def letters(world: World) -> list[tuple[str, dict[str, Any]]]:
    with world.scope():
        return [(row.kind, row.context) for row in Message.objects.filter(kind__startswith="complaint").order_by("pk")]


def test_scheme_10_three_instances_answer_one_after_the_other_and_the_last_closes_it(flen: World) -> None:
    complaint = files(flen)
    assert isinstance(complaint, Complaint)
    assert (seen(flen, complaint), complaint.answer_last_day) == ((1, "waiting"), None)
    assert answers(flen, complaint) is None
    assert seen(flen, complaint) == (1, "answered")
    assert goes_further(flen, complaint) is None
    assert seen(flen, complaint) == (2, "waiting")
    assert answers(flen, complaint, upheld=True) is None
    assert goes_further(flen, complaint) is None
    assert answers(flen, complaint) is None
    assert seen(flen, complaint) == (3, "closed")
    assert goes_further(flen, complaint) == Refused(("last_step",))
    assert answers(flen, complaint) == Refused(("already_answered",))
    assert told(flen, complaint) == [
        ("complaint.filed", {"step": 1, "about": ""}),
        ("complaint.answered", {"step": 1, "upheld": "not_upheld"}),
        ("complaint.taken_further", {"step": 2}),
        ("complaint.answered", {"step": 2, "upheld": "upheld"}),
        ("complaint.taken_further", {"step": 3}),
        ("complaint.answered", {"step": 3, "upheld": "not_upheld"}),
    ]
    with flen.scope():
        turns = ComplaintTurn.objects.values_list("step", "by_person", "by", "upheld")
        assert [tuple(turn) for turn in turns] == [
            (1, False, "staff:7", False),
            (2, False, "staff:7", True),
            (3, False, "staff:7", False),
            (2, True, f"person:{complaint.person_id}", None),
            (3, True, f"person:{complaint.person_id}", None),
        ]


def test_scheme_10_the_person_is_told_of_each_answer_and_of_the_next_instance(flen: World) -> None:
    complaint = files(flen)
    answers(flen, complaint)
    goes_further(flen, complaint)
    answers(flen, complaint)
    goes_further(flen, complaint)
    answers(flen, complaint)
    kinds = [kind for kind, _ in letters(flen)]
    assert kinds == ["complaint_filed", "complaint_answered"] * 3
    told_of = [(context["who_sv"], context.get("next_sv"), context["last"]) for kind, context in letters(flen)[1::2]]
    assert told_of == [
        ("Verkställande direktören", "Styrelsen", False),
        ("Styrelsen", "Styrelsen tillsammans med socialnämnden", False),
        ("Styrelsen tillsammans med socialnämnden", None, True),
    ]
    assert not any("Poängen" in str(context) for _, context in letters(flen))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.READER, Role.CARETAKER])
def test_scheme_10_only_the_role_that_the_rules_name_answers(flen: World, role: str) -> None:
    complaint = files(flen)
    assert answers(flen, complaint, role) == Refused(("not_your_step",))
    assert seen(flen, complaint) == (1, "waiting")


def test_scheme_10_an_answer_comes_once_and_says_something(flen: World) -> None:
    complaint = files(flen)
    assert answers(flen, complaint, text="  ") == Refused(("text_missing",))
    assert goes_further(flen, complaint) == Refused(("not_answered",))
    answers(flen, complaint)
    assert answers(flen, complaint) == Refused(("already_answered",))
    assert goes_further(flen, complaint, text=" ") == Refused(("text_missing",))


def test_scheme_10_a_landlord_without_instances_takes_no_complaints(town: World) -> None:
    assert files(town) == Refused(("no_steps",))


def test_scheme_10_a_complaint_is_about_ones_own_and_once_at_a_time(flen: World) -> None:
    flen.person("Bo", serial=995)
    mine, theirs = flen.wants("Anna", flen.listing()), flen.wants("Bo", flen.listing(number="A2"))
    complaint = files(flen, subject=f"letting.interest:{mine.pk}")
    assert isinstance(complaint, Complaint)
    assert files(flen, subject=f"letting.interest:{mine.pk}") == Refused(("already_filed",))
    for subject in (
        f"letting.interest:{theirs.pk}",
        "letting.interest:x",
        "tenants.person:1",
        "x",
        "letting.interest:",
    ):
        assert files(flen, subject=subject) == Refused(("no_such_subject",))
    assert files(flen, text="\n ") == Refused(("text_missing",))
    with flen.scope():
        assert close_complaint(complaint.pk, by=person_actor(complaint.person_id), now=ANSWERED) is None
    assert isinstance(files(flen, subject=f"letting.interest:{mine.pk}"), Complaint)


@pytest.mark.parametrize(("appeal", "taken"), [("true", True), ("false", False)])
def test_scheme_10_a_decision_on_priority_is_complained_about_where_it_can_be(
    db: None, appeal: str, taken: bool
) -> None:
    source = presets()["tunabyggen"].read_text(encoding="utf-8").replace("appeal = false", f"appeal = {appeal}")
    instance = '[[complaints]]\nanswered_by = { sv = "Chefen", en = "The head" }\nrole = "manager"\n'
    world = world_from(f"{source}\n{instance}", "tunabyggen.localhost:8000")
    anna = world.person("Anna")
    with world.scope():
        claim = enter_priority(anna.pk, "job", reason="Ringde.", by=DIRECTOR, now=FILED)
        assert not isinstance(claim, Refused)
    subject = f"queues.priorityclaim:{claim.pk}"
    assert files(world, subject=subject) == Refused(("no_such_subject",))  # nothing is decided yet
    with world.scope():
        decide_priority(claim.pk, granted=False, cause="not_met", reason="Nej.", by=DIRECTOR, now=FILED)
    assert isinstance(files(world, subject=subject), Complaint) == taken


def test_scheme_10_a_closed_complaint_is_neither_answered_nor_taken_further(flen: World) -> None:
    complaint = files(flen)
    me = person_actor(complaint.person_id)
    with flen.scope():
        assert close_complaint(complaint.pk, by=me, now=ANSWERED) is None
        assert close_complaint(complaint.pk, by=me, now=ANSWERED) == Refused(("not_open",))
        assert Complaint.objects.get().closed_at == ANSWERED
    assert answers(flen, complaint) == Refused(("already_answered",))
    assert goes_further(flen, complaint) == Refused(("not_open",))


def test_scheme_10_each_instance_has_its_own_last_day_in_workdays(hurried: World) -> None:
    complaint = files(hurried)  # Monday 11 May; the 14th is Ascension day
    assert complaint.answer_last_day == date(2026, 5, 18)
    answers(hurried, complaint)
    with hurried.scope():
        assert Complaint.objects.get().answer_last_day is None
    goes_further(hurried, complaint)  # Thursday 14 May
    with hurried.scope():
        assert Complaint.objects.get().answer_last_day == date(2026, 5, 20)


def test_scheme_10_the_instances_stay_as_they_were_when_it_was_filed(flen: World) -> None:
    complaint = files(flen)
    with flen.scope():
        source = Ruleset.objects.get().source
        whole = source[: source.index("[[complaints]]")]
        fewer = re.sub(r'  "tenancy\.extras[^\n]*\n', "", whole)  # what stands after the instances goes with them
        write_version(fewer, valid_from=date(2026, 5, 12), by=PORTAL, now=FILED)
        kept = Complaint.objects.select_related("ruleset").get()
    assert [step.answered_by.sv for step in steps_of(kept)][:2] == ["Verkställande direktören", "Styrelsen"]
    assert answers(flen, complaint) is None
    assert goes_further(flen, complaint) is None
    assert seen(flen, complaint) == (2, "waiting")
