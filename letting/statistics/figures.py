"""The figures of the statistics, from what lettings have come to: for anyone, and with more of it for the office."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from letting.core.outcomes import (
    Lettings,
    by_state,
    days_to_lease,
    grouped,
    points_of,
    spread_of_empty,
)
from letting.core.spread import FEWEST, Spread
from letting.core.states import OfferState
from letting.services.outcomes import lettings
from letting.statistics.asking import KINDS, Asking
from letting.statistics.panels import DAYS, QUEUE_TIME, Panel, count_panel, mean_panel, spread_panel
from tenants import words
from tenants.rulesets import Rules

Group = Callable[[Lettings], str]
Sum = Callable[[Sequence[Lettings]], Spread | None]


@dataclass(frozen=True, slots=True)
class Figures:
    """All that a page of statistics shows: what was asked for, a few figures in words, and the panels."""

    asking: Asking
    since: int
    number: int
    cost: int
    needed: Spread | None
    panels: list[Panel]

    def panel(self, pk: str) -> Panel | None:
        """Return a panel by its name in addresses; None for any other."""
        return next((panel for panel in self.panels if panel.pk == pk), None)


def figures(asked: Mapping[str, str], rules: Rules, today: date, *, office: bool) -> Figures:
    """Return the figures that are asked for; with `office` also what rests on few, and what only staff are told.

    One statement, however many lettings there are.
    """
    let = lettings(today)
    asking = Asking(asked, rules=rules, kinds={row.kind for row in let}, years={row.year for row in let})
    wanted = asking.wanted
    every_year = [row for row in let if wanted.holds(row, any_year=True)]
    chosen = [row for row in every_year if wanted.holds(row)]
    panels = _panels(every_year, chosen, fewest=1 if office else FEWEST)
    if office:
        panels += _for_the_office(chosen, every_year, rules)
    needed = points_of(chosen)
    return Figures(
        asking=asking,
        since=min((row.year for row in let), default=today.year),
        number=sum(row.number for row in chosen),
        cost=sum(row.cost for row in chosen),
        needed=needed if needed is not None and (office or needed.enough) else None,
        panels=[panel for panel in panels if panel.rows],
    )


def _panels(every_year: Sequence[Lettings], chosen: Sequence[Lettings], *, fewest: int) -> list[Panel]:
    let = {year: sum(row.number for row in rows) for year, rows in grouped(every_year, _year).items()}
    middle = _(
        "Stapeln rymmer den mittersta hälften av dem som fick hyra, från undre till övre kvartil."
        " Strecket är medianen: hälften hade kortare kötid."
    )
    return [
        spread_panel(
            "kotid-ar", _("Kötid som behövdes, per år"), middle, _("År"), _sums(every_year, _year, points_of),
            QUEUE_TIME, fewest=fewest,
        ),
        spread_panel(
            "kotid-omrade", _("Kötid som behövdes, per område"), middle, _("Område"),
            _sums(chosen, _area, points_of), QUEUE_TIME, fewest=fewest,
        ),
        spread_panel(
            "kotid-storlek", _("Kötid som behövdes, per storlek"), middle, _("Storlek"),
            _sums(chosen, _size, points_of), QUEUE_TIME, fewest=fewest,
        ),
        count_panel(
            "uthyrningar", _("Uthyrningar per år"), _("Antal hyresavtal som har skrivits under."),
            [_("År"), _("Antal")], let, fewest=fewest,
        ),
        count_panel(
            "erbjudanden", _("Så gick det med erbjudandena"), _("Hur det gick med de erbjudanden som har skickats."),
            [_("Så gick det"), _("Antal")], _answered(chosen), fewest=fewest,
        ),
        spread_panel(
            "till-avtal", _("Dagar från annons till avtal"),
            _("Från den dag annonsen lades ut till den dag avtalet skrevs under."), _("År"),
            _sums(every_year, _year, days_to_lease), DAYS, fewest=fewest,
        ),
        mean_panel(
            "tomma-dagar", _("Dagar utan hyresgäst"),
            _("I genomsnitt, från det att bostaden var ledig till avtalets första dag."), _("År"),
            _sums(every_year, _year, spread_of_empty), DAYS, fewest=fewest,
        ),
    ]  # fmt: skip


def _for_the_office(chosen: Sequence[Lettings], every_year: Sequence[Lettings], rules: Rules) -> list[Panel]:
    language = words.language()

    def way(row: Lettings) -> str:
        scheme = rules.schemes.get(row.scheme)
        return scheme.name.in_language(language) if scheme else row.scheme

    costs = {key: sum(row.cost for row in rows) for key, rows in grouped(every_year, _year).items()}
    return [
        count_panel(
            "kostnad", _("Hyra för dagar utan hyresgäst"),
            _("Kronor som inte kom in medan bostäderna stod tomma."), [_("År"), _("Kronor")], costs, fewest=1,
        ),
        spread_panel(
            "kotid-omrade-storlek", _("Kötid som behövdes, per område och storlek"),
            _("Här ingår även uppgifter som bygger på få uthyrningar. Lämna dem inte vidare."), _("Område och storlek"),
            _sums(chosen, lambda row: f"{_area(row)}, {_size(row)}", points_of), QUEUE_TIME, fewest=1,
        ),
        mean_panel(
            "tomma-dagar-omrade", _("Dagar utan hyresgäst, per område"),
            _("I genomsnitt, från det att bostaden var ledig till avtalets första dag."), _("Område"),
            _sums(chosen, _area, spread_of_empty), DAYS, fewest=1,
        ),
        spread_panel(
            "till-avtal-satt", _("Dagar från annons till avtal, per uthyrningssätt"),
            _("Från den dag annonsen lades ut till den dag avtalet skrevs under."), _("Uthyrningssätt"),
            _sums(chosen, way, days_to_lease), DAYS, fewest=1,
        ),
    ]  # fmt: skip


def _sums(rows: Sequence[Lettings], key: Group, total: Sum) -> dict[str, Spread]:
    """Return the spread of each group; a group that has nothing to sum is left out."""
    spreads = {one: total(some) for one, some in grouped(rows, key).items()}
    return {one: found for one, found in spreads.items() if found is not None}


def _year(row: Lettings) -> str:
    return str(row.year)


def _area(row: Lettings) -> str:
    return row.area or _("Inget område")


def _size(row: Lettings) -> str:
    return words.rooms(row.rooms) or str(KINDS[row.kind])


def _answered(rows: Sequence[Lettings]) -> dict[str, int]:
    """Return how many offers came to each thing that an offer comes to, in words."""
    told = {
        _("Skrev under"): {OfferState.SIGNED},
        _("Tackade nej"): {OfferState.DECLINED},
        _("Svarade inte"): {OfferState.EXPIRED},
        _("Drog sig ur"): {OfferState.WITHDRAWN},
        _("Klarade inte kontrollen"): {OfferState.FAILED},
        _("Skrev inte under i tid"): {OfferState.LAPSED},
        _("Någon som stod före fick bostaden"): {OfferState.PASSED},
    }
    counted = by_state(rows)
    return {label: sum(counted[state] for state in states) for label, states in told.items()} if counted else {}
