"""A security that stands in for a weak income or a small remark (CHECK-11)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class SecurityKind(models.TextChoices):
    """What stands in."""

    GUARANTOR = "guarantor", _("borgensman")
    BANK_GUARANTEE = "bank_guarantee", _("bankgaranti")


class SecurityState(models.TextChoices):
    """How far it has come. Only an accepted security counts."""

    OFFERED = "offered", _("erbjuden")
    ACCEPTED = "accepted", _("godtagen")
    REFUSED = "refused", _("inte godtagen")
    ENDED = "ended", _("avslutad")


class Security(LandlordOwned):
    """What an applicant offers, and staff accept or refuse with a reason. A guarantor is a companion who said yes."""

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="securities")
    kind = models.CharField(_("slag"), max_length=20, choices=SecurityKind)
    companion = models.ForeignKey(
        "queues.Companion",
        models.PROTECT,
        verbose_name=_("borgensman"),
        null=True,
        blank=True,
        related_name="securities",
    )
    state = models.CharField(_("läge"), max_length=10, choices=SecurityState, default=SecurityState.OFFERED)
    offered_at = models.DateTimeField(_("erbjuden"))
    decided_at = models.DateTimeField(_("beslutad"), null=True, blank=True)
    decided_by = models.CharField(_("beslutad av"), max_length=40, blank=True, default="")
    reason = models.CharField(_("skäl"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("säkerhet")
        verbose_name_plural = _("säkerheter")
        constraints = (
            models.UniqueConstraint(
                "landlord",
                "person",
                "kind",
                condition=Q(state__in=["offered", "accepted"]),
                name="one_live_security_per_kind",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by="") | ~Q(decided_at=None) & ~Q(decided_by=""),
                name="security_decided_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
