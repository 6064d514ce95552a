"""The leases that persons have here now: what the portal knows itself (CHECK-13, CHECK-17, QUEUE-16)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject

from letting.core.facts import PresentLease
from letting.models import Lease, UnitKind


def leases_column(today: date) -> ArraySubquery:
    """Return a column beside persons: the leases of flats here that run on a day."""
    running = Lease.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        person=OuterRef("pk"),
        signed_at__isnull=False,
        unit__kind=UnitKind.APARTMENT,
    )
    said = JSONObject(
        unit="unit__number",
        since=Coalesce("home_since", "starts_on"),
        rent="rent",
        notice_on="notice_on",
        size="unit__size",
    )
    return ArraySubquery(running.order_by("pk").values(said=said))


def leases_in(said: Iterable[Mapping[str, Any]]) -> tuple[PresentLease, ...]:
    """Return the leases that such a column has."""
    return tuple(
        PresentLease(
            one["unit"],
            date.fromisoformat(one["since"]),
            one["rent"],
            notice_given=one["notice_on"] is not None,
            size=float(one["size"]),
        )
        for one in said
    )
