"""Exceptions that staff make from a rule, with a reason, where the rules say so by two. CHECK-19, QUEUE-4, QUEUE-16."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.models import Interest, Listing, Offer
from letting.services.excepting import confirm, except_applicant
from queues.models import Exemption, Registration
from queues.services.bonds import bonds_of
from queues.services.exemptions import CAUSES, confirm_exemption, end_exemption, grant_exemption
from queues.services.registrations import register
from tenants.actors import person_actor, staff_actor
from tenants.models import Event, Person
from tenants.outcome import Refused
from tenants.rulesets import parse, presets
from tests.cast import World, at, make_world, world_from

EVA, MARIA = staff_actor(1), staff_actor(2)
CONSENTS = {"personal_data": "Ja", "credit_check": "Ja"}
NOW = at("05-11 10:00")


@pytest.fixture
def flen(db: None) -> World:
    """Exceptions from three rules, each by one person."""
    world = make_world("flen")
    world.person("Anna", since="2010-01-01")
    return world


@pytest.fixture
def of_two(db: None) -> World:
    """The same, but a second person confirms."""
    source = presets()["flen"].read_text(encoding="utf-8").replace("needs_two = false", "needs_two = true")
    world = world_from(source, "flen.localhost:8000")
    world.person("Anna", since="2010-01-01")
    return world


def excepts(
    world: World, rule: str, *, name: str = "Anna", subject: str = "", cause: str = "health", reason: str = "Sett.",
    by: Any = EVA,
) -> Any:  # fmt: skip
    with world.scope():
        person = world.people[name].pk
        return grant_exemption(person, rule, subject=subject, cause=cause, reason=reason, by=by, now=NOW)


def exempted(world: World, subject: str = "") -> set[str]:
    with world.scope():
        return set(bonds_of(world.people["Anna"].pk, date(2026, 5, 12), subject).exempted)


def told(world: World) -> list[tuple[str, dict[str, Any]]]:
    with world.scope():
        return [(e.kind, e.data) for e in Event.objects.filter(kind__startswith="exception").order_by("pk")]


def test_check_19_only_the_rules_that_the_landlord_names_are_excepted_from() -> None:
    allowed = {slug: set(parse(path.read_text(encoding="utf-8")).exceptions) for slug, path in presets().items()}
    assert allowed == {
        "flen": {"personal_number", "residents_only", "ranking"},
        "kopparstaden": set(),
        "tunabyggen": set(),
        "wennergrens": set(),
    }


def test_check_19_an_exception_has_a_cause_and_a_reason_and_is_made_once(flen: World) -> None:
    assert excepts(flen, "income") == Refused(("not_allowed_here",))
    assert excepts(flen, "ranking", reason=" ") == Refused(("reason_missing",))
    assert excepts(flen, "ranking", cause="because") == Refused(("reason_missing",))
    assert exempted(flen) == set()
    made = excepts(flen, "personal_number")
    assert (made.granted_by, made.confirmed_by, made.confirmed_at) == ("staff:1", "staff:1", NOW)
    assert excepts(flen, "personal_number", by=MARIA) == Refused(("already_made",))
    assert exempted(flen) == {"personal_number"}
    assert told(flen) == [("exception.granted", {"rule": "personal_number", "cause": "health"})]


def test_check_19_every_cause_can_be_given(flen: World) -> None:
    for cause in CAUSES:
        made = excepts(flen, "residents_only", cause=cause, subject=f"letting.listing:{CAUSES.index(cause)}")
        assert isinstance(made, Exemption)


def test_check_19_one_for_a_listing_counts_there_alone(flen: World) -> None:
    excepts(flen, "residents_only", subject="letting.listing:7")
    assert (exempted(flen), exempted(flen, "letting.listing:8"), exempted(flen, "letting.listing:7")) == (
        set(),
        set(),
        {"residents_only"},
    )


def test_check_19_where_two_are_wanted_it_counts_when_another_has_confirmed_it(of_two: World) -> None:
    made = excepts(of_two, "personal_number")
    assert (made.confirmed_at, exempted(of_two)) == (None, set())
    with of_two.scope():
        assert confirm_exemption(made.pk, by=EVA, now=NOW) == Refused(("second_person_needed",))
        assert exempted(of_two) == set()
        assert confirm_exemption(made.pk, by=MARIA, now=NOW) is None
        assert confirm_exemption(made.pk, by=MARIA, now=NOW) == Refused(("already_answered",))
    assert exempted(of_two) == {"personal_number"}
    assert [kind for kind, _ in told(of_two)] == ["exception.proposed", "exception.granted"]


def test_check_19_an_exception_ends_once_and_one_that_has_ended_is_not_confirmed(of_two: World) -> None:
    made = excepts(of_two, "personal_number")
    with of_two.scope():
        assert end_exemption(made.pk, by=EVA, now=NOW) is None
        assert end_exemption(made.pk, by=EVA, now=NOW) == Refused(("already_ended",))
        assert confirm_exemption(made.pk, by=MARIA, now=NOW) == Refused(("already_answered",))
    assert exempted(of_two) == set()
    assert isinstance(excepts(of_two, "personal_number"), Exemption), "and another may be made"


def test_queue_4_one_without_a_number_registers_when_staff_have_excepted_her(flen: World) -> None:
    with flen.scope():
        omar = Person.objects.create(given_name="Omar", born=date(1990, 1, 1), created_at=at("05-01 12:00"))
        flen.people["Omar"] = omar

    def joins() -> Any:
        with flen.scope():
            return register(omar.pk, "housing", consents=CONSENTS, by=person_actor(omar.pk), now=at("05-11 11:00"))

    assert joins() == Refused(("no_personal_number",))
    made = excepts(flen, "personal_number", name="Omar", cause="identity_shown")
    assert isinstance(joins(), Registration)
    assert isinstance(flen.wants("Omar", flen.listing()), Interest)
    with flen.scope():
        end_exemption(made.pk, by=EVA, now=NOW)
    assert flen.wants("Omar", flen.listing(number="A2")) == Refused(("no_personal_number",)), "for what comes"


def seven_want(world: World) -> Listing:
    listing = world.listing(publish=at("05-04 09:00"))
    for number in range(7):
        name = f"P{number}"
        world.person(name, since=f"20{10 + number}-06-01", born=f"19{70 + number}0101", login=False)
        assert not isinstance(world.wants(name, listing, at("05-04 12:00")), Refused)
    return listing


def puts_first(world: World, listing: Listing, name: str, now: str) -> Any:
    with world.scope():
        return except_applicant(
            world.people[name].pk, "ranking", listing_id=listing.pk, cause="accessible_flat", reason="Rullstol.",
            by=EVA, now=at(now),
        )  # fmt: skip


def asked(world: World, listing: Listing, round_: int = 1) -> list[str]:
    with world.scope():
        rows = Offer.objects.filter(listing=listing, round=round_).order_by("rank")
        return list(rows.values_list("person__given_name", flat=True))


def test_check_19_put_first_she_is_asked_before_the_ranking_in_that_listing(flen: World) -> None:
    listing = seven_want(flen)
    assert isinstance(puts_first(flen, listing, "P6", "05-05 09:00"), Exemption)
    flen.tick(at("05-11 08:00"))
    assert asked(flen, listing) == ["P6", "P0", "P1", "P2", "P3"]
    with flen.scope():
        reasons = Event.objects.filter(subject=listing.subject, kind="exception.granted").values_list("data", flat=True)
        assert list(reasons) == [{"rule": "ranking", "cause": "accessible_flat"}]


def test_check_19_put_first_after_the_ranking_was_fixed_she_is_in_the_next_round(flen: World) -> None:
    from letting.services.offers import decline

    listing = seven_want(flen)
    flen.tick(at("05-11 08:00"))
    puts_first(flen, listing, "P6", "05-12 09:00")
    for name in asked(flen, listing):
        assert flen.does(name, decline, listing, at("05-12 10:00")) is None
    flen.tick(at("05-13 08:00"))
    with flen.scope():
        assert set(asked(flen, listing, 2)) == {"P5", "P6"}
        first = Interest.objects.get(person=flen.people["P6"])
        assert (first.ahead, first.rank) == (1, 7), "her place in the ranking is what it was"


def test_check_19_from_the_ranking_of_no_listing_nobody_is_excepted(flen: World) -> None:
    with flen.scope():
        outcome = except_applicant(
            flen.people["Anna"].pk, "ranking", listing_id=None, cause="health", reason="x", by=EVA, now=NOW
        )
    assert outcome == Refused(("not_open",))


def test_check_19_the_second_persons_word_is_what_puts_her_first(of_two: World) -> None:
    listing = seven_want(of_two)
    made = puts_first(of_two, listing, "P6", "05-05 09:00")
    of_two.tick(at("05-11 08:00"))
    assert asked(of_two, listing) == ["P0", "P1", "P2", "P3", "P4"]
    with of_two.scope():
        assert confirm(made.pk, by=EVA, now=at("05-12 09:00")) == Refused(("second_person_needed",))
        assert Interest.objects.get(person=of_two.people["P6"]).ahead == 0
        assert confirm(made.pk, by=MARIA, now=at("05-12 09:01")) is None
        assert Interest.objects.get(person=of_two.people["P6"]).ahead == 1


def test_check_19_another_landlords_person_is_nobody_to_except(flen: World) -> None:
    other = make_world("kopparstaden")
    fredrik = other.person("Fredrik", serial=985)
    with flen.scope(), pytest.raises(Person.DoesNotExist):
        grant_exemption(fredrik.pk, "personal_number", cause="other", reason="x", by=EVA, now=NOW)
