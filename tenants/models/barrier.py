"""What somebody could not do on the site: told without logging in, answered by staff, kept a year after the answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned, Timed


class Barrier(Timed, LandlordOwned):
    """Something that shuts somebody out, in her words, and the answer.

    `person` is whoever was logged in; anyone else may leave an address to be answered at. `look_again_at` is when an
    answered one is removed.
    """

    person = models.ForeignKey(
        "tenants.Person", models.PROTECT, null=True, blank=True, verbose_name=_("person"), related_name="barriers"
    )
    email = models.EmailField(_("e-post för svar"), blank=True, default="")
    language = models.CharField(_("språk"), max_length=2, default="sv")
    page = models.CharField(_("sida"), max_length=200, blank=True, default="")
    text = models.CharField(_("hinder"), max_length=2000)
    told_at = models.DateTimeField(_("berättat"))
    answer = models.CharField(_("svar"), max_length=4000, blank=True, default="")
    answered_at = models.DateTimeField(_("besvarat"), null=True, blank=True)
    answered_by = models.CharField(_("besvarat av"), max_length=40, blank=True, default="")

    class Meta:
        verbose_name = _("synpunkt på tillgänglighet")
        verbose_name_plural = _("synpunkter på tillgänglighet")
        indexes = (
            Timed.due_index("barrier_due"),
            models.Index(fields=["landlord", "answered_at", "told_at"], name="barrier_by_answer"),
            models.Index(
                fields=["landlord", "person"], condition=models.Q(person__isnull=False), name="barrier_by_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def subject(self) -> str:
        """Return the row's name in the log."""
        return f"tenants.barrier:{self.pk}"

    @property
    def can_be_answered(self) -> bool:
        """Say whether there is somebody to send an answer to."""
        return bool(self.person_id or self.email)
