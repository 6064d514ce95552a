"""A home that is left, in a story: times, what is found, who signs, keys, and what is paid (LEASE-11, CHECK-17)."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from letting.core.inspection import DONE, InspectionState
from letting.models import Cleaning, Debt, Inspection, InspectionSlot, Lease
from letting.services.booking_inspections import book_inspection
from letting.services.debts import settle_debt
from letting.services.inspections import OPEN
from letting.services.keys import take_keys_in
from letting.services.protocols import Remark, close_protocol, save_remark, sign_protocol
from letting.simulation.forms import Action, Arguments
from tenants.actors import person_actor, staff_actor
from tenants.core.calendar import STOCKHOLM
from tenants.models import Membership, Role, User
from tenants.outcome import Refused, refused

if TYPE_CHECKING:
    from letting.simulation.world import World

STAFF = staff_actor(0)
CARETAKER = "Caretaker"


def _lay_out(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    """Lay out one time at which the caretaker can come."""
    at = arguments["slot"].replace(tzinfo=STOCKHOLM)
    InspectionSlot.objects.get_or_create(caretaker=_caretaker(), starts_at=at)
    return None


def _caretaker() -> Membership:
    there = Membership.objects.filter(role=Role.CARETAKER).first()
    if there is not None:
        return there
    user = User.objects.create_user(f"{secrets.token_hex(8)}@story.example")
    return Membership.objects.create(user=user, role=Role.CARETAKER, name=CARETAKER)


def _book(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person, at = world.persons[who], arguments["slot"].replace(tzinfo=STOCKHOLM)
    row = _inspection(person, arguments, *OPEN)
    slot = InspectionSlot.objects.filter(starts_at=at).values_list("pk", flat=True).first() or 0
    return book_inspection(row.pk, slot, of=person, by=person_actor(person), now=now) if row else _none()


def _inspect(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    """Write down what is found, if it costs anything, and close the protocol; the cleaning is approved."""
    row = _inspection(world.persons[arguments["applicant"]], arguments, InspectionState.BOOKED)
    if row is None:
        return _none()
    cost = arguments.get("cost", 0)
    if cost:
        said = Remark(room="-", text=str(arguments.get("reason", "-")), abnormal=True, cost=cost)
        outcome = save_remark(row.pk, said, by=STAFF, now=now)
        if isinstance(outcome, Refused):
            return outcome
    return close_protocol(row.pk, cleaning=Cleaning.APPROVED, inspector=CARETAKER, by=STAFF, now=now)


def _sign(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    """Sign a protocol; a reason is what she does not agree with."""
    person = world.persons[who]
    row, said = _inspection(person, arguments, *DONE), str(arguments.get("reason", ""))
    return sign_protocol(row.pk, person, objection=said, by=person_actor(person), now=now) if row else _none()


def _take_keys(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person, number = world.persons[arguments["applicant"]], arguments["number"]
    rows = Lease.objects.filter(Lease.rented_by(person), ends_on__isnull=False).order_by("-ends_on", "-pk")
    lease = rows.values_list("pk", flat=True).first() or 0
    return take_keys_in(lease, number, missing_cost=arguments.get("cost", 0), by=STAFF, now=now)


def _settle(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    """Note that all that someone owes is paid."""
    owed = Debt.objects.filter(person=world.persons[arguments["applicant"]], settled_at=None).order_by("pk")
    outcomes = [settle_debt(pk, by=STAFF, now=now) for pk in list(owed.values_list("pk", flat=True))]
    return outcomes[-1] if outcomes else _none()


def _inspection(person: int, arguments: Arguments, *states: InspectionState) -> Inspection | None:
    rows = Inspection.objects.filter(kind=arguments["kind"], state__in=states).order_by("-pk")
    return rows.filter(lease__in=Lease.objects.filter(Lease.rented_by(person))).defer("pdf").first()


def _none() -> Refused:
    return refused("not_open")


INSPECTING: dict[str, Action] = {
    "lay_out_time": Action(_lay_out, ("slot",), by_staff=True),
    "book_inspection": Action(_book, ("kind", "slot")),
    "inspect": Action(_inspect, ("applicant", "kind", "cost", "reason"), ("cost", "reason"), by_staff=True),
    "sign_protocol": Action(_sign, ("kind", "reason"), ("reason",)),
    "take_keys": Action(_take_keys, ("applicant", "number", "cost"), ("cost",), by_staff=True),
    "settle_debts": Action(_settle, ("applicant",), by_staff=True),
}
