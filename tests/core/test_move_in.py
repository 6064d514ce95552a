"""SCHEME-9: between which days one may move in, at each landlord."""

from datetime import date

import pytest

from letting.core.move_in import MoveIn, move_in
from tenants.rulesets import parse, presets

FREE = date(2026, 6, 30)
LANDLORDS = {slug: parse(path.read_text(encoding="utf-8")) for slug, path in presets().items()}


@pytest.mark.parametrize(
    ("slug", "scheme", "area", "last"),
    [
        ("flen", "ordinary", "Centrum", date(2026, 8, 30)),
        ("flen", "ordinary", "", date(2026, 8, 30)),
        ("flen", "ordinary", "Smedjan", FREE),
        ("flen", "ordinary", "SMEDJAN", FREE),
        ("flen", "vehicle", "Centrum", FREE),
        ("kopparstaden", "ordinary", "Centrum", FREE),
        ("tunabyggen", "direct", "Smedjan", FREE),
        ("wennergrens", "ordinary", "Smedjan", FREE),
    ],
)
def test_scheme_9_a_free_home_waits_two_months_where_the_rules_let_it_and_elsewhere_not_a_day(
    slug: str, scheme: str, area: str, last: date
) -> None:
    found = move_in(LANDLORDS[slug].schemes[scheme], area, FREE)
    assert (found, found.waits) == (MoveIn(FREE, last), last > FREE)


def test_scheme_9_and_time_5_two_months_from_new_years_eve_end_with_february() -> None:
    assert move_in(LANDLORDS["flen"].schemes["ordinary"], "", date(2026, 12, 31)).last == date(2027, 2, 28)
