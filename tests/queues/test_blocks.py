"""Blocks: when they begin, how long they hold, who lifts them, and what they leave alone. QUEUE-12 to 14, CHECK-10."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from letting.models import Interest, Listing
from letting.services.offers import accept, confirm_viewing, decline
from letting.services.profiles import submit_profile
from letting.services.reviews import record_check
from letting.services.strikes import strikes_of
from queues.core.blocks import free_from, misconduct_block, strikes_out
from queues.models import Block, BlockReason
from queues.services.blocks import block_for_misconduct, blocked_until, lift_block, start_blocks
from tenants.actors import staff_actor
from tenants.core.calendar import Period
from tenants.models import Event, Message
from tenants.outcome import Refused
from tenants.rulesets import parse, presets
from tenants.rulesets.queue_rules import Strikes
from tests.cast import World, at, make_world

EVA = staff_actor(1)
MONDAY, TUESDAY = at("05-11 10:00"), at("05-12 10:00")
THREE_MONTHS = Period.parse("3 months")
RULES = {slug: parse(path.read_text(encoding="utf-8")) for slug, path in presets().items()}


@pytest.fixture
def borlange(db: None) -> World:
    """Three unanswered offers, three months; a failed credit check, three months; misconduct, two years."""
    world = make_world("tunabyggen")
    world.person("Anna")
    return world


def starts(world: World, now: datetime, reason: Any = BlockReason.NO_ANSWERS) -> Block:
    with world.scope():
        start_blocks([world.people["Anna"].pk], reason, THREE_MONTHS, by=EVA, now=now)
        return Block.objects.latest("pk")


def misconduct(world: World, cause: str = "neglect", now: datetime = MONDAY) -> Any:
    with world.scope():
        return block_for_misconduct(world.people["Anna"].pk, cause, by=EVA, now=now)


def lifts(world: World, block: Block, reason: str = "Fel person.", now: datetime = TUESDAY) -> Any:
    with world.scope():
        return lift_block(block.pk, reason=reason, by=EVA, now=now)


def told(world: World, prefix: str = "block") -> list[tuple[str, dict[str, Any]]]:
    with world.scope():
        return [(e.kind, e.data) for e in Event.objects.filter(kind__startswith=prefix).order_by("pk")]


@pytest.mark.parametrize(
    ("day", "period", "free"),
    [
        (date(2026, 5, 15), "3 months", date(2026, 8, 15)),
        (date(2026, 11, 30), "3 months", date(2027, 2, 28)),
        (date(2026, 5, 11), "24 months", date(2028, 5, 11)),
        (date(2024, 2, 29), "24 months", date(2026, 2, 28)),
        (date(2026, 5, 11), "1 days", date(2026, 5, 12)),
        (date(2026, 5, 13), "2 workdays", date(2026, 5, 16)),
    ],
)
def test_queue_12_to_the_day_a_block_counts_the_day_it_began(day: date, period: str, free: date) -> None:
    assert free_from(day, Period.parse(period)) == free


@pytest.mark.parametrize(
    ("before", "new", "out"), [(0, 1, False), (1, 1, False), (2, 1, True), (0, 3, True), (1, 2, True), (3, 0, True)]
)
def test_queue_12_the_third_is_one_too_many_in_whatever_steps_they_come(before: int, new: int, *, out: bool) -> None:
    assert strikes_out(before, new, Strikes(count=3, blocked_for=THREE_MONTHS)) is out


def test_queue_14_misconduct_counts_for_two_years_at_one_landlord_and_blocks_at_no_other() -> None:
    found = {slug: str(misconduct_block(rules.queues) or "–") for slug, rules in RULES.items()}
    assert found == {"tunabyggen": "24 months", "kopparstaden": "–", "flen": "–", "wennergrens": "–"}


def unanswered(world: World, number: str, published: datetime) -> Listing:
    listing = world.listing(number=number, publish=published, wanted_last_day=published.date())
    assert not isinstance(world.wants("Anna", listing, published), Refused)
    return listing


def strikes(world: World) -> int:
    with world.scope():
        return strikes_of([world.people["Anna"].pk])[world.people["Anna"].pk]


def test_queue_12_the_count_begins_again_after_a_block_and_answers_between_make_no_difference(borlange: World) -> None:
    seen = []
    for number, day in enumerate(("05-04", "05-05", "05-06"), 1):
        unanswered(borlange, f"A{number}", at(f"{day} 09:00"))
    answered = unanswered(borlange, "B1", at("05-05 09:00"))
    for day in ("05-05", "05-06", "05-07"):
        borlange.tick(at(f"{day} 08:00"))
    assert borlange.does("Anna", decline, answered, at("05-07 10:00")) is None
    for day in ("11", "12", "13", "15", "18", "19"):
        borlange.tick(at(f"05-{day} 08:00"))
        seen.append((day, strikes(borlange), len(told(borlange))))
    assert seen == [("11", 0, 0), ("12", 0, 0), ("13", 1, 0), ("15", 2, 0), ("18", 0, 1), ("19", 0, 1)]
    assert told(borlange) == [("block.started", {"reason": "no_answers", "until": "2026-08-18"})]
    with borlange.scope():
        letter = Message.objects.get(kind="blocked")
        assert (letter.person_id, letter.context["until"]) == (borlange.people["Anna"].pk, "2026-08-18")


def test_queue_12_a_block_stops_new_interests_to_the_second_and_no_old_ones(borlange: World) -> None:
    ongoing = borlange.listing(number="A1", publish=at("05-11 09:00"))
    late = borlange.listing(number="A2", publish=at("08-11 09:00"))
    borlange.wants("Anna", ongoing, at("05-11 10:00"))
    starts(borlange, at("05-15 08:00"))
    borlange.tick(at("05-19 08:00"))
    assert borlange.does("Anna", confirm_viewing, ongoing, at("05-19 09:00")) == date(2026, 5, 21)
    assert borlange.does("Anna", accept, ongoing, at("05-19 09:01")) is None
    assert borlange.wants("Anna", late, at("08-14 23:59:59")) == Refused(("blocked",))
    assert isinstance(borlange.wants("Anna", late, at("08-15 00:00")), Interest)


def checked(world: World, kind: str, *, passed: bool) -> None:
    """Let Anna come first to a flat and file her profile, and staff decide one of her checks on Tuesday 12 May."""
    listing = world.listing(publish=at("05-11 09:00"), scheme="direct")
    world.wants("Anna", listing, at("05-11 10:00"))
    for does in (accept, submit_profile):
        assert world.does("Anna", does, listing, at("05-11 11:00")) is None
    with world.scope():
        anna, said = world.people["Anna"].pk, {"reason": "Sett.", "by": EVA}
        assert record_check(listing.pk, anna, "profile", passed=True, now=at("05-11 12:00"), **said) is None
        assert record_check(listing.pk, anna, kind, passed=passed, now=TUESDAY, **said) is None


@pytest.mark.parametrize("passed", [True, False])
def test_queue_13_a_credit_check_that_staff_fail_blocks_for_three_months_and_one_they_pass_does_not(
    borlange: World, *, passed: bool
) -> None:
    checked(borlange, "credit", passed=passed)
    with borlange.scope():
        anna = borlange.people["Anna"].pk
        assert dict(blocked_until([anna], date(2026, 5, 12))) == ({} if passed else {anna: date(2026, 8, 12)})
        assert Interest.objects.get().closed_because == ("" if passed else "check_failed")


def test_queue_13_another_failed_check_blocks_nobody(borlange: World) -> None:
    checked(borlange, "income", passed=False)
    with borlange.scope():
        assert (Interest.objects.get().closed_because, Block.objects.count()) == ("check_failed", 0)


def test_queue_14_each_kind_of_misconduct_blocks_for_two_years_and_once_at_a_time(borlange: World) -> None:
    assert misconduct(borlange, "rude") == Refused(("unknown_cause",))
    block = misconduct(borlange, "threats")
    assert (block.reason, block.cause, block.until) == ("misconduct", "threats", date(2028, 5, 11))
    assert misconduct(borlange, "neglect", at("05-10 23:59:59").replace(year=2028)) == Refused(("already_blocked",))
    assert isinstance(misconduct(borlange, "neglect", at("05-11 00:00").replace(year=2028)), Block)


def test_queue_14_and_check_10_where_it_does_not_block_it_is_noted_and_the_check_fails(db: None) -> None:
    hjo = make_world("wennergrens")
    hjo.person("Anna")
    note = misconduct(hjo)
    assert (note.until, told(hjo), told(hjo, "misconduct")) == (None, [], [("misconduct.noted", {"cause": "neglect"})])
    with hjo.scope():
        assert (dict(blocked_until([note.person_id], date(2026, 5, 11))), Message.objects.count()) == ({}, 0)
    listing = hjo.listing(publish=at("05-11 11:00"))
    assert isinstance(hjo.wants("Anna", listing, at("05-11 12:00")), Interest), "an interest may be made"


def test_a_block_is_lifted_once_with_a_reason_and_then_blocks_no_longer(borlange: World) -> None:
    block = starts(borlange, at("05-11 08:00"))
    listing = borlange.listing(publish=at("05-11 09:00"))
    assert borlange.wants("Anna", listing, at("05-11 10:00")) == Refused(("blocked",))
    assert lifts(borlange, block, " ") == Refused(("reason_missing",))
    assert lifts(borlange, block) is None
    assert lifts(borlange, block) == Refused(("already_ended",))
    assert isinstance(borlange.wants("Anna", listing, at("05-12 10:01")), Interest)
    with borlange.scope():
        row = Block.objects.get()
        assert (row.lifted_at, row.lifted_by, row.lifted_reason) == (at("05-12 10:00"), "staff:1", "Fel person.")
        assert list(Message.objects.order_by("pk").values_list("kind", flat=True)) == ["blocked", "block_lifted"]
    assert "Fel person" not in str(told(borlange)), "a reason in words stays out of the log"


def test_a_block_that_has_ended_is_not_lifted(borlange: World) -> None:
    block = starts(borlange, at("05-11 08:00"))
    assert lifts(borlange, block, now=at("08-11 00:00")) == Refused(("already_ended",))
    assert lifts(borlange, block, now=at("08-10 23:59:59")) is None


def test_the_longest_of_several_blocks_holds_and_a_neighbours_holds_nobody_here(borlange: World) -> None:
    starts(borlange, at("05-11 08:00"))
    starts(borlange, at("06-11 08:00"), BlockReason.CREDIT_FAILED)
    anna = borlange.people["Anna"].pk
    flen = make_world("flen")
    flen.person("Anna")
    with borlange.scope():
        assert blocked_until([anna], date(2026, 8, 20)) == {anna: date(2026, 9, 11)}
        assert blocked_until([anna], date(2026, 6, 12)) == {anna: date(2026, 9, 11)}
    with flen.scope():
        assert blocked_until([anna, flen.people["Anna"].pk], date(2026, 6, 12)) == {}
