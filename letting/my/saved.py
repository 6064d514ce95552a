"""How much a person keeps of what is free."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from letting.models import Favourite, SavedSearch
from tenants.models import Person


@dataclass(frozen=True, slots=True)
class Kept:
    """How many favourites and saved searches someone has, and how many of those are paused."""

    favourites: int
    searches: int
    paused: int

    @classmethod
    def of(cls, row: Mapping[str, int]) -> "Kept":
        """Read what `counts` counted."""
        return cls(row["hearts"], row["watches"], row["silent"])


def counts() -> dict[str, Any]:
    """Return the counts as annotations of a statement about persons, so that they ask nothing of their own."""
    mine = {"person": OuterRef("pk")}
    return {
        "hearts": _count(Favourite.objects.filter(**mine)),
        "watches": _count(SavedSearch.objects.filter(**mine)),
        "silent": _count(SavedSearch.objects.filter(**mine, paused_at__isnull=False)),
    }


def kept_by(person_id: int) -> Kept:
    """Return how much a person keeps: one statement."""
    return Kept.of(Person.objects.filter(pk=person_id).annotate(**counts()).values(*counts()).get())


def _count(rows: QuerySet[Any]) -> Any:
    return Coalesce(Subquery(rows.order_by().values("person").annotate(n=Count("pk")).values("n")), 0)
