"""How figures spread, and what homes like one took."""

from hypothesis import given
from hypothesis import strategies as st

from letting.core.spread import FEWEST, Similar, Spread, similar, spread


def test_the_quartiles_lie_between_neighbours_in_proportion() -> None:
    assert spread([4, 1, 3, 2]) == Spread(number=4, low=2, middle=2, high=3, mean=2)
    assert spread([10, 20, 30, 40, 50]) == Spread(number=5, low=20, middle=30, high=40, mean=30)
    assert spread([7]) == Spread(number=1, low=7, middle=7, high=7, mean=7)
    assert spread([]) is None


@given(st.lists(st.integers(0, 20_000), min_size=1))
def test_the_quartiles_are_in_order_within_the_figures_and_do_not_mind_theirs(figures: list[int]) -> None:
    found = spread(figures)
    assert found is not None
    assert min(figures) <= found.low <= found.middle <= found.high <= max(figures)
    assert found == spread(sorted(figures, reverse=True))
    assert found.enough == (len(figures) >= FEWEST)


def test_the_area_is_told_of_where_there_are_enough_else_the_whole_town_else_nothing() -> None:
    near, town = [100, 200, 300, 400, 500], [900] * 9
    assert similar(near, near + town, 300) == Similar(Spread(5, 200, 300, 400, 300), in_area=True, reached=3)
    assert similar(near[:4], near[:4] + town, 899) == Similar(Spread(13, 400, 900, 900, 700), in_area=False, reached=4)
    assert similar(near, near, None) == Similar(Spread(5, 200, 300, 400, 300), in_area=True, reached=None)
    assert similar(near[:2], near[:4], 300) is None
