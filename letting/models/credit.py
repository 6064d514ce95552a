"""Credit checks: an order to the credit service, and the outcome that is kept. The report itself is not (CHECK-20)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.core.answers import Result
from letting.models.check import Check
from tenants.scoping import LandlordOwned, Timed


class CreditOrder(Timed, LandlordOwned):
    """A question to the credit service that waits to be asked, or to be asked again. One per check and person."""

    check_row = models.ForeignKey(Check, models.PROTECT, verbose_name=_("kontroll"), related_name="credit_orders")
    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="credit_orders")
    ordered_at = models.DateTimeField(_("beställd"))
    attempt = models.PositiveSmallIntegerField(_("försök"), default=0)
    answered_at = models.DateTimeField(_("besvarad"), null=True, blank=True)

    class Meta:
        verbose_name = _("kreditfråga")
        verbose_name_plural = _("kreditfrågor")
        constraints = (
            models.UniqueConstraint("landlord", "check_row", "person", name="one_credit_order_per_check_and_person"),
        )
        indexes = (Timed.due_index("credit_order_due"),)

    def __str__(self) -> str:
        return f"{self.check_row_id} {self.attempt}"


class CreditOutcome(LandlordOwned):
    """How a person's credit came out on a day, by which version of the rules: what is used again (CHECK-10)."""

    person = models.ForeignKey(
        "tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="credit_outcomes"
    )
    made_on = models.DateField(_("gjord"))
    result = models.CharField(_("svar"), max_length=10, choices=[(r.value, r.value) for r in Result])
    code = models.CharField(_("kod"), max_length=40, blank=True, default="")
    liftable = models.BooleanField(_("säkerhet kan godtas"), default=False)
    source = models.CharField(_("källa"), max_length=20)
    ruleset = models.ForeignKey("tenants.Ruleset", models.PROTECT, verbose_name=_("regelverk"), related_name="+")

    class Meta:
        verbose_name = _("utfall av kreditkontroll")
        verbose_name_plural = _("utfall av kreditkontroller")
        indexes = (models.Index(fields=["landlord", "person", "-made_on"], name="credit_outcome_by_person"),)
        constraints = (models.CheckConstraint(condition=Q(result="pass") | ~Q(code=""), name="outcome_with_its_code"),)

    def __str__(self) -> str:
        return f"{self.result} {self.made_on}"
