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
    paused = Count("searches", filter=Q(searches__paused_at__isnull=False), distinct=True)
    counts = (Count("favourites", distinct=True), Count("searches", distinct=True), paused)
    return Kept(*Person.objects.filter(pk=person_id).values_list(*counts).get())
