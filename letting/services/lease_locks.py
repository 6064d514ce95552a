"""A lease's lock, and whether it runs: what all that is done to a lease, its notice and its home begins with."""

from datetime import date

from letting.models import Lease


def lock_lease(lease_id: int) -> Lease | None:
    """Lock a lease: whatever is done to it or to its notice is done by one at a time."""
    return Lease.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=lease_id).first()


def runs(lease: Lease, day: date) -> bool:
    """Say whether a lease is signed and not over on a day."""
    over = lease.ends_on is not None and lease.ends_on < day
    return lease.signed_at is not None and lease.annulled_at is None and not over
