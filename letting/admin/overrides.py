"""How often staff departed from the rules or chose freely, by cause: the heads see it (JOUR-14, CHECK-19)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, IntegerField, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from letting.admin.words import CAUSES, EXCEPTION_CAUSES
from letting.models import Listing
from queues.exception_words import RULES
from tenants import clock
from tenants.admin.person_page import Cell, Panel
from tenants.admin.rights import Act, must
from tenants.core.calendar import local_day, start_of
from tenants.models import Event
from tenants.words import begun, number

FIRST_YEAR = 2000
EXCEPTED = "exception.granted"
# The kinds of event that are counted, each with its heading and what is said when there are none.
COUNTED: Mapping[str, tuple[Any, Any]] = {
    EXCEPTED: (gettext_lazy("Undantag från reglerna"), gettext_lazy("Inga undantag har gjorts.")),
    "candidate.chosen": (gettext_lazy("Val bland dem som tackat ja"), gettext_lazy("Personalen har inte valt någon.")),
    "applicants.selected": (gettext_lazy("Urval till visning"), gettext_lazy("Personalen har inte gjort något urval.")),
    "listing.offered_directly": (
        gettext_lazy("Bostäder som erbjudits direkt"), gettext_lazy("Ingen bostad har erbjudits direkt.")
    ),
}  # fmt: skip
CAUSED: Mapping[str, Any] = {**CAUSES, **EXCEPTION_CAUSES}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many times for one cause; of an exception also from which rule, of a selection also how many persons."""

    kind: str
    rule: str
    cause: str
    times: int
    persons: int


@require_safe
def overrides_page(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Show a year's exceptions and free choices, by kind and cause. Two queries."""
    must(request, Act.SEE_OVERRIDES)
    this_year = local_day(clock.now()).year
    year = asked_year(request.GET.get("ar", ""), this_year)
    tallies = tallies_of(year)
    first, end = _year(year)
    here = reverse("admin:letting_listing_overrides")
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "overrides",
        title=_("Val och undantag %(year)s") % {"year": year},
        published=Listing.objects.filter(published_at__gte=first, published_at__lt=end).count(),
        panels=[_panel(kind, [row for row in tallies if row.kind == kind]) for kind in COUNTED],
        years=[(one, f"{here}?ar={one}") for one in (year - 1, year + 1) if FIRST_YEAR <= one <= this_year],
    )


def asked_year(asked: str, this_year: int) -> int:
    """Return the year that an address asks for; this year for none, for nonsense and for what has not begun."""
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == len(str(this_year)) else this_year
    return year if FIRST_YEAR <= year <= this_year else this_year


def tallies_of(year: int) -> list[Tally]:
    """Return a year's counts, the most frequent first: one query."""
    first, end = _year(year)
    rows = Event.objects.filter(kind__in=list(COUNTED), occurred_at__gte=first, occurred_at__lt=end)
    said = rows.annotate(rule=KT("data__rule"), cause=KT("data__cause"))
    counted = said.values("kind", "rule", "cause").annotate(
        times=Count("pk"), persons=Sum(Cast(KT("data__number"), IntegerField()))
    )
    return [
        Tally(row["kind"], row["rule"] or "", row["cause"] or "", row["times"], row["persons"] or 0)
        for row in counted.order_by("-times", "kind", "rule", "cause")
    ]


def _year(year: int) -> tuple[Any, Any]:
    return start_of(date(year, 1, 1)), start_of(date(year + 1, 1, 1))


def _panel(kind: str, tallies: Sequence[Tally]) -> Panel:
    title, empty = COUNTED[kind]
    if kind == EXCEPTED:
        heads: tuple[str, ...] = (_("Undantag från"), _("Skäl"), _("Antal"))
        rows = [
            (Cell(begun(RULES.get(row.rule, row.rule))), Cell(_caused(row)), Cell(number(row.times))) for row in tallies
        ]
        return Panel(str(title), heads, rows, str(empty))
    counts_persons = any(row.persons for row in tallies)
    heads = (_("Skäl"), _("Antal"), *((_("Sökande"),) if counts_persons else ()))
    rows = [
        (Cell(_caused(row)), Cell(number(row.times)), *((Cell(number(row.persons)),) if counts_persons else ()))
        for row in tallies
    ]
    return Panel(str(title), heads, rows, str(empty))


def _caused(row: Tally) -> str:
    return str(CAUSED.get(row.cause, row.cause))
