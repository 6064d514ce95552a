"""What an applicant tells of herself, and what may stand in for a weak economy. CHECK-2, 6, 11, 12, 14."""

from pathlib import Path
from typing import Any

import pytest

from letting.checks.providers import read_facts
from letting.core.facts import Household, Income
from letting.models import ApplicantFacts, Security
from letting.services import securities
from letting.services.applicant_profiles import ENDLESS, Profile, Reference, missing, profile_of, save_profile
from letting.services.securities import decide_security, offer_security, take_back_security
from queues.services.companions import end_companionship
from tenants.actors import person_actor
from tenants.documents import remove_document
from tenants.models import Document, Event, Message
from tenants.outcome import Refused
from tenants.rulesets.requirement_rules import IncomeKind
from tests.cast import STAFF, World, at, make_world
from tests.papers import named, pdf
from tests.queues.company import answer, ask

SALARY = Income(IncomeKind.PERMANENT, 24_000, ENDLESS)
FAMILY = Household(2, (5, 12))


@pytest.fixture
def hjo(db: None, tmp_path: Path, settings: Any) -> World:
    """A landlord that takes both kinds of security. Anna seeks a home, Bo would stand surety."""
    settings.MEDIA_ROOT = tmp_path
    world = make_world("wennergrens")
    world.person("Anna")
    world.person("Bo", serial=989)
    return world


def tells(world: World, name: str = "Anna", now: str = "05-11 10:00", **said: Any) -> Any:
    person = world.people[name].pk
    full = {"household": FAMILY, "income": (SALARY,), "references": Reference(there_is=False)} | said
    with world.scope():
        return save_profile(person, by=person_actor(person), now=at(now), **full)


def offers(world: World, kind: str, now: str = "05-12 11:00", **more: Any) -> Any:
    person = world.people["Anna"].pk
    with world.scope():
        return offer_security(person, kind, by=person_actor(person), now=at(now), **more)


def decides(world: World, security: Security, *, accepted: bool = True, reason: str = "Prövad.") -> Any:
    with world.scope():
        return decide_security(security.pk, accepted=accepted, reason=reason, by=STAFF, now=at("05-13 09:00"))


def states(world: World) -> list[tuple[str, str]]:
    with world.scope():
        return list(Security.objects.order_by("pk").values_list("kind", "state"))


def guarantor(world: World) -> Security:
    """Let Bo stand surety for Anna; return the security that comes of it."""
    ask(world, "Anna", "guarantor", relation="")
    answer(world, "Bo")
    with world.scope():
        return Security.objects.get(kind="guarantor", state="offered")


def test_a_profile_is_kept_in_the_form_that_the_checks_read_check_2(hjo: World) -> None:
    reference = Reference(there_is=True, name="Hjohem", phone="0503-123 45")
    study = Income(IncomeKind.STUDENT, 9_000, 8)
    assert tells(hjo, income=(SALARY, study), references=reference) is None
    with hjo.scope():
        assert profile_of(hjo.people["Anna"].pk) == Profile(FAMILY, (SALARY, study), reference, at("05-11 10:00"))
        assert read_facts(ApplicantFacts.objects.get().data) == {"household": FAMILY, "income": (SALARY, study)}


def test_what_staff_know_stays_when_the_applicant_tells_anew_check_14(hjo: World) -> None:
    known = {"debts": {"enforcement": 0, "landlord": 700, "restructuring": False}, "references": "bad"}
    with hjo.scope():
        ApplicantFacts.objects.create(person=hjo.people["Anna"], data=known, stated_at=at("05-01 12:00"))
    tells(hjo)
    tells(hjo, household=None, income=None, references=None)
    with hjo.scope():
        assert ApplicantFacts.objects.get().data == known


def test_that_there_is_no_landlord_to_ask_is_no_verdict_on_references_check_14(hjo: World) -> None:
    tells(hjo, references=Reference(there_is=False))
    with hjo.scope():
        assert "references" not in read_facts(ApplicantFacts.objects.get().data)


def test_no_income_is_told_apart_from_an_income_that_is_not_told(hjo: World) -> None:
    tells(hjo, income=())
    with hjo.scope():
        told = profile_of(hjo.people["Anna"].pk)
    assert (told.income, missing(told, documents=0)) == ((), ())
    tells(hjo, income=None)
    with hjo.scope():
        assert missing(profile_of(hjo.people["Anna"].pk), documents=0) == ("income",)
        assert missing(Profile(), documents=0) == ("household", "income", "reference")
    assert missing(Profile(FAMILY, (SALARY,), Reference(there_is=False)), documents=0) == ("documents",)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({"household": Household(0)}, ("bad_adults",)),
        ({"household": Household(11)}, ("bad_adults",)),
        ({"household": Household(2, (1,) * 30)}, ("too_many_children",)),
        ({"household": Household(1, (21, -1))}, ("bad_age",)),
        ({"income": (Income(IncomeKind.PERMANENT, -1, 6),)}, ("bad_income",)),
        ({"income": (Income(IncomeKind.PERMANENT, 10**12, 6),)}, ("bad_income",)),
        ({"income": (Income(IncomeKind.PERMANENT, 1, 121),)}, ("bad_months",)),
        ({"income": (SALARY,) * 13}, ("too_many_incomes",)),
        ({"references": Reference(there_is=True, name="Hjohem")}, ("bad_reference",)),
        ({"references": Reference(there_is=True, name="x" * 81, phone="0503")}, ("bad_reference",)),
        ({"references": Reference(there_is=False, name="Hjohem")}, ("bad_reference",)),
    ],
)
def test_absurd_profiles_are_refused_whole(hjo: World, said: dict[str, Any], codes: tuple[str, ...]) -> None:
    assert tells(hjo, **said) == Refused(codes)
    with hjo.scope():
        assert not ApplicantFacts.objects.exists()


def test_the_log_tells_that_a_profile_was_saved_and_nothing_of_what_is_in_it(hjo: World) -> None:
    tells(hjo, references=Reference(there_is=True, name="Kanariehem", phone="0503-99 99 99"))
    with hjo.scope():
        events = Event.objects.filter(kind="profile.saved").values_list("data", "person__given_name")
        assert list(events) == [({}, "Anna")]


def test_check_11_a_guarantor_is_offered_with_her_yes_and_counts_when_staff_accept(hjo: World) -> None:
    security = guarantor(hjo)
    assert decides(hjo, security, reason=" ") == Refused(("reason_missing",))
    assert decides(hjo, security) is None
    assert decides(hjo, security, accepted=False) == Refused(("already_answered",))
    with hjo.scope():
        row = Security.objects.get()
        assert (row.state, row.decided_at, row.decided_by, row.reason) == (
            "accepted", at("05-13 09:00"), "staff:0", "Prövad."
        )  # fmt: skip
        told = Message.objects.filter(kind="security_decided").values_list("person__given_name", "context")
        assert list(told) == [("Anna", {"kind": "guarantor", "accepted": True})]


def test_check_11_a_guarantor_who_has_not_said_yes_secures_nothing(hjo: World) -> None:
    companion = ask(hjo, "Anna", "guarantor", relation="")
    assert offers(hjo, "guarantor", companion_id=companion.pk) == Refused(("guarantor_missing",))
    assert offers(hjo, "guarantor") == Refused(("guarantor_missing",))
    answer(hjo, "Bo", yes=False)
    assert offers(hjo, "guarantor", companion_id=companion.pk) == Refused(("guarantor_missing",))
    assert states(hjo) == []


def test_check_11_another_applicants_guarantor_is_not_hers(hjo: World) -> None:
    hjo.person("Cecilia", serial=990)
    theirs = ask(hjo, "Cecilia", "guarantor", relation="")
    answer(hjo, "Bo")
    assert offers(hjo, "guarantor", companion_id=theirs.pk) == Refused(("guarantor_missing",))


def test_check_11_a_security_ends_with_its_guarantor_and_is_not_accepted_after(hjo: World) -> None:
    security = guarantor(hjo)
    bo = hjo.people["Bo"].pk
    with hjo.scope():
        end_companionship(security.companion_id or 0, bo, by=person_actor(bo), now=at("05-12 12:00"))
    assert states(hjo) == [("guarantor", "ended")]
    assert decides(hjo, security) == Refused(("already_answered",))


def test_check_11_a_refused_guarantor_can_be_offered_again_or_another_asked(hjo: World) -> None:
    security = guarantor(hjo)
    decides(hjo, security, accepted=False)
    again = offers(hjo, "guarantor", companion_id=security.companion_id)
    assert isinstance(again, Security)
    assert states(hjo) == [("guarantor", "refused"), ("guarantor", "offered")]
    assert offers(hjo, "guarantor", companion_id=security.companion_id) == Refused(("already_offered",))


def test_check_11_a_bank_guarantee_comes_with_its_document_or_not_at_all(hjo: World) -> None:
    bad = named(pdf(), "garanti.png", "image/png")
    assert offers(hjo, "bank_guarantee", uploads=[pdf(), bad]) == Refused(("lies_about_type",))
    with hjo.scope():
        assert (states(hjo), Document.objects.count()) == ([], 0)
    security = offers(hjo, "bank_guarantee", uploads=[pdf("garanti.pdf")])
    with hjo.scope():
        assert list(Document.objects.values_list("subject", "name")) == [
            (f"letting.security:{security.pk}", "garanti.pdf")
        ]


def test_check_11_the_document_of_an_accepted_guarantee_is_not_taken_back(hjo: World) -> None:
    security = offers(hjo, "bank_guarantee", uploads=[pdf()])
    anna = person_actor(hjo.people["Anna"].pk)
    decides(hjo, security)
    with hjo.scope():
        document = Document.objects.get().pk
        assert remove_document(document, by=anna, now=at("05-14 09:00")) == Refused(("needed",))


def test_check_11_what_is_offered_can_be_taken_back_until_it_is_decided(hjo: World) -> None:
    anna, bo = hjo.people["Anna"].pk, hjo.people["Bo"].pk
    security = offers(hjo, "bank_guarantee")

    def takes_back(person: int) -> Any:
        with hjo.scope():
            return take_back_security(security.pk, person, by=person_actor(person), now=at("05-12 12:00"))

    assert takes_back(bo) == Refused(("not_yours",))
    assert takes_back(anna) is None
    assert takes_back(anna) == Refused(("already_answered",))
    assert states(hjo) == [("bank_guarantee", "ended")]
    assert isinstance(offers(hjo, "bank_guarantee"), Security)


@pytest.mark.parametrize(("slug", "allowed"), [("flen", ["guarantor"]), ("tunabyggen", [])])
def test_check_11_a_landlord_takes_the_securities_of_its_rules_only(db: None, slug: str, allowed: list[str]) -> None:
    world = make_world(slug)
    world.person("Anna")
    world.person("Bo", serial=989)
    assert offers(world, "bank_guarantee") == Refused(("not_allowed_here",))
    asked = ask(world, "Anna", "guarantor", relation="")
    assert (["guarantor"] if not isinstance(asked, Refused) else []) == allowed


def test_whoever_wants_to_know_is_told_of_an_accepted_security(hjo: World, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Any] = []
    monkeypatch.setattr(
        securities, "on_accepted", [lambda row, by, now: heard.append((row.person_id, row.reason, str(by), now))]
    )
    refused = offers(hjo, "bank_guarantee")
    decides(hjo, refused, accepted=False)
    decides(hjo, guarantor(hjo))
    assert heard == [(hjo.people["Anna"].pk, "Prövad.", "staff:0", at("05-13 09:00"))]
