"""Places in line while the advert is open: as they would be if it closed now. Nothing here writes."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from letting.core.states import InterestState
from letting.models import Interest, Listing
from tenants.rulesets.scheme_rules import Ranking


@dataclass(frozen=True, slots=True)
class Place:
    """One's place, from 1, and among how many.

    Once the advert has ended they are those of its last day, and `now` is one's place among those who are left.
    """

    place: int
    among: int
    now: int | None = None


def in_advert(listing: Listing) -> QuerySet[Interest]:
    """Return the ongoing interests of a listing's present advert."""
    return Interest.objects.filter(listing=listing, cycle=listing.cycle, state=InterestState.ONGOING)


def place_now(listing: Listing, interest: Interest, ranking: Ranking) -> Place | None:
    """Return where an interest stands: its fixed place once the advert has ended, else as of now; None in a draw.

    More points is an earlier points date, so the count needs no points.
    """
    everyone = Interest.objects.filter(listing=listing, cycle=listing.cycle).exclude(state=InterestState.WITHDRAWN)
    if interest.rank is not None:
        left = Q(state=InterestState.ONGOING, rank__lt=interest.rank)
        counted = everyone.aggregate(among=Count("rank"), before=Count("pk", filter=left))
        return Place(interest.rank, counted["among"], counted["before"] + 1)
    mine = interest.registration
    rows = in_advert(listing)
    earlier = Q(registration__registered_at__lt=mine.registered_at) | Q(
        registration__registered_at=mine.registered_at, made_at__lt=interest.made_at
    )
    match ranking:
        case Ranking.POINTS:
            before = (
                Q(registration__points_from__lt=mine.points_from)
                | Q(registration__points_from=mine.points_from) & earlier
            )
        case Ranking.REGISTRATION:
            before = earlier
        case Ranking.INTEREST:
            before = Q(made_at__lt=interest.made_at)
        case Ranking.LOTTERY:
            return None
    counted = rows.aggregate(before=Count("pk", filter=before), among=Count("pk"))
    return Place(counted["before"] + 1, counted["among"])
