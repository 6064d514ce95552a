"""Who rents here, and since when."""

from datetime import date

from django.db.models import Min, Q
from django.db.models.functions import Coalesce

from letting.models import Lease, UnitKind


def rented_since(person_id: int, day: date) -> date | None:
    """Return since when someone rents a home on a day, the earliest of several; none for no renter.

    One who stays where two rented has rented since that lease began (LEASE-6).
    """
    runs = Q(ends_on=None) | Q(ends_on__gte=day)
    leases = Lease.objects.filter(runs, Lease.rented_by(person_id), signed_at__isnull=False, starts_on__lte=day)
    since = Min(Coalesce("home_since", "starts_on"))
    began: date | None = leases.filter(unit__kind=UnitKind.APARTMENT).aggregate(first=since)["first"]
    return began
