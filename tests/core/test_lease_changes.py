"""From which day a lease can be changed, and what stands against it, to the day. LEASE-7, 8, 9, 10."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.core.answers import NOT_KNOWN, PASSED, Answer, Result
from letting.core.lease_changes import (
    Applied,
    answered_by,
    first_turn,
    longer_than_usual,
    points_taken_by,
    reasons_against,
    reasons_of,
    registered,
    rent_ceiling,
    takes_effect,
    turns,
)
from tenants.rulesets import parse, presets
from tenants.rulesets.change_rules import REASONS, ChangeGround, ChangeKind, ChangeReason, SubletRules

RULES = {slug: parse(path.read_text(encoding="utf-8")).tenancy for slug, path in presets().items()}
BORLANGE, FLEN = RULES["tunabyggen"], RULES["flen"]
TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("complete_on", "ahead", "turn"),
    [
        (date(2026, 5, 20), 2, date(2026, 8, 1)),
        (date(2026, 5, 31), 2, date(2026, 8, 1)),
        (date(2026, 6, 1), 2, date(2026, 9, 1)),
        (date(2026, 11, 30), 2, date(2027, 2, 1)),
        (date(2026, 12, 31), 2, date(2027, 3, 1)),
        (date(2027, 12, 31), 2, date(2028, 3, 1)),
        (date(2028, 2, 29), 2, date(2028, 5, 1)),
        (date(2026, 5, 31), 0, date(2026, 6, 1)),
        (date(2026, 6, 1), 0, date(2026, 7, 1)),
    ],
)
def test_lease_8_and_9_so_many_whole_months_lie_before_the_turn(complete_on: date, ahead: int, turn: date) -> None:
    assert first_turn(complete_on, ahead) == turn
    assert turns(complete_on, ahead)[0] == turn


def test_six_turns_can_be_chosen_across_a_new_year() -> None:
    assert turns(date(2026, 8, 31), 2) == (
        date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1), date(2027, 4, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "complete_on", "decided_on", "holds"),
    [
        (date(2026, 8, 1), date(2026, 5, 20), date(2026, 6, 5), date(2026, 8, 1)),
        (date(2026, 10, 1), date(2026, 5, 20), date(2026, 6, 5), date(2026, 10, 1)),
        (date(2026, 8, 1), date(2026, 6, 1), date(2026, 6, 5), date(2026, 9, 1)),  # the other answered in June
        (date(2026, 8, 1), date(2026, 5, 20), date(2026, 8, 1), date(2026, 9, 1)),  # the landlord was late
        (date(2026, 8, 1), date(2026, 5, 20), date(2026, 7, 31), date(2026, 8, 1)),
    ],
)
def test_lease_9_it_holds_as_wished_but_no_earlier_than_the_rules_allow(
    wanted: date, complete_on: date, decided_on: date, holds: date
) -> None:
    assert takes_effect(wanted, complete_on=complete_on, decided_on=decided_on, ahead=2) == holds


@pytest.mark.parametrize(
    ("complete_on", "by"),
    [
        (date(2026, 5, 20), date(2026, 6, 10)),
        (date(2026, 12, 20), date(2027, 1, 10)),
        (date(2028, 2, 9), date(2028, 3, 1)),
    ],
)
def test_the_landlord_answers_within_three_weeks(complete_on: date, by: date) -> None:
    assert answered_by(complete_on) == by


@pytest.mark.parametrize(("own", "ceiling"), [(7200, 8280), (7201, 8281), (5555, 6388), (0, 0)])
def test_lease_7_the_rent_is_at_most_ones_own_and_fifteen_per_cent(own: int, ceiling: int) -> None:
    assert rent_ceiling(own, BORLANGE.sublet) == ceiling
    assert rent_ceiling(own, FLEN.sublet) == ceiling


def sublet(**more: Any) -> Applied:
    told: dict[str, Any] = {
        "kind": ChangeKind.SUBLET, "reason": ChangeReason.WORK_STUDY, "from_on": date(2026, 8, 1),
        "until_on": date(2027, 1, 31), "rent_asked": 8280, "own_rent": 7200, "documents": 1,
    }  # fmt: skip
    return Applied(**(told | more))


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ({}, ()),
        ({"until_on": date(2027, 7, 31)}, ()),
        ({"until_on": date(2027, 8, 1)}, ("sublet_too_long",)),
        ({"from_on": date(2028, 2, 29), "until_on": date(2029, 2, 27)}, ()),
        ({"from_on": date(2028, 2, 29), "until_on": date(2029, 2, 28)}, ("sublet_too_long",)),
        ({"rent_asked": 8281}, ("rent_above_ceiling",)),
        ({"rent_asked": None}, ("rent_missing",)),
        ({"documents": 0}, ("document_missing",)),
        ({"from_on": TODAY, "until_on": TODAY}, ()),
        ({"from_on": date(2026, 5, 19)}, ("from_passed",)),
        ({"until_on": date(2026, 7, 31)}, ("until_wrong",)),
        ({"lease_ends": date(2027, 1, 31)}, ()),
        ({"lease_ends": date(2027, 1, 30)}, ("sublet_past_lease",)),
        ({"until_on": None}, ("from_missing",)),
        ({"reason": ChangeReason.ABROAD, "until_on": date(2026, 11, 30)}, ()),
        ({"reason": ChangeReason.ABROAD, "until_on": date(2026, 11, 29)}, ("sublet_too_short",)),
        ({"reason": ChangeReason.OTHER}, ("text_missing",)),
        ({"reason": ChangeReason.OTHER, "text": "Jag vårdar min mor."}, ()),
        ({"reason": ChangeReason.SEPARATION}, ("no_such_reason",)),
    ],
)
def test_lease_7_a_sublet_has_a_reason_a_time_and_a_rent(said: dict[str, Any], codes: tuple[str, ...]) -> None:
    assert reasons_against(BORLANGE.sublet, sublet(**said), today=TODAY) == codes


def test_lease_7_more_than_six_months_is_more_than_is_normally_granted() -> None:
    longer = [
        longer_than_usual(BORLANGE.sublet, date(2026, 8, 1), day) for day in (date(2027, 1, 31), date(2027, 2, 1))
    ]
    assert longer == [False, True]
    assert longer_than_usual(FLEN.sublet, date(2026, 8, 1), date(2028, 8, 1)) is False


def test_lease_7_where_no_reasons_are_listed_one_tells_in_own_words() -> None:
    free = sublet(reason=ChangeReason.OTHER, text="Ett år i Umeå", until_on=date(2028, 7, 31), documents=0)
    assert reasons_of(ChangeKind.SUBLET, FLEN.sublet) == (ChangeReason.OTHER,)
    assert reasons_against(FLEN.sublet, free, today=TODAY) == ()
    assert reasons_against(FLEN.sublet, sublet(), today=TODAY) == ("no_such_reason",)


def swap(**more: Any) -> Applied:
    told: dict[str, Any] = {
        "kind": ChangeKind.SWAP, "reason": ChangeReason.FAMILY, "from_on": date(2026, 8, 1),
        "lived_since": date(2025, 5, 20),
    }  # fmt: skip
    return Applied(**(told | more))


@pytest.mark.parametrize(
    ("said", "today", "codes"),
    [
        ({}, TODAY, ()),
        ({"lived_since": date(2025, 5, 21)}, TODAY, ("lived_too_short",)),
        ({"lived_since": None}, TODAY, ("lived_too_short",)),
        ({"lived_since": date(2024, 2, 29), "from_on": date(2025, 5, 1)}, date(2025, 2, 27), ("lived_too_short",)),
        ({"lived_since": date(2024, 2, 29), "from_on": date(2025, 5, 1)}, date(2025, 2, 28), ()),
        ({"from_on": date(2026, 7, 1)}, TODAY, ("not_a_turn",)),
        ({"from_on": date(2026, 8, 15)}, TODAY, ("not_a_turn",)),
        ({}, date(2026, 6, 1), ("not_a_turn",)),
    ],
)
def test_lease_8_a_swap_takes_a_year_and_two_months(said: dict[str, Any], today: date, codes: tuple[str, ...]) -> None:
    assert reasons_against(BORLANGE.swap, swap(**said), today=today) == codes


@pytest.mark.parametrize(
    ("kind", "reason", "since_on", "codes"),
    [
        (ChangeKind.TRANSFER, ChangeReason.SEPARATION, date(2023, 5, 20), ()),
        (ChangeKind.TRANSFER, ChangeReason.SEPARATION, date(2023, 5, 21), ("registered_too_short",)),
        (ChangeKind.TRANSFER, ChangeReason.SEPARATION, None, ("since_missing",)),
        (ChangeKind.TRANSFER, ChangeReason.SEPARATION, date(2026, 5, 21), ("since_ahead",)),
        (ChangeKind.TRANSFER, ChangeReason.DEATH, date(2024, 5, 20), ()),
        (ChangeKind.TRANSFER, ChangeReason.DEATH, date(2026, 1, 1), ()),  # meant to stay: staff judge it
        (ChangeKind.TRANSFER, ChangeReason.DEATH_KIN, None, ()),
        (ChangeKind.ADDITION, ChangeReason.SPOUSE, None, ()),
        (ChangeKind.ADDITION, ChangeReason.COHABITANT, date(2023, 5, 20), ()),
        (ChangeKind.ADDITION, ChangeReason.COHABITANT, date(2024, 5, 20), ("registered_too_short",)),
    ],
)
def test_lease_9_and_10_how_long_one_has_been_registered_there(
    kind: ChangeKind, reason: ChangeReason, since_on: date | None, codes: tuple[str, ...]
) -> None:
    rules = BORLANGE.change(kind)
    applied = Applied(kind=kind, reason=reason, from_on=first_turn(TODAY, rules.ahead), since_on=since_on)
    assert reasons_against(rules, applied, today=TODAY) == codes


def test_lease_9_whoever_meant_to_stay_after_a_death_is_judged_by_staff() -> None:
    ground = BORLANGE.transfer.grounds[ChangeReason.DEATH]
    assert [registered(ground, day, TODAY) for day in (date(2024, 5, 20), date(2024, 5, 21), None)] == [
        PASSED, Answer(Result.REVIEW, "registered_too_short"), NOT_KNOWN,
    ]  # fmt: skip
    assert registered(ChangeGround(), None, TODAY) == PASSED


def test_queue_10_as_what_each_change_takes_points() -> None:
    told = {
        (kind, reason): points_taken_by(kind, reason)
        for kind, reason in [
            (ChangeKind.SUBLET, ChangeReason.OTHER), (ChangeKind.SWAP, ChangeReason.FAMILY),
            (ChangeKind.TRANSFER, ChangeReason.SEPARATION), (ChangeKind.TRANSFER, ChangeReason.DEATH),
            (ChangeKind.TRANSFER, ChangeReason.DEATH_KIN), (ChangeKind.TRANSFER, ChangeReason.OTHER),
            (ChangeKind.ADDITION, ChangeReason.SPOUSE),
        ]
    }  # fmt: skip
    assert list(told.values()) == [None, "swap", "separation", "death", "death", None, "added"]


@pytest.mark.parametrize("slug", RULES)
@pytest.mark.parametrize("kind", list(ChangeKind))
def test_each_landlord_says_or_leaves_to_the_code_what_counts(slug: str, kind: ChangeKind) -> None:
    offered = reasons_of(kind, RULES[slug].change(kind))
    assert offered
    assert set(offered) <= REASONS[kind]


def test_a_reason_of_another_kind_is_refused_by_the_schema() -> None:
    with pytest.raises(ValueError, match=r"grounds\.death is no reason for a sublet"):
        SubletRules(grounds={ChangeReason.DEATH: ChangeGround()})
