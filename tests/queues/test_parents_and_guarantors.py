"""A parent who signs, and a guarantor: asked like a co-applicant, and bound by more. QUEUE-20, QUEUE-21, CHECK-11."""

import pytest

from queues.models import Companion
from queues.services.companions import approve_parent
from tenants.models import Message
from tenants.outcome import Refused
from tests.cast import STAFF, World, at, make_world
from tests.queues.company import answer, ask, counted


@pytest.fixture
def town(db: None) -> World:
    """A landlord where a parent may sign for a pupil. David is seventeen, Bo his father."""
    world = make_world("tunabyggen")
    world.person("Bo", since="2018-01-01", serial=989)
    world.person("David", born="20090301", serial=991)
    return world


def test_queue_20_a_parent_signs_for_a_pupil_when_staff_have_approved_it(town: World) -> None:
    asked = ask(town, "David", "parent", email="bo@example.se", relation="parent")
    with town.scope():
        assert approve_parent(asked.pk, approved=True, reason="Sett", by=STAFF, now=at("05-12 09:00")) == Refused(
            ("not_answered",)
        )
    answer(town, "Bo")
    assert counted(town, "David") == []
    with town.scope():
        decide = {"by": STAFF, "now": at("05-13 09:00")}
        assert approve_parent(asked.pk, approved=True, reason=" ", **decide) == Refused(("reason_missing",))
        assert approve_parent(asked.pk, approved=True, reason="Går på gymnasiet här.", **decide) is None
        assert approve_parent(asked.pk, approved=False, reason="Nej", **decide) == Refused(("already_decided",))
    assert counted(town, "David") == ["Bo"]
    with town.scope():
        told = Message.objects.filter(kind="parent_decided").order_by("pk")
        assert list(told.values_list("person__given_name", "context")) == [
            ("David", {"approved": True, "to": "applicant"}), ("Bo", {"approved": True, "to": "parent"})
        ]  # fmt: skip


def test_queue_20_a_parent_who_is_not_approved_counts_for_nothing(town: World) -> None:
    asked = ask(town, "David", "parent", relation="guardian")
    answer(town, "Bo")
    with town.scope():
        outcome = approve_parent(asked.pk, approved=False, reason="Ingen elev.", by=STAFF, now=at("05-13 09:00"))
        assert outcome is None
        row = Companion.objects.get()
        assert (row.state, row.approved_at, row.approved_by, row.approved_reason) == (
            "ended", None, "staff:0", "Ingen elev."
        )  # fmt: skip
    assert counted(town, "David") == []


def test_queue_20_a_parent_signs_here_only_for_one_who_is_not_of_age(town: World) -> None:
    town.person("Cecilia", born="20080512", serial=992)  # eighteen tomorrow
    assert ask(town, "Cecilia", "parent", relation="parent", now="05-12 00:00") == Refused(("not_allowed_here",))
    assert isinstance(ask(town, "Cecilia", "parent", relation="parent", now="05-11 23:59"), Companion)


def test_queue_21_a_parent_may_sign_for_an_adult_child_where_the_rules_say_so(db: None) -> None:
    flen = make_world("flen")
    flen.person("David", born="20050301")
    flen.person("Bo", serial=989)
    assert isinstance(ask(flen, "David", "parent", relation="parent"), Companion)
    assert isinstance(answer(flen, "Bo"), Companion)
    assert counted(flen, "David") == []


@pytest.mark.parametrize(("role", "relation"), [("parent", "parent"), ("guarantor", "")])
def test_queue_21_and_check_11_who_binds_herself_is_of_age(db: None, role: str, relation: str) -> None:
    flen = make_world("flen")
    flen.person("Anna")
    flen.person("Bo", born="20080513", since=None, serial=989)
    ask(flen, "Anna", role, relation=relation)
    assert answer(flen, "Bo", now="05-12 23:59") == Refused(("not_of_age",))
    assert isinstance(answer(flen, "Bo", now="05-13 00:00"), Companion)
