"""What an applicant has told of herself, for the checks that read given facts (CHECK-20)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class ApplicantFacts(LandlordOwned):
    """Household, income, debts, remarks and references as given; a missing key is not known."""

    person = models.OneToOneField("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="facts")
    data = models.JSONField(_("uppgifter"), default=dict)
    stated_at = models.DateTimeField(_("lämnade"))

    class Meta:
        verbose_name = _("uppgifter för kontroll")
        verbose_name_plural = _("uppgifter för kontroll")

    def __str__(self) -> str:
        return str(self.person)
