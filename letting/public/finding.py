"""Lediga bostäder: list and map of what the filters in the address leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from letting.core.finding import Found, Vacancy, find, in_order
from letting.models import Listing
from letting.public.explaining import only_homes
from letting.public.facets import chips, facets, loosenings
from letting.public.filtering import NEWEST, Filters
from letting.public.hearts import marked_by
from letting.public.map_words import map_of
from letting.public.presenting import cards
from letting.public.structured import canonical, list_data
from letting.services.standings import standings
from letting.services.vacancies import areas_known, vacancies
from tenants import clock
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.requests import LandlordRequest
from tenants.rulesets import Rules

PER_PAGE = 24
MAP = "map"
KEPT = ("view", "near")  # what of an address is neither a filter nor a page


@dataclass(frozen=True, slots=True)
class Search:
    """What an address asks for, and what that finds today."""

    filters: Filters
    rules: Rules
    free: Sequence[Vacancy]
    found: Found
    today: date

    def in_order(self) -> list[Vacancy]:
        """Return what is found as it is to be sorted; only sorting by points asks the database anything."""
        sort, hits = self.filters.ordering, self.found.vacancies
        return in_order(hits, sort, self._points() if sort == "points" else None)

    def _points(self) -> Mapping[int, int]:
        rows = published(one.pk for one in self.found.vacancies)
        seen = standings(rows, self.today)
        return {pk: one.last_points for pk, one in seen.items() if one.last_points is not None}


def search(data: QueryDict, now: datetime) -> Search:
    """Read an address and find what it asks for: two statements, and one more for an area in which nothing is free."""
    today = local_day(now)
    rules, free = rules_today(today), vacancies(today)
    areas = {one.area for one in free if one.area}
    if unknown := set(data.getlist("area")) - areas - {""}:
        areas |= areas_known(area for area in unknown if "\0" not in area)
    filters = Filters(data, areas=sorted(areas), rules=rules)
    return Search(filters, rules, free, find(filters.wanted, free), today)


def published(ids: Any) -> list[Listing]:
    """Return listings with what a card needs, in the order of their ids."""
    wanted = list(ids)
    rows = {row.pk: row for row in Listing.objects.filter(pk__in=wanted).select_related("unit", "ruleset")}
    return [rows[pk] for pk in wanted if pk in rows]


@require_safe
def listings(request: LandlordRequest) -> HttpResponse:
    """Show the free flats that the filters in the URL leave; a value that makes no sense is named and left out."""
    now = clock.now()
    asked = search(request.GET, now)
    addresses = Addresses(asked.filters, request.GET)
    page = Paginator(asked.in_order(), PER_PAGE).get_page(request.GET.get("page"))
    shown = published(one.pk for one in page.object_list)
    filters = asked.filters
    context = {
        "filters": filters, "page_obj": page, "count": page.paginator.count,
        "cards": cards(
            shown, asked.today, several_schemes=len(asked.rules.schemes) > 1, marked=marked_by(request, shown)
        ),
        "about": list_data(request, shown), "canonical": canonical(request),
        "facets": facets(filters, asked.found, asked.free, asked.rules),
        "chips": chips(filters, asked.rules, addresses.without),
        "loosenings": loosenings(filters, asked.found, addresses.without),
        "map": map_of(asked.free, asked.found.vacancies, request.GET.get("near", ""), addresses.near),
        "as_map": request.GET.get("view") == MAP, "near": request.GET.get("near", ""),
        "list_url": addresses.seen_as(""), "map_url": addresses.seen_as(MAP), "clear_url": addresses.cleared,
        "query": addresses.query, "only_homes": only_homes(asked.rules),
    }  # fmt: skip
    return render(request, "public/listings.html", context)


class Addresses:
    """The addresses that lead on from a search: each the same search with one thing changed, from its first page."""

    def __init__(self, filters: Filters, data: QueryDict) -> None:
        self._wanted = filters.wanted
        self._rest = [(name, str(data[name])) for name in KEPT if data.get(name)]
        if filters.ordering != NEWEST:
            self._rest.insert(0, ("sort", filters.ordering))

    def without(self, name: str, value: Any) -> str:
        """Return the search without one thing; of several areas without one of them."""
        pairs = self._wanted.as_query()
        left = [
            pair for pair in pairs if pair[0] != name or (name == "area" and value is not None and pair[1] != value)
        ]
        return _address([*left, *self._rest])

    def near(self, view: str) -> str:
        """Return the search with the map seen from elsewhere."""
        rest = [pair for pair in self._rest if pair[0] not in KEPT]
        return _address([*self._wanted.as_query(), *rest, ("view", MAP), *([("near", view)] if view else [])]) + "#map"

    def seen_as(self, view: str) -> str:
        """Return the search as a list or as a map."""
        rest = [pair for pair in self._rest if pair[0] != "view"]
        return _address([*self._wanted.as_query(), *rest, *([("view", view)] if view else [])])

    @property
    def cleared(self) -> str:
        """Return the list with nothing asked for."""
        return _address(self._rest)

    @property
    def query(self) -> str:
        """Return what is asked for, as the feed and saved searches take it."""
        return _written(self._wanted.as_query())


def _address(pairs: Sequence[tuple[str, str]]) -> str:
    written, path = _written(pairs), reverse("public:listings")
    return f"{path}?{written}" if written else path


def _written(pairs: Sequence[tuple[str, str]]) -> str:
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    return query.urlencode()
