"""One requirement judged for one candidate."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from letting.core.answers import Result
from letting.models.offer import Offer
from tenants.scoping import LandlordOwned

PROFILE = "profile"  # the kind of a filed profile (CHECK-2); all others are kinds of requirements


class Check(LandlordOwned):
    """A requirement's answer. A review waits for staff, who decide with a reason; both stay."""

    offer = models.ForeignKey(Offer, models.PROTECT, verbose_name=_("erbjudande"), related_name="checks")
    position = models.PositiveSmallIntegerField(_("ordning"))
    kind = models.CharField(_("krav"), max_length=20)
    result = models.CharField(_("svar"), max_length=10, choices=[(r.value, r.value) for r in Result])
    code = models.CharField(_("kod"), max_length=40, blank=True, default="")
    liftable = models.BooleanField(_("säkerhet kan godtas"), default=False)
    needed = models.IntegerField(_("krävs"), null=True, blank=True)
    found = models.IntegerField(_("finns"), null=True, blank=True)
    judged_at = models.DateTimeField(_("prövad"))
    decided_at = models.DateTimeField(_("avgjord"), null=True, blank=True)
    decided_by = models.CharField(_("avgjord av"), max_length=40, blank=True, default="")
    reason = models.CharField(_("skäl"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("kontroll")
        verbose_name_plural = _("kontroller")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint("landlord", "offer", "kind", name="one_check_per_kind"),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by="")
                | ~models.Q(decided_at=None) & ~models.Q(decided_by=""),
                name="decided_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.result}"
