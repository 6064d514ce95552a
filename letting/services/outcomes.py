"""What lettings come to: written as each is let, gathered for statistics in one statement however many there are."""

from datetime import date, datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, DateField, F, Max, Q, Subquery, Sum, Value
from django.db.models.functions import ExtractYear

from letting.core.outcomes import Lettings, days_empty
from letting.core.states import OfferState
from letting.models import Lease, Listing, Offer, Outcome
from letting.services.loading import scheme_of
from tenants.core.calendar import add_months, local_day
from tenants.rulesets.scheme_rules import Ranking, SchemeRules

YEARS = 10  # how far back the statistics look
SIMILAR_YEARS = 3
SIMILAR_MOST = 500  # of lettings that are alike, the latest
ANSWERS = (
    OfferState.DECLINED, OfferState.EXPIRED, OfferState.WITHDRAWN, OfferState.FAILED, OfferState.LAPSED,
    OfferState.PASSED,
)  # fmt: skip
ALIKE = ("year", "scheme", "kind", "area", "rooms")


def by_queue_time(scheme: SchemeRules) -> bool:
    """Say whether the time in line decides in a way of letting: only there does what it took tell something."""
    return scheme.ranking in (Ranking.POINTS, Ranking.REGISTRATION)


def record_outcome(listing: Listing, lease: Lease, offer: Offer, *, now: datetime) -> None:
    """Write what a letting that was let now has come to, under its lock. Two statements."""
    counts = {state.value: Count("pk", filter=Q(state=state)) for state in ANSWERS}
    went_before = Max("interest__ahead", filter=Q(pk=offer.pk))
    before = Lease.objects.filter(unit=listing.unit_id, ends_on__lt=lease.starts_on).order_by("-ends_on")
    moved_out = Max(Subquery(before.values("ends_on")[:1], output_field=DateField()))
    seen = Offer.objects.filter(listing=listing).aggregate(ahead=went_before, moved_out=moved_out, **counts)
    ahead, left_on = seen.pop("ahead"), seen.pop("moved_out")
    Outcome.objects.create(**told_of(listing, lease, None if ahead else offer.points, left_on, now=now), **seen)


def told_of(
    listing: Listing, lease: Lease, points: int | None, moved_out: date | None, *, now: datetime
) -> dict[str, object]:
    """Return what an outcome tells of a letting, its answers left out. No statement."""
    published, signed_on = local_day(listing.published_at or now), local_day(now)
    empty = days_empty(lease.starts_on, moved_out=moved_out, move_in=listing.move_in, published_on=published)
    unit = listing.unit
    return {
        "listing": listing, "signed_on": signed_on, "scheme": listing.scheme, "kind": unit.kind, "area": unit.area,
        "rooms": unit.rooms, "rent": lease.rent, "points": points if by_queue_time(scheme_of(listing)) else None,
        "days_to_lease": max((signed_on - published).days, 0), "days_empty": empty,
    }  # fmt: skip


def points_of_similar(listing: Listing, today: date) -> tuple[list[int], list[int]]:
    """Return the points of those who signed for homes like a listing's: in its area, and all over. One statement.

    Alike are the way of letting, the kind and the rooms.
    """
    unit = listing.unit
    rows = Outcome.objects.filter(
        scheme=listing.scheme, kind=unit.kind, rooms=unit.rooms, points__isnull=False,
        signed_on__gte=add_months(today, -12 * SIMILAR_YEARS),
    )  # fmt: skip
    latest = rows.order_by("-signed_on").values_list("area", "points")[:SIMILAR_MOST]
    found = [(area, points) for area, points in latest if points is not None]
    near = [points for area, points in found if area.casefold() == unit.area.casefold()]
    return near, [points for _area, points in found]


def kinds_and_years(today: date) -> tuple[set[str], set[int]]:
    """Return of which kinds and in which of the last years anything has been let. One statement."""
    rows = Outcome.objects.filter(signed_on__gte=_first_day(today)).annotate(year=ExtractYear("signed_on"))
    found = list(rows.values_list("kind", "year").distinct())
    return {kind for kind, _year in found}, {year for _kind, year in found}


def lettings(today: date) -> list[Lettings]:
    """Return what the lettings of the last years came to, a row for all that are alike. One statement."""
    rows = Outcome.objects.filter(signed_on__gte=_first_day(today))
    gathered = rows.annotate(year=ExtractYear("signed_on")).values(*ALIKE).annotate(
        number=Count("pk"),
        queued=ArrayAgg("points", filter=Q(points__isnull=False), default=Value([])),
        to_lease=ArrayAgg("days_to_lease"),
        empty=ArrayAgg("days_empty"),
        cost=Sum(F("days_empty") * F("rent") * 12 / 365),
        **{f"were_{state.value}": Sum(state.value) for state in ANSWERS},
    )  # fmt: skip
    return [
        Lettings(answers={state: row.pop(f"were_{state.value}") for state in ANSWERS}, **row)
        for row in gathered.order_by(*ALIKE)
    ]


def _first_day(today: date) -> date:
    return date(today.year - YEARS + 1, 1, 1)
