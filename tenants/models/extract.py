"""A person's paper copy of all that is kept of her: asked for by herself, made by a worker, gone after a week."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned, Timed

KEPT_FOR = timedelta(days=7)


class Extract(Timed, LandlordOwned):
    """A copy. `look_again_at` is when it is made, and then when its file goes; the row stays as proof."""

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="extracts")
    asked_at = models.DateTimeField(_("begärt"))
    made_at = models.DateTimeField(_("skrivet"), null=True, blank=True)
    gone_at = models.DateTimeField(_("borttaget"), null=True, blank=True)
    pdf = models.BinaryField(_("utdraget som PDF"), null=True, editable=False)

    class Meta:
        verbose_name = _("registerutdrag")
        verbose_name_plural = _("registerutdrag")
        constraints = (
            models.UniqueConstraint(
                "landlord", "person", condition=Q(gone_at__isnull=True), name="one_live_extract_per_person"
            ),
        )
        indexes = (
            Timed.due_index("extract_due"),
            models.Index(fields=["landlord", "person", "-asked_at"], name="extract_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"

    @property
    def subject(self) -> str:
        """Return its name in the log."""
        return f"tenants.extract:{self.pk}"
