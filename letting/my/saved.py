"""How much a person keeps of what is free, and which leases wait for her signature."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from letting.models import Favourite, Lease, SavedSearch, Signature
from tenants.models import Person


@dataclass(frozen=True, slots=True)
class ToSign:
    """A lease that someone is to sign without an offer of her own: as the parent, as the second of two, or as the one
    who stays.
    """

    lease: int
    street: str
    last_day: date


@dataclass(frozen=True, slots=True)
class Kept:
    """How many favourites and saved searches someone has, how many of those are paused, and what she is to sign."""

    favourites: int
    searches: int
    paused: int
    to_sign: tuple[ToSign, ...] = ()

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Kept":
        """Read what `counts` counted."""
        to_sign = (ToSign(one["lease"], one["street"], date.fromisoformat(one["day"])) for one in row["unsigned"])
        return cls(row["hearts"], row["watches"], row["silent"], tuple(to_sign))


def counts() -> dict[str, Any]:
    """Return the counts as annotations of a statement about persons, so that they ask nothing of their own."""
    mine = {"person": OuterRef("pk")}
    return {
        "hearts": _count(Favourite.objects.filter(**mine)),
        "watches": _count(SavedSearch.objects.filter(**mine)),
        "silent": _count(SavedSearch.objects.filter(**mine, paused_at__isnull=False)),
        "unsigned": ArraySubquery(
            _unsigned().values(said=JSONObject(lease="pk", street="unit__street", day="sign_last_day"))
        ),
    }


def kept_by(person_id: int) -> Kept:
    """Return how much a person keeps: one statement."""
    return Kept.of(Person.objects.filter(pk=person_id).annotate(**counts()).values(*counts()).get())


def _unsigned() -> QuerySet[Lease]:
    """Return the leases that a person, named by the statement around it, is to sign without an offer of her own."""
    hers = Signature.objects.filter(lease=OuterRef("pk"), person=OuterRef(OuterRef("pk")))
    rows = Lease.objects.filter(
        Lease.rented_by(OuterRef("pk")), ~Exists(hers), signed_at=None, annulled_at=None, sign_last_day__isnull=False
    )
    without_offer = Q(offer=None) | ~Q(offer__person=OuterRef("pk"))
    return rows.filter(without_offer).order_by("sign_last_day", "pk")


def _count(rows: QuerySet[Any]) -> Any:
    return Coalesce(Subquery(rows.order_by().values("person").annotate(n=Count("pk")).values("n")), 0)
