"""A night service's own rows kept with it, and its landlords' rows within its reach while it is on duty.

Staff, patrols and shifts belong to the service and to no landlord; cases and registers belong to a landlord each.
Who works for a service sees, in one transaction, its own rows and those of the landlords that are its customers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from tenants.scoping import NoScope, scope

if TYPE_CHECKING:
    from disturbance.models import Customer

_M = TypeVar("_M", bound=models.Model)

_on_duty: ContextVar[int | None] = ContextVar("night_service_on_duty", default=None)


def service_on_duty() -> int:
    """Return the night service in scope; raise NoScope when there is none."""
    service = _on_duty.get()
    if service is None:
        raise NoScope("no night service is on duty here: open one with `with on_duty(service.pk, today):`")
    return service


@contextmanager
def on_duty(service: int, today: date) -> Iterator[list[Customer]]:
    """Run a block as one transaction that sees a service's own rows and those of its customers on a day.

    Yields the customers with their landlords, by name; a service without any sees only its own rows.
    """
    from disturbance.models import Customer  # noqa: PLC0415  (the models stand on this file)

    with transaction.atomic():
        token = _on_duty.set(service)
        try:
            before = _tell_database(str(int(service)))
            rows = Customer.of_service.on(today).select_related("landlord").order_by("landlord__name")
            customers = list(rows)
            with scope(*(one.landlord.pk for one in customers)):
                yield customers
            if not connection.needs_rollback:
                _tell_database(before)
        finally:
            _on_duty.reset(token)


def _tell_database(wanted: str) -> str:
    """Set the service for this transaction only; return what was set before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT before, set_config('app.service', %s, true)"
            " FROM (SELECT current_setting('app.service', true) AS before OFFSET 0) AS now",
            [wanted],
        )
        row = cursor.fetchone()
    return (row[0] if row else None) or ""


class ServiceManager(models.Manager[_M]):
    """The default manager of a service's rows: filters by the service on duty, and refuses without one."""

    def get_queryset(self) -> models.QuerySet[_M]:
        """Return the rows of the service on duty."""
        return super().get_queryset().filter(service=service_on_duty())


class ServiceOwned(models.Model):
    """A row that belongs to one night service, set from the duty when it is made."""

    service = models.ForeignKey(
        "disturbance.NightService",
        models.PROTECT,
        verbose_name=_("störningsjour"),
        default=service_on_duty,
        editable=False,
        related_name="+",
    )

    objects: ClassVar[ServiceManager[Self]] = ServiceManager()

    class Meta:
        abstract = True
