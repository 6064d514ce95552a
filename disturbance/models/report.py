"""What a landlord reads of a night: the reports, who opened them first when, and the figures that are left of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from disturbance.core.categories import Category
from disturbance.models.case import Case
from disturbance.models.service import Contact
from tenants.scoping import LandlordOwned


class Report(LandlordOwned):
    """A case as it stood when it was locked, or when it was corrected after that; never changed (NIGHT-6, NIGHT-8).

    `data` is the report, of which `sha256` is taken; `full` and `masked` are it on paper, the latter without those who
    called. `last_entry` is the number of the last entry in it.
    """

    case = models.ForeignKey(Case, models.PROTECT, verbose_name=_("ärende"), related_name="reports")
    version = models.PositiveSmallIntegerField(_("version"))
    made_at = models.DateTimeField(_("fastställd"))
    last_entry = models.PositiveBigIntegerField(_("sista anteckning"))
    confirmed = models.BooleanField(_("konstaterad"))
    data = models.JSONField(_("innehåll"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    full = models.BinaryField(_("rapport"), editable=False)
    full_sha256 = models.CharField(_("rapportens kontrollsumma"), max_length=64)
    masked = models.BinaryField(_("rapport utan den störda"), editable=False)
    masked_sha256 = models.CharField(_("den maskerade rapportens kontrollsumma"), max_length=64)

    class Meta:
        verbose_name = _("störningsrapport")
        verbose_name_plural = _("störningsrapporter")
        constraints = (models.UniqueConstraint("landlord", "case", "version", name="one_report_per_version"),)

    def __str__(self) -> str:
        return f"{self.case_id}-{self.version}"


class NightReading(LandlordOwned):
    """When a contact first opened a night (NIGHT-7)."""

    contact = models.ForeignKey(Contact, models.PROTECT, verbose_name=_("kontakt"), related_name="readings")
    night = models.DateField(_("natten till"))
    opened_at = models.DateTimeField(_("öppnad första gången"))

    class Meta:
        verbose_name = _("läst natt")
        verbose_name_plural = _("lästa nätter")
        constraints = (models.UniqueConstraint("landlord", "night", "contact", name="one_first_reading"),)

    def __str__(self) -> str:
        return f"{self.night}"


class NightFigure(LandlordOwned):
    """How many cases of a kind a month had, of those that are removed: all that is kept of them (NIGHT-9)."""

    month = models.DateField(_("månad"))
    category = models.CharField(_("störning"), max_length=12, choices=[(one.value, one.value) for one in Category])
    confirmed = models.BooleanField(_("konstaterad"))
    cases = models.PositiveIntegerField(_("ärenden"), default=0)

    class Meta:
        verbose_name = _("månadens störningar")
        verbose_name_plural = _("månadernas störningar")
        constraints = (
            models.UniqueConstraint("landlord", "month", "category", "confirmed", name="one_figure_per_month_and_kind"),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.category}"
