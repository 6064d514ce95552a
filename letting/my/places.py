"""Places of several interests at once: as many statements as there are ways to rank, however many interests."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When

from letting.core.states import InterestState
from letting.models import Interest
from letting.services.loading import scheme_of
from letting.services.places import Place
from tenants.rulesets.scheme_rules import Ranking


def places(interests: Iterable[Interest]) -> Mapping[int, Place]:
    """Return where interests stand, by their id: the fixed place once the advert has ended, else as of now.

    As `letting.services.places.place_now`. An interest in a draw that has not been held has no place.
    """
    groups: defaultdict[Ranking, list[int]] = defaultdict(list)
    for interest in interests:
        ranking = scheme_of(interest.listing).ranking
        if interest.rank is not None or ranking is not Ranking.LOTTERY:
            groups[ranking].append(interest.pk)
    return {pk: place for ranking, ids in groups.items() for pk, place in _placed(ids, ranking)}


def _placed(ids: list[int], ranking: Ranking) -> list[tuple[int, Place]]:
    everyone = Interest.objects.filter(listing=OuterRef("listing"), cycle=OuterRef("cycle"))
    ranked = everyone.exclude(state=InterestState.WITHDRAWN).filter(rank__isnull=False)
    waiting = everyone.filter(state=InterestState.ONGOING)
    fixed = Q(rank__isnull=False)
    rows = Interest.objects.filter(pk__in=ids).annotate(
        before=Case(When(fixed, then=F("rank") - 1), default=_count(waiting.filter(_earlier(ranking)))),
        among=Case(When(fixed, then=_count(ranked)), default=_count(waiting)),
    )
    return [
        (pk, Place((before or 0) + 1, among or 0)) for pk, before, among in rows.values_list("pk", "before", "among")
    ]


def _earlier(ranking: Ranking) -> Q:
    """Say who stands before an interest; more points is an earlier points date."""
    since, registered = OuterRef("registration__points_from"), OuterRef("registration__registered_at")
    made = Q(made_at__lt=OuterRef("made_at"))
    in_time = Q(registration__registered_at__lt=registered) | Q(registration__registered_at=registered) & made
    match ranking:
        case Ranking.POINTS:
            return Q(registration__points_from__lt=since) | Q(registration__points_from=since) & in_time
        case Ranking.REGISTRATION:
            return in_time
        case _:
            return made  # by interest; a draw has no order yet


def _count(rows: QuerySet[Interest]) -> Any:
    grouped = rows.order_by().values("listing").annotate(n=Count("pk")).values("n")
    return Subquery(grouped, output_field=IntegerField())


__all__ = ["Place", "places"]
