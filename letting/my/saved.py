"""How much a person keeps of what is free."""

from dataclasses import dataclass

from django.db.models import Count, Q

from tenants.models import Person


@dataclass(frozen=True, slots=True)
class Kept:
    """How many favourites and saved searches someone has, and how many of those are paused."""

    favourites: int
    searches: int
    paused: int


def kept_by(person_id: int) -> Kept:
    """Return how much a person keeps: one statement."""
    counts = Person.objects.filter(pk=person_id).aggregate(
        hearts=Count("favourites", distinct=True),
        watches=Count("searches", distinct=True),
        silent=Count("searches", filter=Q(searches__paused_at__isnull=False), distinct=True),
    )
    return Kept(counts["hearts"], counts["watches"], counts["silent"])
