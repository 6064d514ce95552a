"""Extras in a demo town: one that was granted, so that a rent has an addition, and one that waits."""

from datetime import datetime

from letting.models import Extra, Lease, UnitKind
from letting.services.extras import ask_for_extra, grant_extra, offered
from tenants.actors import Actor, person_actor

REASON = "Inkomsten räcker till hyran med tillägget."


def extras_chosen(renter: int, staff: Actor, now: datetime) -> None:
    """Let the one who rents here ask for two things; staff have granted the first. Nothing where none are offered."""
    lease = Lease.objects.filter(person=renter, unit__kind=UnitKind.APARTMENT).select_related("unit").first()
    rules = offered(lease, now) if lease else None
    if lease is None or rules is None:
        return
    for number, item in enumerate(list(rules.items)[:2]):
        asked = ask_for_extra(lease.pk, renter, item, by=person_actor(renter), now=now)
        if number == 0 and isinstance(asked, Extra):
            grant_extra(asked.pk, reason=REASON, by=staff, now=now)
