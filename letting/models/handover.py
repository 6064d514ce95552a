"""What is settled when a home is left: its keys, and what the renter owes the landlord for it (LEASE-11, CHECK-17)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.models.inspection import Inspection
from letting.models.lease import Lease
from tenants.scoping import LandlordOwned


class KeyReceipt(LandlordOwned):
    """The keys, cards and tags of a lease: how many went out, how many came back, and when.

    `late` is said when the keys come in: after 12:00 of the day on which the home was to be left.
    """

    lease = models.OneToOneField(Lease, models.PROTECT, verbose_name=_("hyresavtal"), related_name="key_receipt")
    handed_out = models.PositiveSmallIntegerField(_("utlämnade"), null=True, blank=True)
    handed_in = models.PositiveSmallIntegerField(_("återlämnade"), null=True, blank=True)
    approved_at = models.DateTimeField(_("bostaden godkänd"), null=True, blank=True)
    keys_in_at = models.DateTimeField(_("nycklarna återlämnade"), null=True, blank=True)
    keys_in_to = models.CharField(_("mottagna av"), max_length=40, blank=True, default="")
    late = models.BooleanField(_("för sent"), default=False)

    class Meta:
        verbose_name = _("nyckelkvittens")
        verbose_name_plural = _("nyckelkvittenser")
        constraints = (
            models.CheckConstraint(
                condition=Q(keys_in_at=None, keys_in_to="", handed_in=None)
                | Q(keys_in_at__isnull=False, handed_in__isnull=False) & ~Q(keys_in_to=""),
                name="keys_came_in_to_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.lease}"


class DebtKind(models.TextChoices):
    """What is owed for."""

    DAMAGE = "damage", _("skador")
    CLEANING = "cleaning", _("städning")
    KEYS = "keys", _("nycklar")


class Debt(LandlordOwned):
    """What a renter owes the landlord. It counts until staff note that it is paid, or let it be (CHECK-17)."""

    lease = models.ForeignKey(Lease, models.PROTECT, verbose_name=_("hyresavtal"), related_name="debts")
    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("hyresgäst"), related_name="debts")
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, verbose_name=_("besiktning"), null=True, blank=True, related_name="debts"
    )
    kind = models.CharField(_("slag"), max_length=10, choices=DebtKind)
    amount = models.PositiveIntegerField(_("belopp, kr"))
    made_at = models.DateTimeField(_("uppkom"))
    made_by = models.CharField(_("fastställd av"), max_length=40)
    settled_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    settled_by = models.CharField(_("avslutad av"), max_length=40, blank=True, default="")
    waived_reason = models.CharField(_("skäl att efterge"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("skuld")
        verbose_name_plural = _("skulder")
        constraints = (
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_debt_is_of_something"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by="", waived_reason="")
                | Q(settled_at__isnull=False) & ~Q(settled_by=""),
                name="debt_settled_by_someone",
            ),
        )
        indexes = (
            models.Index(fields=["landlord", "person"], name="debt_by_person", condition=Q(settled_at=None)),
            models.Index(fields=["landlord", "lease"], name="debt_by_lease"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"
