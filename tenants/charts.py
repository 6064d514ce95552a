"""Charts drawn on the server: rows of bars, each with its label and its figure in words.

One shape serves all: a row is a bar from where its figures begin to where they end, with a mark where half of them
lie. Lengths are shares of the width and heights follow the type, so that the same picture fits a phone and a wall, and
grows with the reader's letters. Colours are classes (`static/kolapp/charts.css`). A chart stands beside its table, and
says the same: nobody needs to see it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

ROW, AXIS = 3.4, 1.7  # heights, in the size of the letters
SMALL = 0.875  # of the letters of the axis, as in charts.css
LABEL, BAR, THICK = 1.15, 1.7, 0.95  # where in a row its label's line and its bar are, and how thick the bar is
STEPS = (1, 2, 2.5, 5, 10)
TICKS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A label, what it comes to in words, and the bar: from `low` to `high` with a mark at `middle`, where it has one.

    A plain bar begins at 0. Without `high` there is no bar: the words say why.
    """

    label: str
    text: str
    high: float | None = None
    low: float = 0
    middle: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A row as it is drawn, all of it as attributes of SVG."""

    label: str
    text: str
    label_y: str
    y: str
    mark_y: str
    mark_end: str
    x: str = ""
    width: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across all rows, with what it stands for."""

    x: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as `components/chart.html` draws it. `pk` tells it from the others on the page."""

    pk: str
    title: str
    told: str
    bars: list[Bar]
    ticks: list[Tick]
    height: str
    axis_y: str
    text_y: str
    thick: str = f"{THICK}em"


def chart(pk: str, title: str, rows: Sequence[Row], *, said: Callable[[float], Any], step: float = 1) -> Chart | None:
    """Return a chart of rows; None where no row has a bar.

    `said` puts a figure of the axis into words, `step` is the least step of the axis that makes sense (365 for days
    that are told as years).
    """
    highest = max((row.high for row in rows if row.high is not None), default=None)
    if highest is None:
        return None
    marks = ticks(highest, step)
    top = marks[-1]
    axis = len(rows) * ROW
    return Chart(
        pk=pk,
        title=title,
        told=" ".join(f"{row.label}: {row.text}." for row in rows),
        bars=[_bar(row, number * ROW, top) for number, row in enumerate(rows)],
        ticks=[_tick(mark, top, str(said(mark))) for mark in marks],
        height=_em(axis + AXIS),
        axis_y=_em(axis),
        text_y=_em((axis + LABEL) / SMALL),
    )


def ticks(highest: float, step: float = 1) -> list[float]:
    """Return the figures of an axis from 0 to the first even one that is not below the highest."""
    wanted = max(highest / step, 1) / TICKS
    size = 10 ** floor(log10(wanted)) if wanted >= 1 else 1
    each = next(one * size for one in STEPS if one * size >= wanted and (size > 1 or one == int(one)))
    number = 1
    while number * each * step < highest:
        number += 1
    return [n * each * step for n in range(number + 1)]


def _bar(row: Row, y: float, top: float) -> Bar:
    bar, over = y + BAR, 0.2  # the mark reaches over the bar at both ends
    placed = {"label_y": _em(y + LABEL), "y": _em(bar), "mark_y": _em(bar - over), "mark_end": _em(bar + THICK + over)}
    if row.high is None:
        return Bar(row.label, row.text, **placed)
    mark = _share(row.middle, top) if row.middle is not None else ""
    width = max(row.high - row.low, top * 0.004)  # a bar of nothing is still seen
    return Bar(row.label, row.text, **placed, x=_share(row.low, top), width=_share(width, top), mark=mark)


def _tick(mark: float, top: float, text: str) -> Tick:
    anchor = {0: "start", top: "end"}.get(mark, "middle")
    return Tick(_share(mark, top), text, anchor)


def _share(figure: float, top: float) -> str:
    return f"{100 * figure / top:.2f}%"


def _em(length: float) -> str:
    return f"{length:.2f}em"
