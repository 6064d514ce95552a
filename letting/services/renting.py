"""Who rents here, and since when."""

from datetime import date

from django.db.models import Min, Q
from django.db.models.functions import Coalesce

from letting.models import Lease, UnitKind


def rented_since(person_id: int, day: date) -> date | None:
    """Return when the lease of a home began that runs on a day, the earliest of several; none for no renter."""
    runs = Q(ends_on=None) | Q(ends_on__gte=day)
    leases = Lease.objects.filter(runs, person=person_id, signed_at__isnull=False, starts_on__lte=day)
    began: date | None = leases.filter(unit__kind=UnitKind.APARTMENT).aggregate(
        first=Min(Coalesce("home_since", "starts_on"))
    )["first"]
    return began
