"""That staff have excepted someone from a rule, with a reason, and where the landlord says so with a second person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class Exemption(LandlordOwned):
    """An exception (CHECK-19, QUEUE-4, QUEUE-16). It counts when `confirmed_at` is set and `ended_at` is not.

    `subject` names the one listing that it is for; empty: for whatever the person does.
    """

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="exemptions")
    rule = models.CharField(_("regel"), max_length=30)
    subject = models.CharField(_("gäller"), max_length=60, blank=True, default="")
    cause = models.CharField(_("skäl, kod"), max_length=40)
    reason = models.CharField(_("skäl"), max_length=500)
    granted_at = models.DateTimeField(_("medgivet"))
    granted_by = models.CharField(_("medgivet av"), max_length=40)
    confirmed_at = models.DateTimeField(_("bekräftat"), null=True, blank=True)
    confirmed_by = models.CharField(_("bekräftat av"), max_length=40, blank=True, default="")
    ended_at = models.DateTimeField(_("upphört"), null=True, blank=True)

    class Meta:
        verbose_name = _("undantag")
        verbose_name_plural = _("undantag")
        constraints = (
            models.UniqueConstraint(
                "landlord", "person", "rule", "subject", condition=Q(ended_at=None), name="one_live_exemption_per_rule"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by="") | ~Q(confirmed_at=None) & ~Q(confirmed_by=""),
                name="exemption_confirmed_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.subject}"

    counts = Q(confirmed_at__isnull=False, ended_at=None)
