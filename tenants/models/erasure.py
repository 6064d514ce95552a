"""That a person has asked to be erased. She can change her mind until the last day; then a worker does it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned, Timed


class Erasure(Timed, LandlordOwned):
    """A wish to be erased. `last_day` is the last day to regret it, `look_again_at` when it is done.

    What stood in the way when the day came is in `hindered_by`; then nothing was erased.
    """

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="erasures")
    asked_at = models.DateTimeField(_("begärd"))
    last_day = models.DateField(_("kan ångras till och med"))
    regretted_at = models.DateTimeField(_("ångrad"), null=True, blank=True)
    hindered_by = models.CharField(_("hindrad av"), max_length=60, blank=True, default="")
    ended_at = models.DateTimeField(_("avslutad"), null=True, blank=True)

    class Meta:
        verbose_name = _("radering")
        verbose_name_plural = _("raderingar")
        constraints = (
            models.UniqueConstraint(
                "landlord", "person", condition=Q(ended_at__isnull=True), name="one_live_erasure_per_person"
            ),
        )
        indexes = (
            Timed.due_index("erasure_due"),
            models.Index(fields=["landlord", "person"], name="erasure_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"

    @property
    def subject(self) -> str:
        """Return its name in the log."""
        return f"tenants.erasure:{self.pk}"
