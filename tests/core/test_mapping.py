"""The drawn map: where things stand on it, what is gathered, and what it shows."""

from dataclasses import replace
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letting.core.finding import Vacancy
from letting.public.mapping import HIGH, LONGEST_BAR, MOST_ZOOM, NEAR, WIDE, Point, View, around, draw, hull, read_view
from tests.core.test_finding import vacancy

FALUN = (60.6065, 15.6355)


def placed(pk: int, north: float = 0, east: float = 0, area: str = "Norr") -> Vacancy:
    """Return a flat so many kilometres from the middle of town."""
    return replace(
        vacancy(pk, area=area), latitude=FALUN[0] + north / 111.2, longitude=FALUN[1] + east / (111.2 * 0.4908)
    )


def test_north_is_up_east_is_right_and_a_kilometre_is_as_long_as_the_bar_says() -> None:
    south_west, north_east = placed(1, -1, -1), placed(2, 1, 1)
    drawing = draw([south_west, north_east], [south_west, north_east], view=None, tiled=False)
    assert drawing is not None
    one, two = drawing.marks
    assert (one.x < two.x, one.y > two.y) == (True, True)
    kilometres = hypot(two.x - one.x, two.y - one.y) / drawing.bar * drawing.bar_metres / 1000
    assert kilometres == pytest.approx(8**0.5, rel=0.01)
    assert 0 < drawing.bar <= LONGEST_BAR


def test_flats_that_lie_close_are_gathered_and_coming_nearer_parts_them() -> None:
    free = [placed(1), placed(2, 0.05), placed(3, 2.5, 2.5, "Söder")]
    far = draw(free, free, view=None, tiled=False)
    assert far is not None
    assert [[one.pk for one in mark.vacancies] for mark in far.marks] == [[1, 2], [3]]
    view = read_view(far.marks[0].near)
    near = draw(free, free, view=view, tiled=False)
    assert near is not None
    assert [[one.pk for one in mark.vacancies] for mark in near.marks] == [[1], [2]]
    assert near.outside == 1
    assert [one.name for one in near.districts] == ["Norr"]


def test_flats_in_one_house_stand_in_a_ring_where_one_can_come_no_nearer() -> None:
    free = [placed(number) for number in range(1, 6)]
    view = View(Point.of(*FALUN), MOST_ZOOM)
    drawing = draw(free, free, view=view, tiled=False)
    assert drawing is not None
    assert [len(mark.vacancies) for mark in drawing.marks] == [1] * 5
    gaps = [hypot(one.x - two.x, one.y - two.y) for one in drawing.marks for two in drawing.marks if one is not two]
    assert min(gaps) > NEAR * 0.8


def test_the_map_stands_still_while_one_filters() -> None:
    free = [placed(1, -1, -1), placed(2, 1, 1), placed(3, 0, 0, "Söder")]
    whole, narrowed = (draw(free, found, view=None, tiled=False) for found in (free, free[:1]))
    assert whole is not None
    assert narrowed is not None
    assert (narrowed.view, narrowed.districts) == (whole.view, whole.districts)
    assert narrowed.marks == whole.marks[:1]


def test_without_coordinates_there_is_no_map_and_odd_ones_are_left_out() -> None:
    assert draw([vacancy()], [vacancy()], view=None, tiled=False) is None
    odd = replace(vacancy(2), latitude=999.0, longitude=5.0)
    assert draw([odd], [odd], view=None, tiled=False) is None
    drawing = draw([placed(1), odd], [placed(1), odd], view=None, tiled=False)
    assert drawing is not None
    assert [one.pk for mark in drawing.marks for one in mark.vacancies] == [1]


@pytest.mark.parametrize(
    "text", ["", "x", "1,2", "60,15,99", "nan,nan,nan", "inf,15,12", "60,15,14,1", "91,15,14", "🐟"]
)
def test_a_view_that_is_none_is_none(text: str) -> None:
    assert read_view(text) is None


@given(st.floats(-70, 70), st.floats(-179, 179), st.floats(4, 16))
def test_a_view_survives_its_address(latitude: float, longitude: float, zoom: float) -> None:
    view = View(Point.of(latitude, longitude), zoom)
    again = read_view(view.near(view.middle, zoom))
    assert again is not None
    assert again.middle.latitude == pytest.approx(latitude, abs=1e-3)
    assert again.middle.longitude == pytest.approx(longitude, abs=1e-3)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 440)), min_size=1, max_size=30))
def test_the_outline_of_an_area_holds_all_its_flats(points: list[tuple[float, float]]) -> None:
    corners = hull(points)
    assert set(corners) <= set(points)
    for one, two in zip(corners, [*corners[1:], corners[0]], strict=True) if len(corners) > 2 else ():
        assert all((two[0] - one[0]) * (y - one[1]) - (two[1] - one[1]) * (x - one[0]) >= 0 for x, y in points)


def test_tiles_cover_the_map_at_a_whole_zoom() -> None:
    free = [placed(1, -1, -1), placed(2, 1, 1)]
    drawing = draw(free, free, view=None, tiled=True)
    assert drawing is not None
    assert drawing.view == around(
        [Point.of(*FALUN), *(Point.of(f.latitude or 0, f.longitude or 0) for f in free)], whole=True
    )
    left, top = min(tile[3] for tile in drawing.tiles), min(tile[4] for tile in drawing.tiles)
    right, bottom = (max(tile[at] + tile[5] for tile in drawing.tiles) for at in (3, 4))
    assert (left <= 0, top <= 0, right >= WIDE, bottom >= HIGH) == (True, True, True, True)
    assert {tile[0] for tile in drawing.tiles} == {int(drawing.view.zoom)}
