"""Applying for priority (SCHEME-7): what each ground asks, and taking an application back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.models import Lease
from queues.models import PriorityClaim
from queues.services.claims import draft_of, subject_of
from queues.services.priority import live_priorities, withdraw_claim
from tenants.actors import person_actor
from tenants.documents import documents_of, remove_document
from tenants.outcome import Refused
from tests.cast import World
from tests.queues.scenes import JOB, LATER, NOW, applies, decides, filed, letters, show, told


def test_scheme_7_an_application_takes_the_documents_of_its_draft_along(borlange: World) -> None:
    paper = show(borlange, "Anna")
    claim = applies(borlange, "Anna")
    assert isinstance(claim, PriorityClaim)
    assert (claim.state, claim.statement, claim.text, claim.filed_at) == ("filed", JOB, "Jag börjar i juni.", NOW)
    with borlange.scope():
        assert [one.pk for one in documents_of(subject_of(claim.pk))] == [paper.pk]
        assert list(documents_of(draft_of(borlange.people["Anna"].pk))) == []
    assert told(borlange, claim) == [("priority.applied", {"ground": "job", "documents": 1})]
    assert letters(borlange) == ["priority_filed"]


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ({"distance_km": 99, "permanent_full_time": True}, ("too_near",)),
        ({"distance_km": 100, "permanent_full_time": False}, ("not_permanent",)),
        ({}, ("too_near", "not_permanent")),
        ({"distance_km": 100, "permanent_full_time": True}, ()),
    ],
)
def test_scheme_7_a_job_is_a_hundred_kilometres_away_permanent_and_full_time(
    borlange: World, statement: dict[str, Any], codes: tuple[str, ...]
) -> None:
    show(borlange, "Anna")
    outcome = applies(borlange, "Anna", statement=statement)
    assert (outcome.codes if isinstance(outcome, Refused) else ()) == codes


def test_scheme_7_an_application_needs_its_document_when_it_is_filed(borlange: World) -> None:
    assert applies(borlange, "Anna") == Refused(("document_missing",))
    show(borlange, "Bo")  # another's document is no help
    assert applies(borlange, "Anna") == Refused(("document_missing",))


def test_scheme_7_what_the_municipality_sees_to_nobody_applies_for(borlange: World) -> None:
    assert applies(borlange, "Anna", "municipal_contract") == Refused(("by_staff_only",))
    assert applies(borlange, "Anna", "nothing") == Refused(("no_such_ground",))


def test_scheme_7_a_landlord_without_priority_has_no_ground(town: World) -> None:
    assert applies(town, "Anna") == Refused(("no_such_ground",))


def test_scheme_7_one_stands_in_a_queue_and_has_one_claim_at_a_time(borlange: World) -> None:
    borlange.person("Bo", since=None)
    show(borlange, "Bo")
    assert applies(borlange, "Bo") == Refused(("not_registered",))
    filed(borlange, "Anna")
    show(borlange, "Anna")
    assert applies(borlange, "Anna") == Refused(("already_applied",))


@pytest.mark.parametrize(
    ("starts", "ends", "codes"),
    [
        (date(2025, 5, 11), None, ()),
        (date(2025, 5, 12), None, ("not_resident_long_enough",)),
        (date(2020, 1, 1), date(2026, 5, 10), ("not_resident_long_enough",)),
        (date(2020, 1, 1), date(2026, 5, 11), ()),
    ],
    ids=["a year today", "a day less", "moved out yesterday", "moves out today"],
)
def test_scheme_7_a_present_renter_has_rented_for_a_year(
    hjo: World, starts: date, ends: date | None, codes: tuple[str, ...]
) -> None:
    anna, home = hjo.person("Anna"), hjo.unit()
    with hjo.scope():
        Lease.objects.create(
            unit=home, person=anna, starts_on=starts, ends_on=ends, rent=7200, made_at=NOW, signed_at=NOW
        )  # fmt: skip
    outcome = applies(hjo, "Anna", "present_renter")
    assert (outcome.codes if isinstance(outcome, Refused) else ()) == codes


def test_scheme_7_one_who_does_not_rent_or_rents_a_garage_is_no_present_renter(hjo: World) -> None:
    anna, garage = hjo.person("Anna"), hjo.unit(kind="vehicle_space")
    assert applies(hjo, "Anna", "present_renter") == Refused(("not_resident_long_enough",))
    with hjo.scope():
        Lease.objects.create(
            unit=garage, person=anna, starts_on=date(2020, 1, 1), rent=200, made_at=NOW, signed_at=NOW
        )  # fmt: skip
    assert applies(hjo, "Anna", "present_renter") == Refused(("not_resident_long_enough",))


def test_scheme_7_a_claim_is_taken_back_and_its_documents_with_it(borlange: World) -> None:
    claim = filed(borlange)
    me = person_actor(borlange.people["Anna"].pk)
    with borlange.scope():
        [paper] = documents_of(subject_of(claim.pk))
        assert remove_document(paper.pk, by=me, now=LATER) == Refused(("needed",))
        assert withdraw_claim(claim.pk, by=me, now=LATER) is None
        assert remove_document(paper.pk, by=me, now=LATER) is None
        assert withdraw_claim(claim.pk, by=me, now=LATER) == Refused(("not_open",))
    assert decides(borlange, claim, "meets_ground") == Refused(("already_answered",))


def test_scheme_7_what_was_granted_can_be_given_up(borlange: World) -> None:
    claim = filed(borlange)
    decides(borlange, claim, "meets_ground")
    anna = borlange.people["Anna"].pk
    with borlange.scope():
        assert withdraw_claim(claim.pk, by=person_actor(anna), now=LATER) is None
        assert live_priorities([anna]) == {}
