"""How long a queue time homes like this one took, in words and as a small chart; and how far one's own would reach."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from letting.core.spread import FEWEST, similar
from letting.models import Listing
from letting.public.journey import selects
from letting.public.presenting import size_in_words
from letting.services.loading import scheme_of
from letting.services.outcomes import SIMILAR_YEARS, by_queue_time, points_of_similar
from letting.statistics.panels import QUEUE_TIME
from tenants import words
from tenants.charts import Chart, Row, chart


@dataclass(frozen=True, slots=True)
class Took:
    """What similar homes took: sentences, the first of them the answer, and a chart where there are enough."""

    answer: str
    more: list[str]
    mine: str
    chart: Chart | None


def took(listing: Listing, points: int | None, today: date) -> Took | None:
    """Return what homes like a listing's took; None where the time in line does not decide. One statement."""
    scheme = scheme_of(listing)
    if not by_queue_time(scheme):
        return None
    found = similar(*points_of_similar(listing, today), points)
    if found is None:
        few = _("Färre än %(n)s liknande bostäder har hyrts ut de senaste %(years)s åren.")
        so = _("Därför kan vi inte säga hur lång kötid som brukar behövas.")
        return Took(few % {"n": FEWEST, "years": SIMILAR_YEARS}, [so], "", None)
    spread, unit = found.spread, listing.unit
    like = f"{size_in_words(unit)}, {unit.area}" if found.in_area and unit.area else size_in_words(unit)
    answer = _("Hälften fick hyra med %(middle)s i kö (%(points)s poäng) eller mindre.") % {
        "middle": words.time_in_line(spread.middle), "points": words.number(spread.middle),
    }  # fmt: skip
    more = [
        _("Den mittersta hälften hade mellan %(low)s och %(high)s.") % {
            "low": words.time_in_line(spread.low), "high": words.time_in_line(spread.high),
        },
        _("Det bygger på %(n)s uthyrningar de senaste %(years)s åren: %(like)s.") % {
            "n": spread.number, "years": SIMILAR_YEARS, "like": like,
        },
    ]  # fmt: skip
    if selects(scheme):
        more.append(_("Här väljer vi bland de sökande, så kötiden avgör inte ensam."))
    mine, rows = "", [Row(like, words.time_in_line(spread.middle), spread.high, spread.low, spread.middle)]
    if points is not None and found.reached is not None:
        mine = _("Med dina %(points)s poäng hade du räckt till för %(reached)s av %(n)s.") % {
            "points": words.number(points), "reached": found.reached, "n": spread.number,
        }  # fmt: skip
        rows.append(Row(_("Du i dag"), words.time_in_line(points), points))
    drawn = chart(
        "took", _("Kötid som behövdes för liknande bostäder"), rows, said=QUEUE_TIME.axis, step=QUEUE_TIME.step
    )
    return Took(answer, more, mine, drawn)
