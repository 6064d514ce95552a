"""Homes that are left in a demo town: a caretaker's free times, and an inspection that is under way."""

from datetime import datetime, time, timedelta

from letting.models import Inspection
from letting.services.booking_inspections import hold_now, make_slots
from letting.services.protocols import Remark, save_remark
from tenants.actors import staff_actor
from tenants.core.calendar import local_day
from tenants.rulesets import Rules

DAYS = 110  # of times, so that homes whose notice is given now can be booked to the end
FOUND = (
    Remark("Kök", "Hål i väggen bakom dörren", abnormal=True, cost=1800),
    Remark("Hall", "Slitet golv vid ytterdörren", abnormal=False),
)


def homes_that_are_left(rules: Rules, caretaker: int, now: datetime) -> None:
    """Lay out times on three weekdays; begin one inspection, and leave the rest to whoever plays."""
    given = rules.tenancy.inspection
    if given.pre_within is None and not given.move_out:
        return
    days = [local_day(now) + timedelta(days=number) for number in range(1, DAYS)]
    chosen = [day for day in days if day.weekday() in (0, 2, 3) and rules.workdays.is_workday(day)]
    make_slots(caretaker, days=chosen, first=time(8), last=time(10), minutes=60, now=now)
    row = Inspection.objects.order_by("-pk").first()
    if row is None:
        return
    by = staff_actor(caretaker)
    hold_now(row.pk, caretaker, by=by, now=now)
    for remark in FOUND:
        save_remark(row.pk, remark, by=by, now=now)
