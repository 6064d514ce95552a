"""What is looked for, what that finds, and what every other choice would leave."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letting.core.finding import (
    ASKS,
    ORDERS,
    Vacancy,
    Wanted,
    Watch,
    find,
    fits,
    in_order,
    loosened,
    news,
)  # fmt: skip

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONDAY = datetime(2026, 5, 11, 9, tzinfo=STOCKHOLM)


def vacancy(pk: int = 1, **more: Any) -> Vacancy:
    known = {
        "kind": "apartment", "street": "Åsgatan 14", "area": "Norr", "rooms": 2, "size": 58.0, "rent": 7200,
        "move_in": date(2026, 8, 1), "last_day": date(2026, 5, 15), "published_at": MONDAY, "scheme": "ordinary",
    }  # fmt: skip
    return Vacancy(pk, **known | more)


SMALL = vacancy(1, rooms=1, size=30.0, rent=4100, area="Söder", balcony=True)
MIDDLE = vacancy(2, lift=True)
LARGE = vacancy(3, rooms=4, size=96.5, rent=11000, lift=True, accessible=True, move_in=date(2026, 10, 1))
SPACE = vacancy(4, kind="vehicle_space", rooms=0, size=12.0, rent=300, scheme="parking", move_in=None)
ALL = (SMALL, MIDDLE, LARGE, SPACE)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), [1, 2, 3, 4]),
        (Wanted(kind="apartment"), [1, 2, 3]),
        (Wanted(area=("Söder",)), [1]),
        (Wanted(area=("Söder", "Norr")), [1, 2, 3, 4]),
        (Wanted(rooms_from=2), [2, 3]),
        (Wanted(rooms_from=1, rooms_to=2), [1, 2]),
        (Wanted(size_from=58, size_to=58), [2]),
        (Wanted(rent_to=7200), [1, 2, 4]),
        (Wanted(move_from=date(2026, 8, 2)), [3, 4]),
        (Wanted(move_to=date(2026, 8, 1)), [1, 2, 4]),
        (Wanted(lift=True, accessible=True), [3]),
        (Wanted(balcony=True), [1]),
        (Wanted(scheme="parking"), [4]),
        (Wanted(kind="storage"), []),
    ],
)
def test_what_is_found_is_what_fits(wanted: Wanted, found: list[int]) -> None:
    assert [one.pk for one in find(wanted, ALL).vacancies] == found
    assert [one.pk for one in ALL if fits(wanted, one)] == found


def test_a_count_says_what_another_choice_would_leave_with_all_else_as_it_is() -> None:
    found = find(Wanted(lift=True, rooms_from=4), ALL)
    counts = {
        ("rooms_from", 1): found.count("rooms_from", 1),
        ("rooms_from", 4): found.count("rooms_from", 4),
        ("lift", True): found.count("lift", True),
        ("accessible", True): found.count("accessible", True),
        ("area", ("Söder",)): found.count("area", ("Söder",)),
        ("rent_to", 9000): found.count("rent_to", 9000),
    }
    assert counts == {
        ("rooms_from", 1): 2, ("rooms_from", 4): 1, ("lift", True): 1, ("accessible", True): 1,
        ("area", ("Söder",)): 0, ("rent_to", 9000): 0,
    }  # fmt: skip


def test_where_nothing_is_found_what_to_loosen_is_said_the_most_first() -> None:
    wanted = Wanted(rooms_from=2, rent_to=5000, kind="apartment")
    assert loosened(wanted, find(wanted, ALL)) == [("rent_to", 2), ("rooms_from", 1)]
    hard = Wanted(balcony=True, lift=True, rooms_from=9)
    assert loosened(hard, find(hard, ALL)) == []


def test_each_order_is_the_same_whatever_order_one_begins_with() -> None:
    later = replace(SMALL, pk=9, published_at=MONDAY + timedelta(days=1), last_day=date(2026, 5, 13))
    rows = [*ALL, later]
    points = {1: 500, 2: 90}
    found = {name: [one.pk for one in in_order(rows, name, points)] for name in ORDERS}
    assert found == {
        "newest": [9, 4, 3, 2, 1], "last_day": [9, 1, 2, 3, 4], "rent": [4, 1, 9, 2, 3], "size": [3, 2, 1, 9, 4],
        "move_in": [1, 2, 9, 3, 4], "points": [9, 3, 4, 2, 1],
    }  # fmt: skip
    assert {name: [one.pk for one in in_order(rows[::-1], name, points)] for name in ORDERS} == found


def test_every_field_of_a_wish_has_its_judge() -> None:
    assert set(ASKS) == {one.name for one in fields(Wanted)}


words = st.text(min_size=1, max_size=20)
days = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
numbers = st.none() | st.integers(0, 200_000)
wishes = st.builds(
    Wanted, kind=st.just("") | words, area=st.lists(words, max_size=4, unique=True).map(lambda a: tuple(sorted(a))),
    rooms_from=numbers, rooms_to=numbers, size_from=numbers, size_to=numbers, rent_to=numbers, move_from=days,
    move_to=days, lift=st.booleans(), balcony=st.booleans(), accessible=st.booleans(), scheme=st.just("") | words,
)  # fmt: skip


@given(wishes)
def test_a_wish_is_the_same_after_it_has_been_kept(wanted: Wanted) -> None:
    kept = Wanted.from_data(wanted.as_data())
    assert (kept.as_data(), kept.asked) == (wanted.as_data(), wanted.asked)
    assert [fits(kept, one) for one in ALL] == [fits(wanted, one) for one in ALL]


@given(wishes)
def test_the_quick_count_agrees_with_judging_each_choice_anew(wanted: Wanted) -> None:
    found = find(wanted, ALL)
    for name, value in (("rent_to", 7200), ("area", ("Norr",)), ("lift", True)):
        anew = [one for one in ALL if fits(replace(wanted, **{name: value}), one)]
        assert found.count(name, value) == len(anew), name


def test_news_are_what_is_published_since_fits_and_has_not_been_told() -> None:
    old = replace(MIDDLE, pk=7, published_at=MONDAY - timedelta(days=1))
    anna = Watch(10, 1, "Stort", Wanted(rooms_from=2), MONDAY)
    also_anna = Watch(11, 1, "Hiss", Wanted(lift=True), MONDAY)
    bo = Watch(12, 2, "Förråd", Wanted(kind="storage"), MONDAY)
    found = news([anna, also_anna, bo], [*ALL, old], frozenset({(11, 3)}))
    assert {who: [(watch.pk, [one.pk for one in hits]) for watch, hits in told] for who, told in found.items()} == {
        1: [(10, [2, 3]), (11, [2])]
    }
