"""JOUR-5, 6, 22: the order in line is total, and the same whoever computes it."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letting.core.ranking import Entrant, draw, ended_by_draw, rank
from tenants.rulesets.scheme_rules import Ranking

NOON = datetime(2026, 5, 11, 12, tzinfo=ZoneInfo("Europe/Stockholm"))
HOUR = timedelta(hours=1)


def test_more_points_first_then_earlier_registration_then_earlier_interest_jour_6() -> None:
    anna = Entrant(1, 900, NOON, NOON)
    bo = Entrant(2, 1000, NOON, NOON)
    cecilia = Entrant(3, 900, NOON - HOUR, NOON)
    david = Entrant(4, 900, NOON, NOON - HOUR)
    assert [entrant.interest for entrant in rank([anna, bo, cecilia, david], Ranking.POINTS, "seed")] == [2, 3, 4, 1]


def test_what_nothing_else_parts_is_drawn_from_the_logged_seed_jour_6() -> None:
    same = [Entrant(number, 900, NOON, NOON) for number in range(1, 30)]
    drawn = [entrant.interest for entrant in rank(same, Ranking.POINTS, "seed")]
    assert drawn == sorted(range(1, 30), key=lambda number: draw("seed", number))
    assert drawn != [entrant.interest for entrant in rank(same, Ranking.POINTS, "other seed")]
    assert ended_by_draw(rank(same, Ranking.POINTS, "seed")) == 28


entrants = st.lists(
    st.builds(
        Entrant,
        interest=st.integers(1, 10**6),
        points=st.integers(0, 5),
        registered_at=st.sampled_from([NOON, NOON + HOUR]),
        made_at=st.sampled_from([NOON, NOON + HOUR]),
    ),
    unique_by=lambda entrant: entrant.interest,
    max_size=30,
)


@pytest.mark.parametrize("ranking", list(Ranking))
@given(found=entrants, shuffled=st.integers())
def test_the_order_does_not_depend_on_the_order_asked_in(ranking: Ranking, found: list[Entrant], shuffled: int) -> None:
    other = list(found)
    Random(shuffled).shuffle(other)
    assert rank(found, ranking, "seed") == rank(other, ranking, "seed")
