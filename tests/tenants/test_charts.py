"""Charts: lengths are shares of the widest, the axis has even steps, and a group that is not told has no bar."""

import pytest

from tenants.charts import Row, chart, ticks


@pytest.mark.parametrize(
    ("highest", "step", "marks"),
    [
        (1, 1, [0, 1]),
        (3, 1, [0, 1, 2, 3]),
        (7, 1, [0, 2, 4, 6, 8]),
        (55, 1, [0, 20, 40, 60]),
        (1234, 1, [0, 500, 1000, 1500]),
        (0, 1, [0, 1]),
        (4000, 365, [0, 1825, 3650, 5475]),
    ],
)
def test_an_axis_has_even_steps_up_to_the_highest(highest: float, step: float, marks: list[float]) -> None:
    assert ticks(highest, step) == marks


def test_a_bar_lies_from_low_to_high_with_its_mark_and_one_without_figures_is_left_out() -> None:
    found = chart("x", "Kötid", [Row("Norr", "30 dagar", 40, 20, 30), Row("Söder", "färre än 5")], said=str)
    assert found is not None
    assert [(bar.label, bar.x, bar.width, bar.mark) for bar in found.bars] == [
        ("Norr", "50.00%", "50.00%", "75.00%"),
        ("Söder", "", "", ""),
    ]
    assert [(tick.x, tick.text, tick.anchor) for tick in found.ticks] == [
        ("0.00%", "0", "start"), ("25.00%", "10", "middle"), ("50.00%", "20", "middle"), ("75.00%", "30", "middle"),
        ("100.00%", "40", "end"),
    ]  # fmt: skip
    assert found.told == "Norr: 30 dagar. Söder: färre än 5."


def test_no_figures_make_no_chart() -> None:
    assert chart("x", "Kötid", [Row("Norr", "färre än 5")], said=str) is None
    assert chart("x", "Kötid", [], said=str) is None
