"""What an applicant has told of herself, for the checks that read given facts (CHECK-20)."""

from django.db import models

from tenants.scoping import LandlordOwned


class ApplicantFacts(LandlordOwned):
    """Household, income, debts, remarks and references as given; a missing key is not known."""

    person = models.OneToOneField("tenants.Person", models.PROTECT, verbose_name="person", related_name="facts")
    data = models.JSONField("uppgifter", default=dict)
    stated_at = models.DateTimeField("lämnade")

    class Meta:
        verbose_name = "uppgifter för kontroll"
        verbose_name_plural = "uppgifter för kontroll"

    def __str__(self) -> str:
        return str(self.person)
