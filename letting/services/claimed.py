"""Is a home claimed by one of two who wants to stay? Then it is not let to anyone else meanwhile (LEASE-6)."""

from letting.models import HomeClaim, HomeClaimState, Lease

LIVE = (HomeClaimState.ASKED, HomeClaimState.GRANTED)


def is_claimed(unit_id: int) -> bool:
    """Say whether a claim on a home waits, or is granted, under the lock of the lease that is under notice.

    Called under the listing's lock: a claim takes the lease's lock after it, and finds the listing if it is late.
    """
    leases = Lease.objects.select_for_update(of=("self",)).filter(unit=unit_id, co_renter__isnull=False)
    ended = list(leases.filter(ended_with__isnull=False).order_by("pk").values_list("ended_with", flat=True))
    return bool(ended) and HomeClaim.objects.filter(notice__in=ended, state__in=LIVE).exists()
