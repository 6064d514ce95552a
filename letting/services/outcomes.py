"""What lettings have come to: queue times, days and answers, gathered by year, way of letting, area and size.

Few statements, however many lettings; the sums are the core's (`letting.core.outcomes`). Nothing here writes.
"""

from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, DateField, F, Func, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, ExtractYear, TruncDate

from letting.core.outcomes import Answers, Lettings
from letting.core.states import OfferState
from letting.models import Lease, Listing, Offer
from tenants.core.calendar import STOCKHOLM, add_months, start_of
from tenants.rulesets.scheme_rules import Ranking, SchemeRules

YEARS = 10  # how far back the statistics look
SIMILAR_YEARS = 3
SIMILAR_MOST = 500  # of lettings that are alike, the latest


def by_queue_time(scheme: SchemeRules) -> bool:
    """Say whether the time in line decides in a way of letting: only there does what it took tell something."""
    return scheme.ranking in (Ranking.POINTS, Ranking.REGISTRATION)


def let_by_portal() -> QuerySet[Lease]:
    """Return the signed leases that lettings have come to."""
    return Lease.objects.filter(signed_at__isnull=False, listing__isnull=False)


def points_of_similar(listing: Listing, today: date) -> tuple[list[int], list[int]]:
    """Return the points of those who signed for homes like a listing's: in its area, and all over. One statement.

    Alike are the way of letting, the kind and the rooms; those who went before the ranking are left out.
    """
    unit, since = listing.unit, start_of(add_months(today, -12 * SIMILAR_YEARS))
    rows = let_by_portal().filter(
        signed_at__gte=since, listing__scheme=listing.scheme, unit__kind=unit.kind, unit__rooms=unit.rooms,
        offer__interest__ahead=0,
    )  # fmt: skip
    found = list(rows.order_by("-signed_at").values_list("unit__area", "offer__points")[:SIMILAR_MOST])
    near = [points for area, points in found if area.casefold() == unit.area.casefold()]
    return near, [points for _area, points in found]


def lettings(today: date) -> list[Lettings]:
    """Return what the lettings of the last years came to, a row for all that are alike. One statement.

    A home is free from the day after the lease before it ended; where the portal knows none, from the listing's day of
    moving in, and else from the advert.
    """
    signed, published = (TruncDate(name, tzinfo=STOCKHOLM) for name in ("signed_at", "listing__published_at"))
    before = Lease.objects.filter(unit=OuterRef("unit"), ends_on__lt=OuterRef("starts_on")).order_by()
    moved_out = Subquery(before.values("unit").annotate(last=Max("ends_on")).values("last"), output_field=DateField())
    free_from = Coalesce(_later(moved_out, 1), F("listing__move_in"), published, output_field=DateField())
    rows = let_by_portal().filter(signed_at__gte=first_moment(today))
    in_order = Q(offer__interest__ahead=0)
    alike = rows.annotate(year=ExtractYear("signed_at", tzinfo=STOCKHOLM)).values(
        "year", "listing__scheme", "unit__kind", "unit__area", "unit__rooms"
    )
    gathered = alike.annotate(
        number=Count("pk"),
        points=ArrayAgg("offer__points", filter=in_order, default=[]),
        to_lease=ArrayAgg(_days(signed, published), default=[]),
        empty=ArrayAgg(_days(F("starts_on"), free_from), default=[]),
        cost=Sum(_days(F("starts_on"), free_from) * F("rent") * 12 / 365, filter=Q(starts_on__gt=free_from), default=0),
    )
    columns = ("year", "listing__scheme", "unit__kind", "unit__area", "unit__rooms")
    found = gathered.order_by(*columns).values_list(*columns, "number", "points", "to_lease", "empty", "cost")
    return [Lettings(*row) for row in found]


def answers(today: date) -> list[Answers]:
    """Return what became of the offers of the last years, by year, way of letting and kind. One statement."""
    rows = Offer.objects.filter(sent_at__gte=first_moment(today)).exclude(state=OfferState.PENDING)
    alike = rows.annotate(year=ExtractYear("sent_at", tzinfo=STOCKHOLM)).values(
        "year", "listing__scheme", "listing__unit__kind", "state"
    )
    counted = alike.annotate(number=Count("pk")).order_by("year", "listing__scheme", "listing__unit__kind", "state")
    return [
        Answers(*row)
        for row in counted.values_list("year", "listing__scheme", "listing__unit__kind", "state", "number")
    ]


def first_moment(today: date) -> Any:
    """Return the first moment that the statistics look back to."""
    return start_of(date(today.year - YEARS + 1, 1, 1))


def _days(last: Any, first: Any) -> Func:
    """Return the days from one date to another as a whole number."""
    return Func(last, first, template="(%(expressions)s)", arg_joiner=" - ", output_field=IntegerField())


def _later(day: Any, days: int) -> Func:
    return Func(day, days, template="(%(expressions)s)", arg_joiner=" + ", output_field=DateField())
