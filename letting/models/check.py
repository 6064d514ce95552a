"""One requirement judged for one candidate."""

from django.db import models

from letting.core.answers import Result
from letting.models.offer import Offer
from tenants.scoping import LandlordOwned

PROFILE = "profile"  # the kind of a filed profile (CHECK-2); all others are kinds of requirements


class Check(LandlordOwned):
    """A requirement's answer. A review waits for staff, who decide with a reason; both stay."""

    offer = models.ForeignKey(Offer, models.PROTECT, verbose_name="erbjudande", related_name="checks")
    position = models.PositiveSmallIntegerField("ordning")
    kind = models.CharField("krav", max_length=20)
    result = models.CharField("svar", max_length=10, choices=[(r.value, r.value) for r in Result])
    code = models.CharField("kod", max_length=40, blank=True, default="")
    liftable = models.BooleanField("säkerhet kan godtas", default=False)
    needed = models.IntegerField("krävs", null=True, blank=True)
    found = models.IntegerField("finns", null=True, blank=True)
    judged_at = models.DateTimeField("prövad")
    decided_at = models.DateTimeField("avgjord", null=True, blank=True)
    decided_by = models.CharField("avgjord av", max_length=40, blank=True, default="")
    reason = models.CharField("skäl", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "kontroll"
        verbose_name_plural = "kontroller"
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
