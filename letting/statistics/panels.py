"""A figure with its words: a chart, the table that says the same, and the rows of its file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.core.spread import Spread
from tenants import words
from tenants.charts import Chart, Row, chart
from tenants.csv_files import Value

YEAR_OF_DAYS = 365
DASH = "–"


@dataclass(frozen=True, slots=True)
class Measure:
    """How a figure is said: on the page, on the axis, and in the heads of a file, where it is a bare number."""

    said: Callable[[int], str]
    axis: Callable[[float], Any]
    step: float
    unit: Any


def _years(days: float) -> str:
    return words.years(round(days / YEAR_OF_DAYS))


QUEUE_TIME = Measure(words.time_in_line, _years, YEAR_OF_DAYS, gettext_lazy("dagar i kö"))
DAYS = Measure(words.days, lambda days: words.days(round(days)), 1, gettext_lazy("dagar"))
NUMBER = Measure(words.number, lambda number: words.number(round(number)), 1, gettext_lazy("antal"))


@dataclass(frozen=True, slots=True)
class Panel:
    """One figure. `pk` is its name in addresses; `rows` are shown, `raw` stand in its file."""

    pk: str
    title: str
    told: str
    chart: Chart | None
    heads: list[str]
    rows: list[list[str]]
    raw_heads: list[str] = field(default_factory=list)
    raw: list[list[Value]] = field(default_factory=list)
    spans: bool = False


def spread_panel(
    pk: str, title: str, told: str, head: str, groups: Mapping[str, Spread], measure: Measure, *, fewest: int
) -> Panel:
    """Return a figure of how something spreads in each group; what rests on fewer than `fewest` is not told."""
    columns = {_("Undre kvartil"): "low", _("Median"): "middle", _("Övre kvartil"): "high"}

    def bar(label: str, found: Spread) -> Row:
        return Row(label, measure.said(found.middle), found.high, found.low, found.middle)

    return replace(_of_groups(pk, title, told, head, groups, measure, columns, bar, fewest=fewest), spans=True)


def mean_panel(
    pk: str, title: str, told: str, head: str, groups: Mapping[str, Spread], measure: Measure, *, fewest: int
) -> Panel:
    """Return a figure of the mean of each group, where most are nothing and a few are much; few are not told."""
    columns = {_("Genomsnitt"): "mean", _("Median"): "middle", _("Övre kvartil"): "high"}

    def bar(label: str, found: Spread) -> Row:
        return Row(label, measure.said(found.mean), found.mean)

    return _of_groups(pk, title, told, head, groups, measure, columns, bar, fewest=fewest)


def _of_groups(
    pk: str, title: str, told: str, head: str, groups: Mapping[str, Spread], measure: Measure,
    columns: Mapping[str, str], bar: Callable[[str, Spread], Row], *, fewest: int,
) -> Panel:  # fmt: skip
    few = _("färre än %(n)s") % {"n": fewest}
    bars: list[Row] = []
    rows: list[list[str]] = []
    raw: list[list[Value]] = []
    for label, found in groups.items():
        if found.number < fewest:
            bars.append(Row(label, few))
            rows.append([label, few, *[DASH] * len(columns)])
            raw.append([label, None, *[None] * len(columns)])
            continue
        told_of = [getattr(found, name) for name in columns.values()]
        bars.append(bar(label, found))
        rows.append([label, words.number(found.number), *(measure.said(one) for one in told_of)])
        raw.append([label, found.number, *told_of])
    drawn = chart(pk, title, bars, said=measure.axis, step=measure.step)
    heads = [head, _("Antal"), *columns]
    raw_heads = [head, _("Antal"), *(f"{column}, {measure.unit}" for column in columns)]
    return Panel(pk, title, told, drawn, heads, rows, raw_heads, raw)


def count_panel(
    pk: str, title: str, told: str, heads: Sequence[str], groups: Mapping[str, int], *, fewest: int
) -> Panel:
    """Return a figure of how many there are in each group, with their share of all; a few are not told, none is."""
    total, few = sum(groups.values()), _("färre än %(n)s") % {"n": fewest}
    bars: list[Row] = []
    rows: list[list[str]] = []
    raw: list[list[Value]] = []
    for label, count in groups.items():
        if 0 < count < fewest:
            bars.append(Row(label, few))
            rows.append([label, few, DASH])
            raw.append([label, None, None])
            continue
        share = round(100 * count / total) if total else 0
        bars.append(Row(label, words.number(count), count))
        rows.append([label, words.number(count), f"{share} %"])
        raw.append([label, count, share])
    drawn = chart(pk, title, bars, said=NUMBER.axis)
    return Panel(pk, title, told, drawn, [*heads, _("Andel")], rows, [*heads, _("Andel, procent")], raw)
