"""Credit checks: an order to the credit service, and the outcome that is kept. The report itself is not (CHECK-20)."""

from django.db import models
from django.db.models import Q

from letting.core.answers import Result
from letting.models.check import Check
from tenants.scoping import LandlordOwned, Timed


class CreditOrder(Timed, LandlordOwned):
    """A question to the credit service that waits to be asked, or to be asked again. One per check and person."""

    check_row = models.ForeignKey(Check, models.PROTECT, verbose_name="kontroll", related_name="credit_orders")
    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name="person", related_name="credit_orders")
    ordered_at = models.DateTimeField("beställd")
    attempt = models.PositiveSmallIntegerField("försök", default=0)
    answered_at = models.DateTimeField("besvarad", null=True, blank=True)

    class Meta:
        verbose_name = "kreditfråga"
        verbose_name_plural = "kreditfrågor"
        constraints = (
            models.UniqueConstraint("landlord", "check_row", "person", name="one_credit_order_per_check_and_person"),
        )
        indexes = (Timed.due_index("credit_order_due"),)

    def __str__(self) -> str:
        return f"{self.check_row_id} {self.attempt}"


class CreditOutcome(LandlordOwned):
    """How a person's credit came out on a day, by which version of the rules: what is used again (CHECK-10)."""

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name="person", related_name="credit_outcomes")
    made_on = models.DateField("gjord")
    result = models.CharField("svar", max_length=10, choices=[(r.value, r.value) for r in Result])
    code = models.CharField("kod", max_length=40, blank=True, default="")
    liftable = models.BooleanField("säkerhet kan godtas", default=False)
    source = models.CharField("källa", max_length=20)
    ruleset = models.ForeignKey("tenants.Ruleset", models.PROTECT, verbose_name="regelverk", related_name="+")

    class Meta:
        verbose_name = "utfall av kreditkontroll"
        verbose_name_plural = "utfall av kreditkontroller"
        indexes = (models.Index(fields=["landlord", "person", "-made_on"], name="credit_outcome_by_person"),)
        constraints = (models.CheckConstraint(condition=Q(result="pass") | ~Q(code=""), name="outcome_with_its_code"),)

    def __str__(self) -> str:
        return f"{self.result} {self.made_on}"
