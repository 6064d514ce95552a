"""What is free, as far as one can choose by it: one light statement, however many they are."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import FloatField, QuerySet
from django.db.models.functions import Cast

from letting.core.finding import Vacancy
from letting.core.states import ListingState
from letting.models import Listing, Unit

FIELDS = (
    "pk", "unit__kind", "unit__street", "unit__area", "unit__rooms", "size", "unit__rent", "move_in",
    "advert_last_day", "published_at", "scheme", "unit__lift", "unit__balcony", "unit__accessible", "unit__latitude",
    "unit__longitude",
)  # fmt: skip


def free_now(today: date) -> QuerySet[Listing]:
    """Return the listings that take interests today."""
    return Listing.objects.filter(state=ListingState.ADVERTISED, advert_last_day__gte=today)


def vacancies(today: date, *, since: datetime | None = None) -> list[Vacancy]:
    """Return what is free today, or of it what was published from a moment on."""
    rows = free_now(today) if since is None else free_now(today).filter(published_at__gte=since)
    return [Vacancy(*row) for row in rows.annotate(size=Cast("unit__size", FloatField())).values_list(*FIELDS)]


def areas_known(names: Iterable[str]) -> set[str]:
    """Return which of some areas the landlord has anything in."""
    return set(Unit.objects.filter(area__in=names).values_list("area", flat=True).distinct())
