"""How many want each of several flats, and how far the offers would reach today. One statement, none of it writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from letting.core.states import InterestState
from letting.models import Interest, Listing
from letting.services.adverts import standing
from letting.services.loading import rules_of, scheme_of
from queues.core.points import points_on
from tenants.rulesets.scheme_rules import Ranking


@dataclass(frozen=True, slots=True)
class Standings:
    """How many have made an interest; points of the last one who would be offered a viewing if the advert closed now.

    The points are None where fewer than that wait, or where points do not decide.
    """

    interests: int = 0
    last_points: int | None = None


def standings(listings: Sequence[Listing], today: date) -> Mapping[int, Standings]:
    """Return the standings of listings whose adverts run, by their id."""
    reach = {row.pk: _reach(row) for row in listings}
    by_id = {row.pk: row for row in listings}
    order = [F("registration__points_from").asc(), F("registration__registered_at").asc(), F("made_at").asc()]
    rows = (
        Interest.objects.filter(listing__in=by_id, cycle=F("listing__cycle"), state=InterestState.ONGOING)
        .annotate(
            number=Window(RowNumber(), partition_by="listing", order_by=order),
            total=Window(Count("pk"), partition_by="listing"),
        )
        .filter(Q(number=1) | _last_ones(reach))
        .values_list(
            "listing",
            "number",
            "total",
            "registration__points_from",
            "registration__renewed_on",
            "person__last_login_on",
        )
    )
    totals, points = dict.fromkeys(by_id, 0), dict[int, int]()
    for listing, number, total, points_from, renewed_on, login in rows:
        totals[listing] = total
        if number == reach[listing]:
            queue = rules_of(by_id[listing]).queues[scheme_of(by_id[listing]).queue]
            points[listing] = points_on(standing(queue, points_from, renewed_on, login), today)
    return {pk: Standings(total, points.get(pk)) for pk, total in totals.items()}


def _reach(listing: Listing) -> int | None:
    """Return how many the first round asks, where points decide who they are."""
    scheme = scheme_of(listing)
    return scheme.round_size if scheme.ranking is Ranking.POINTS else None


def _last_ones(reach: Mapping[int, int | None]) -> Q:
    wanted = Q(pk=None)
    for size in {size for size in reach.values() if size is not None}:
        wanted |= Q(number=size)
    return wanted
