"""The leases that persons have here now: what the portal knows itself (CHECK-13, CHECK-17, QUEUE-16)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject

from letting.core.facts import PresentLease
from letting.core.inspection import DONE, STILL_HOLDS, InspectionKind
from letting.models import Inspection, Lease, UnitKind
from tenants.core.calendar import add_months, start_of


def leases_column(today: date) -> ArraySubquery:
    """Return a column beside persons: the leases of flats here that run on a day."""
    running = Lease.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        Lease.rented_by(OuterRef("pk")),
        signed_at__isnull=False,
        unit__kind=UnitKind.APARTMENT,
    )
    since = start_of(add_months(today, -STILL_HOLDS))
    held = Inspection.objects.filter(lease=OuterRef("pk"), state__in=DONE, held_at__gte=since).order_by("-held_at")
    said = JSONObject(
        unit="unit__number", since=Coalesce("home_since", "starts_on"), rent="rent", notice_on="notice_on",
        size="unit__size",
        inspected=Subquery(held.values(found=JSONObject(kind="kind", total="protocol__total"))[:1]),
    )  # fmt: skip
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
            inspected=one["inspected"] is not None,
            damages=_not_billed_yet(one["inspected"]),
        )
        for one in said
    )


def _not_billed_yet(inspected: Mapping[str, Any] | None) -> int:
    """Return what the latest inspection found; a move-out inspection has made it a debt already."""
    return 0 if inspected is None or inspected["kind"] == InspectionKind.MOVE_OUT else int(inspected["total"])
