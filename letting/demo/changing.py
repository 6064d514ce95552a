"""Changes of leases that wait for an answer in a demo town: someone to be added, and two who want to swap."""

from collections.abc import Mapping
from datetime import datetime

from letting.core.lease_changes import reasons_of, turns
from letting.models import Lease, UnitKind
from letting.services.change_requests import Wish, enter_change
from tenants.actors import Actor
from tenants.core.calendar import add_months, local_day
from tenants.rulesets import Rules
from tenants.rulesets.change_rules import ChangeKind

ADDED = "Vi har gift oss och bor båda här."
SWAPPED = "Vi byter för att den ena behöver ett rum till och den andra ett mindre."


def changes_that_wait(rules: Rules, named: Mapping[str, int], people: list[int], staff: Actor, now: datetime) -> None:
    """Enter an addition to one lease, and a swap of two whose renters have lived there long enough, as on paper."""
    running = Lease.objects.filter(signed_at__isnull=False, annulled_at=None, notice_on=None, ends_on=None)
    homes = running.filter(unit__kind=UnitKind.APARTMENT, co_renter=None).exclude(person__in=named.values())
    long = list(homes.filter(starts_on__lte=add_months(local_day(now), -12)).order_by("pk")[:3])
    if long:
        other = next(pk for pk in people if pk not in {lease.person_id for lease in long})
        enter_change(long[0].pk, other, _wish(rules, ChangeKind.ADDITION, ADDED, now), by=staff, now=now)
    if len(long) > 2 and long[1].person_id != long[2].person_id:
        enter_change(
            long[1].pk, long[2].person_id, _wish(rules, ChangeKind.SWAP, SWAPPED, now), other_lease_id=long[2].pk,
            by=staff, now=now,
        )  # fmt: skip


def _wish(rules: Rules, kind: ChangeKind, text: str, now: datetime) -> Wish:
    ruled = rules.change(kind)
    first = turns(local_day(now), ruled.ahead)[0]
    swaps = kind is ChangeKind.SWAP
    return Wish(kind=kind, reason=reasons_of(kind, ruled)[0], from_on=first, text=text, swaps_here=swaps)
