"""Deciding on priority (SCHEME-7), by one person or by two; what is granted gives offers, and is used up."""

from __future__ import annotations

from typing import Any

from queues.models import PriorityClaim
from queues.services.priority import enter_priority, live_priorities, use_priority
from tenants.models import Message
from tenants.outcome import Refused
from tests.cast import World
from tests.queues.scenes import EVA, LATER, MARIA, NOW, decides, filed, letters, seen, told


def test_scheme_7_granted_it_gives_one_offer_and_is_then_used(borlange: World) -> None:
    claim = filed(borlange)
    anna = borlange.people["Anna"].pk
    assert decides(borlange, claim, "meets_ground") is None
    with borlange.scope():
        live = live_priorities([anna, 0])
        assert {pk: (one.pk, one.offers_left) for pk, one in live.items()} == {anna: (claim.pk, 1)}
        assert use_priority(live[anna], subject="letting.listing:1", by=EVA, now=LATER) is None
        assert use_priority(live[anna], by=EVA, now=LATER) == Refused(("not_open",))
        assert live_priorities([anna]) == {}
    assert (seen(borlange, claim).state, seen(borlange, claim).offers_left) == ("used", 0)
    assert told(borlange, claim)[1:] == [
        ("priority.granted", {"ground": "job", "cause": "meets_ground", "offers": 1}),
        ("priority.used", {"offers_left": 0, "for": "letting.listing:1"}),
    ]
    assert letters(borlange) == ["priority_filed", "priority_granted"]


def test_scheme_7_live_priorities_are_one_statement(
    borlange: World, django_assert_num_queries: Any
) -> None:  # fmt: skip
    for name in ("Anna", "Bo", "Cecilia"):
        decides(borlange, filed(borlange, name), "meets_ground")
    with borlange.scope(), django_assert_num_queries(1):
        assert len(live_priorities([person.pk for person in borlange.people.values()])) == 3


def test_scheme_7_a_refusal_has_its_cause_and_one_may_apply_again(borlange: World) -> None:
    claim = filed(borlange)
    assert decides(borlange, claim, "not_proved", granted=False, reason="Intyget saknar datum.") is None
    row = seen(borlange, claim)
    assert (row.state, row.cause, row.reason, row.decided_at, row.decided_by, row.offers_left) == (
        "refused", "not_proved", "Intyget saknar datum.", LATER, "staff:1", 0,
    )  # fmt: skip
    with borlange.scope():
        letter = Message.objects.get(kind="priority_refused")
    assert (letter.context["appeal"], letter.context["reason"]) == (False, "Intyget saknar datum.")
    assert "Intyget" not in str(told(borlange, claim))
    assert decides(borlange, claim, "meets_ground") == Refused(("already_answered",))
    assert isinstance(filed(borlange), PriorityClaim)


def test_scheme_7_a_decision_has_a_cause_of_its_own_outcome_and_a_reason(borlange: World) -> None:
    claim = filed(borlange)
    assert decides(borlange, claim, "not_met") == Refused(("unknown_cause",))
    assert decides(borlange, claim, "meets_ground", granted=False) == Refused(("unknown_cause",))
    assert decides(borlange, claim, "because") == Refused(("unknown_cause",))
    assert decides(borlange, claim, "meets_ground", reason="  ") == Refused(("reason_missing",))
    assert seen(borlange, claim).state == "filed"


def test_scheme_7_where_two_decide_the_first_proposes_and_another_confirms(of_two: World) -> None:
    claim = filed(of_two)
    assert decides(of_two, claim, "meets_ground", EVA) is None
    assert (seen(of_two, claim).state, seen(of_two, claim).proposed_by) == ("proposed", "staff:1")
    assert letters(of_two) == ["priority_filed"]
    assert decides(of_two, claim, "meets_ground", EVA) == Refused(("second_person_needed",))
    assert decides(of_two, claim, "meets_ground", MARIA) is None
    row = seen(of_two, claim)
    assert (row.state, row.decided_by, row.offers_left) == ("granted", "staff:2", 2)
    assert letters(of_two) == ["priority_filed", "priority_granted"]


def test_scheme_7_a_second_person_of_another_mind_proposes_in_turn(of_two: World) -> None:
    claim = filed(of_two)
    decides(of_two, claim, "meets_ground", EVA)
    assert decides(of_two, claim, "not_met", MARIA, granted=False) is None
    assert (seen(of_two, claim).state, seen(of_two, claim).proposed_by) == ("proposed", "staff:2")
    assert decides(of_two, claim, "not_met", MARIA, granted=False) == Refused(("second_person_needed",))
    assert decides(of_two, claim, "not_met", EVA, granted=False) is None
    assert seen(of_two, claim).state == "refused"
    assert [kind for kind, _ in told(of_two, claim)] == [
        "priority.applied", "priority.proposed", "priority.proposed", "priority.refused",
    ]  # fmt: skip


def test_scheme_7_staff_enter_what_the_municipality_has_agreed_on(borlange: World) -> None:
    anna = borlange.person("Anna")
    with borlange.scope():
        claim = enter_priority(anna.pk, "municipal_contract", cause="agreed", reason="Beslut 12.", by=EVA, now=NOW)
        assert isinstance(claim, PriorityClaim)
        again = enter_priority(anna.pk, "municipal_contract", cause="agreed", reason="Beslut 12.", by=EVA, now=NOW)
    assert (claim.state, claim.offers_left, again) == ("granted", 1, Refused(("already_applied",)))
    assert [kind for kind, _ in told(borlange, claim)] == ["priority.entered", "priority.granted"]


def test_scheme_7_what_came_by_phone_waits_for_a_decision(borlange: World) -> None:
    anna = borlange.person("Anna")
    with borlange.scope():
        claim = enter_priority(anna.pk, "job", reason="Ringde.", by=EVA, now=NOW)
        assert isinstance(claim, PriorityClaim)
        assert enter_priority(anna.pk, "moon", reason="x", by=EVA, now=NOW) == Refused(("no_such_ground",))
    assert claim.state == "filed"
    assert decides(borlange, claim, "meets_ground") is None


def test_scheme_7_entered_alone_it_is_not_granted_where_two_decide(of_two: World) -> None:
    anna = of_two.person("Anna")
    with of_two.scope():
        claim = enter_priority(anna.pk, "municipal_contract", cause="agreed", reason="Beslut 12.", by=EVA, now=NOW)
        assert isinstance(claim, PriorityClaim)
        assert (claim.state, dict(live_priorities([anna.pk]))) == ("proposed", {})
    assert decides(of_two, claim, "agreed", EVA) == Refused(("second_person_needed",))


def test_scheme_7_entering_asks_for_a_cause_that_grants_and_a_reason(borlange: World) -> None:
    anna = borlange.person("Anna")
    with borlange.scope():
        for cause, reason, code in (("not_met", "x", "unknown_cause"), ("agreed", " ", "reason_missing")):
            outcome = enter_priority(anna.pk, "municipal_contract", cause=cause, reason=reason, by=EVA, now=NOW)
            assert outcome == Refused((code,))
        assert not PriorityClaim.objects.exists()
