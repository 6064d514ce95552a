"""The service's own people, when they work, and what its customers want of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from disturbance.core.categories import Category
from disturbance.models import Customer, NightRole, NightWorker, Patrol, Shift
from disturbance.services.writing import night_actor
from tenants.events import Fact, record
from tenants.models import User
from tenants.outcome import Refused, refused
from tenants.scoping import scope

LONGEST = timedelta(hours=24)


@transaction.atomic
def employ(name: str, email: str, role: NightRole) -> NightWorker | Refused:
    """Let someone work for the service; her login is made if there is none, and opened by a code in a mail.

    Refused: `name_missing`, `email_wrong`, `already_there`.
    """
    address = email.strip().lower()
    if not name.strip():
        return refused("name_missing")
    try:
        validate_email(address)
    except ValidationError:
        return refused("email_wrong")
    user = User.objects.filter(email=address).first() or User.objects.create_user(address)
    if NightWorker.objects.filter(user=user).exists():
        return refused("already_there")
    return NightWorker.objects.create(user=user, name=name.strip(), role=role)


@transaction.atomic
def change_worker(
    worker_id: int, *, name: str, role: NightRole, left_on: date | None, by: NightWorker
) -> None | Refused:
    """Change what someone is called and does, or that she has left.

    Refused: `name_missing`, `own_role` (nobody locks herself out), `on_patrol` (she drives now).
    """
    row = NightWorker.objects.select_for_update(no_key=True).get(pk=worker_id)
    if not name.strip():
        return refused("name_missing")
    if row.pk == by.pk and (role != row.role or left_on is not None):
        return refused("own_role")
    drives = Patrol.objects.filter(Q(first=row) | Q(second=row), off_at=None).exists()
    if drives and (left_on is not None or role == NightRole.OPERATOR):
        return refused("on_patrol")
    row.name, row.role, row.left_on = name.strip(), role, left_on
    row.save(update_fields=["name", "role", "left_on"])
    return None


@transaction.atomic
def plan_shift(worker_id: int | None, starts_at: datetime, ends_at: datetime) -> Shift | Refused:
    """Plan when someone works. Refused: `no_such_worker`, `times_wrong`, `shifts_overlap`."""
    locked = NightWorker.objects.select_for_update(no_key=True)
    worker = locked.filter(pk=worker_id or 0, left_on=None).first()
    if worker is None:
        return refused("no_such_worker")
    if not timedelta(0) < ends_at - starts_at <= LONGEST:
        return refused("times_wrong")
    if Shift.objects.filter(worker=worker, starts_at__lt=ends_at, ends_at__gt=starts_at).exists():
        return refused("shifts_overlap")
    return Shift.objects.create(worker=worker, starts_at=starts_at, ends_at=ends_at)


@transaction.atomic
def instruct(
    customer: Customer, instructions: str, only_for: Iterable[Category], *, by: NightWorker, now: datetime
) -> None:
    """Keep what a customer wants done, and for what a patrol is sent; none means for all. It is in its log."""
    with scope(customer.landlord.pk):
        customer.instructions, customer.call_out_only_for = instructions.strip(), sorted(map(str, only_for))
        customer.save(update_fields=["instructions", "call_out_only_for"])
        subject = f"disturbance.customer:{customer.pk}"
        record([Fact("customer.instructed", subject)], by=night_actor(by), now=now)
