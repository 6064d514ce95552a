"""A claim for priority, and what became of it (SCHEME-7)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class PriorityState(models.TextChoices):
    """How far a claim has come."""

    FILED = "filed", _("väntar på beslut")
    PROPOSED = "proposed", _("väntar på en andra person")
    GRANTED = "granted", _("beviljad")
    REFUSED = "refused", _("avslagen")
    USED = "used", _("använd")
    WITHDRAWN = "withdrawn", _("återkallad")


class PriorityClaim(LandlordOwned):
    """A person applies on a ground; staff grant or refuse with a coded reason. Granted, it gives so many offers."""

    person = models.ForeignKey(
        "tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="priority_claims"
    )
    ground = models.SlugField(_("grund"))
    statement = models.JSONField(_("uppgifter"), default=dict)
    text = models.CharField(_("med egna ord"), max_length=2000, blank=True, default="")
    filed_at = models.DateTimeField(_("inlämnad"))
    state = models.CharField(_("läge"), max_length=10, choices=PriorityState, default=PriorityState.FILED)
    cause = models.CharField(_("skäl, kod"), max_length=40, blank=True, default="")
    reason = models.CharField(_("skäl"), max_length=500, blank=True, default="")
    proposed_by = models.CharField(_("föreslaget av"), max_length=40, blank=True, default="")
    decided_at = models.DateTimeField(_("beslutad"), null=True, blank=True)
    decided_by = models.CharField(_("beslutad av"), max_length=40, blank=True, default="")
    offers_left = models.PositiveSmallIntegerField(_("erbjudanden kvar"), default=0)

    class Meta:
        verbose_name = _("förtur")
        verbose_name_plural = _("förturer")
        constraints = (
            models.UniqueConstraint(
                "landlord",
                "person",
                condition=Q(state__in=["filed", "proposed", "granted"]),
                name="one_live_priority_per_person",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by="") | ~Q(decided_at=None) & ~Q(decided_by=""),
                name="priority_decided_by_someone",
            ),
        )
        indexes = (models.Index(fields=["landlord", "state", "filed_at"], name="priority_by_state"),)

    def __str__(self) -> str:
        return f"{self.ground} {self.state}"
