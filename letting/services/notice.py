"""Giving notice: the lease gets its end, and points begin anew where the rules say so (QUEUE-10)."""

from datetime import date, datetime, timedelta

from django.db import transaction

from letting.models import Lease
from queues.services.activity import take_points_for
from tenants.actors import Actor
from tenants.core.calendar import add_months, local_day
from tenants.events import Fact, record
from tenants.outcome import Refused

NOTICE_MONTHS = 3  # a renter's notice by the tenancy code; rules that are better for the renter come before it


def ends_by_law(day: date) -> date:
    """Return a month's end at least three months after a notice: given 15 or 31 March, 30 June; 1 April, 31 July."""
    return add_months(day.replace(day=1), NOTICE_MONTHS + 1) - timedelta(days=1)


@transaction.atomic
def give_notice(person_id: int, *, by: Actor, now: datetime) -> Lease | Refused:
    """Give notice of the flat that a person rents. Refused: `not_open` (no lease that runs), `already_answered`."""
    leases = Lease.objects.select_for_update(of=("self",)).select_related("unit")
    mine = leases.filter(person=person_id, signed_at__isnull=False, annulled_at=None, unit__kind="apartment")
    lease = mine.order_by("notice_on", "-starts_on").first()
    if lease is None:
        return Refused(("not_open",))
    if lease.notice_on is not None:
        return Refused(("already_answered",))
    lease.notice_on = local_day(now)
    lease.ends_on = ends_by_law(lease.notice_on)
    lease.save(update_fields=["notice_on", "ends_on"])
    fact = Fact("lease.notice_given", f"letting.lease:{lease.pk}", person_id, {"ends_on": lease.ends_on})
    record([fact], by=by, now=now)
    take_points_for(person_id, "notice", by=by, now=now)
    return lease
