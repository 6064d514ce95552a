"""The organisation of the night service: its staff, who works when, its patrols, its customers and their contacts."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from disturbance.core.categories import CATEGORIES
from disturbance.scoping import ServiceManager, ServiceOwned
from tenants.scoping import LandlordOwned


class NightService(models.Model):
    """An organisation that takes calls about disturbances at night, for one or more landlords (NIGHT-10).

    Readable without a duty: its host is what finds it.
    """

    slug = models.SlugField(_("kortnamn"), unique=True)
    name = models.CharField(_("namn"), max_length=100)
    host = models.CharField(_("värdnamn"), max_length=253, unique=True)
    phone = models.CharField(_("telefon"), max_length=30, blank=True, default="")
    last_case = models.PositiveIntegerField(_("senaste ärendenummer"), default=0, editable=False)

    class Meta:
        verbose_name = _("störningsjour")
        verbose_name_plural = _("störningsjourer")

    def __str__(self) -> str:
        return self.name


class NightRole(models.TextChoices):
    """What someone does in the night service."""

    OPERATOR = "operator", _("larmoperatör")
    PATROL = "patrol", _("trygghetskonsulent")
    MANAGER = "manager", _("driftledare")


class NightWorker(ServiceOwned):
    """A login's role in a night service. One who has left stays, for the reports that name her."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("inloggning"), related_name="night_work"
    )
    name = models.CharField(_("namn"), max_length=100)
    role = models.CharField(_("roll"), max_length=10, choices=NightRole)
    left_on = models.DateField(_("slutade"), null=True, blank=True)

    class Meta:
        verbose_name = _("medarbetare i jouren")
        verbose_name_plural = _("medarbetare i jouren")
        constraints = (models.UniqueConstraint("service", "user", name="one_role_per_login_and_service"),)

    def __str__(self) -> str:
        return self.name


class Shift(ServiceOwned):
    """When someone works."""

    worker = models.ForeignKey(NightWorker, models.PROTECT, verbose_name=_("medarbetare"), related_name="shifts")
    starts_at = models.DateTimeField(_("börjar"))
    ends_at = models.DateTimeField(_("slutar"))

    class Meta:
        verbose_name = _("arbetspass")
        verbose_name_plural = _("arbetspass")
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="a_shift_takes_time"),
        )
        indexes = (models.Index(fields=["service", "ends_at"], name="shift_by_end"),)

    def __str__(self) -> str:
        return f"{self.worker}"


class Patrol(ServiceOwned):
    """Two who drive together, from when they go on duty until they go off it.

    Where they are is told by their telephone on duty only, and forgotten when they go off. `check_in_by` is when they
    are asked whether all is well.
    """

    callsign = models.CharField(_("anrop"), max_length=20)
    first = models.ForeignKey(NightWorker, models.PROTECT, verbose_name=_("den ena"), related_name="+")
    second = models.ForeignKey(NightWorker, models.PROTECT, verbose_name=_("den andra"), related_name="+")
    on_at = models.DateTimeField(_("i tjänst"))
    off_at = models.DateTimeField(_("ur tjänst"), null=True, blank=True)
    latitude = models.FloatField(_("latitud"), null=True, blank=True)
    longitude = models.FloatField(_("longitud"), null=True, blank=True)
    placed_at = models.DateTimeField(_("läget känt"), null=True, blank=True)
    check_in_by = models.DateTimeField(_("hör av sig senast"), null=True, blank=True)

    class Meta:
        verbose_name = _("patrull")
        verbose_name_plural = _("patruller")
        constraints = (
            models.CheckConstraint(condition=~Q(first=models.F("second")), name="a_patrol_is_two"),
            models.CheckConstraint(
                condition=Q(off_at=None) | Q(latitude=None, longitude=None, check_in_by=None),
                name="no_place_off_duty",
            ),
            models.UniqueConstraint("service", "callsign", condition=Q(off_at=None), name="one_patrol_per_callsign"),
            models.UniqueConstraint("service", "first", condition=Q(off_at=None), name="first_of_one_patrol"),
            models.UniqueConstraint("service", "second", condition=Q(off_at=None), name="second_of_one_patrol"),
        )

    def __str__(self) -> str:
        return self.callsign


class CustomersOfService(ServiceManager["Customer"]):
    """The customers of the service on duty, whichever landlords are in scope."""

    def on(self, day: date) -> models.QuerySet[Customer]:
        """Return those that are customers on a day."""
        return self.get_queryset().filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class Customer(LandlordOwned):
    """A landlord that a service works for, and what it asks of it.

    `call_out_only_for` are the categories for which a patrol is sent; none means all.
    """

    service = models.ForeignKey(NightService, models.PROTECT, verbose_name=_("störningsjour"), related_name="+")
    since = models.DateField(_("från"))
    until = models.DateField(_("till och med"), null=True, blank=True)
    instructions = models.TextField(_("instruktioner"), blank=True, default="")
    call_out_only_for = models.JSONField(_("utryckning bara för"), default=list, blank=True)

    of_service: ClassVar[CustomersOfService] = CustomersOfService()

    class Meta:
        verbose_name = _("kund")
        verbose_name_plural = _("kunder")
        constraints = (
            models.UniqueConstraint("landlord", condition=Q(until=None), name="one_night_service_at_a_time"),
        )
        indexes = (models.Index(fields=["landlord", "service"], name="customer_by_service"),)

    def __str__(self) -> str:
        return str(self.landlord)

    def sends_for(self, category: str) -> bool:
        """Say whether a patrol is sent for a category of disturbance."""
        return category in CATEGORIES and (not self.call_out_only_for or category in self.call_out_only_for)


class Contact(LandlordOwned):
    """One of a landlord's staff who is written to in the morning after a night with something to read (NIGHT-7)."""

    membership = models.ForeignKey(
        "tenants.Membership", models.PROTECT, verbose_name=_("medarbetare"), related_name="night_contacts"
    )
    until = models.DateField(_("till och med"), null=True, blank=True)

    class Meta:
        verbose_name = _("kontakt för rapporter")
        verbose_name_plural = _("kontakter för rapporter")
        constraints = (models.UniqueConstraint("landlord", "membership", name="one_contact_per_member"),)

    def __str__(self) -> str:
        return str(self.membership)
