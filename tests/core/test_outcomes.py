"""What lettings have come to, put together by what is asked."""

from datetime import date

from letting.core.outcomes import Lettings, Wanted, by_state, days_empty, grouped, points_of
from letting.core.spread import Spread
from letting.core.states import OfferState


def row(year: int, area: str, points: list[int], scheme: str = "a", kind: str = "apartment") -> Lettings:
    answers = {OfferState.DECLINED: 2, OfferState.EXPIRED: 1}
    days = [20] * len(points)
    return Lettings(year, scheme, kind, area, 2, len(points), points, days, [0] * len(points), 0, answers)


ROWS = [row(2025, "Centrum", [100, 300]), row(2026, "Centrum", [200]), row(2026, "Slätta", [50], scheme="b")]


def test_groups_of_one_key_are_summed_over_all_the_others() -> None:
    spreads = {area: points_of(rows) for area, rows in grouped(ROWS, lambda one: one.area).items()}
    assert spreads == {"Centrum": Spread(3, 150, 200, 250, 200), "Slätta": Spread(1, 50, 50, 50, 50)}
    assert by_state(ROWS) == {OfferState.DECLINED: 6, OfferState.EXPIRED: 3, OfferState.SIGNED: 4}


def test_what_is_asked_for_narrows_by_way_kind_and_year() -> None:
    def chosen(wanted: Wanted, *, any_year: bool = False) -> list[int]:
        return [ROWS.index(one) for one in ROWS if wanted.holds(one, any_year=any_year)]

    assert chosen(Wanted()) == [0, 1, 2]
    assert chosen(Wanted(schemes=["b"])) == [2]
    assert chosen(Wanted(year=2026)) == [1, 2]
    assert chosen(Wanted(year=2026), any_year=True) == [0, 1, 2]
    assert chosen(Wanted(kind="storage")) == []
    assert chosen(Wanted(schemes=[])) == []


def test_a_home_is_empty_from_when_the_one_before_left_or_it_was_free_or_was_advertised() -> None:
    start, left, free, advert = date(2026, 7, 1), date(2026, 5, 31), date(2026, 6, 15), date(2026, 3, 1)

    def days(moved_out: date | None, move_in: date | None) -> int:
        return days_empty(start, moved_out=moved_out, move_in=move_in, published_on=advert)

    assert [days(left, free), days(None, free), days(None, None)] == [30, 16, 122]
    assert days(None, date(2026, 8, 1)) == 0
