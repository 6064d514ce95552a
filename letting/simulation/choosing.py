"""What is chosen for a home and decided by staff, in a story (LEASE-12)."""

from datetime import datetime
from typing import TYPE_CHECKING

from letting.models import Extra, ExtraState, Lease
from letting.services.extras import ask_for_extra, grant_extra, refuse_extra
from letting.simulation.forms import Action, Arguments
from tenants.actors import person_actor, staff_actor
from tenants.outcome import Refused

if TYPE_CHECKING:
    from letting.simulation.world import World

STAFF = staff_actor(0)


def _ask(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[who]
    lease = Lease.objects.filter(Lease.rented_by(person), signed_at__isnull=False).order_by("-starts_on", "-pk").first()
    return ask_for_extra(lease.pk if lease else 0, person, arguments["item"], by=person_actor(person), now=now)


def _decide(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    """Decide the one that waits; a yes where none does is an exception from the last that the portal refused."""
    rows = Extra.objects.filter(person=world.persons[arguments["applicant"]]).order_by("-pk")
    yes = arguments["outcome"] == "pass"
    waits = rows.filter(state=ExtraState.ASKED).first()
    if waits is None and yes:
        waits = rows.filter(state=ExtraState.REFUSED).first()
    if waits is None:
        return Refused(("not_open",))
    decide = grant_extra if yes else refuse_extra
    return decide(waits.pk, reason=str(arguments.get("reason", "-")), by=STAFF, now=now)


CHOICES: dict[str, Action] = {
    "ask_extra": Action(_ask, ("item",)),
    "decide_extra": Action(_decide, ("applicant", "outcome", "reason"), ("reason",), by_staff=True),
}
