"""A file that staff have ordered: made at once or by a worker, fetched by whoever ordered it, gone after some days."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned, Timed


class ExportForm(models.TextChoices):
    """What kind of file it is."""

    CSV = "csv", _("CSV")
    XLSX = "xlsx", _("Excel")
    PDF = "pdf", _("PDF")


class Export(Timed, LandlordOwned):
    """A file of personal or internal data, with who wanted it and why. The file goes; that it was made stays.

    `look_again_at` is when it is to be made, and then when its content is to be removed. `kind` is declared in
    `tenants.exporting`; `subject` names what it tells of, if it tells of one thing.
    """

    kind = models.CharField(_("slag"), max_length=30)
    subject = models.CharField(_("gäller"), max_length=60, blank=True, default="")
    form = models.CharField(_("format"), max_length=4, choices=ExportForm)
    reason = models.CharField(_("skäl"), max_length=200)
    asked_at = models.DateTimeField(_("beställd"))
    asked_by = models.CharField(_("beställd av"), max_length=40)
    made_at = models.DateTimeField(_("gjord"), null=True, blank=True)
    rows = models.PositiveIntegerField(_("rader"), null=True, blank=True)
    content = models.BinaryField(_("fil"), null=True, editable=False)
    sha256 = models.CharField(_("kontrollsumma"), max_length=64, blank=True, default="")
    posted_at = models.DateTimeField(_("postad"), null=True, blank=True)

    class Meta:
        verbose_name = _("uttag")
        verbose_name_plural = _("uttag")
        indexes = (
            Timed.due_index("export_due"),
            models.Index(fields=["landlord", "asked_by", "-asked_at"], name="export_by_staff"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def own_subject(self) -> str:
        """Return the export's own name in the log."""
        return f"tenants.export:{self.pk}"
