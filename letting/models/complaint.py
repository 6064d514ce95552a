"""A complaint about a decision, and its answers, one instance after the other (SCHEME-10)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class ComplaintState(models.TextChoices):
    """Who has the word."""

    WAITING = "waiting", _("väntar på svar")
    ANSWERED = "answered", _("besvarat")
    CLOSED = "closed", _("avslutat")


class Complaint(LandlordOwned):
    """A complaint in writing. `step` is the instance that has it, from 1; `subject` names the decision, if any."""

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="complaints")
    subject = models.CharField(_("gäller"), max_length=60, blank=True, default="")
    text = models.CharField(_("klagomål"), max_length=4000)
    filed_at = models.DateTimeField(_("inlämnat"))
    ruleset = models.ForeignKey("tenants.Ruleset", models.PROTECT, verbose_name=_("regelverk"), related_name="+")
    step = models.PositiveSmallIntegerField(_("instans"), default=1)
    state = models.CharField(_("läge"), max_length=10, choices=ComplaintState, default=ComplaintState.WAITING)
    answer_last_day = models.DateField(_("svar senast"), null=True, blank=True)
    closed_at = models.DateTimeField(_("avslutat"), null=True, blank=True)

    class Meta:
        verbose_name = _("klagomål")
        verbose_name_plural = _("klagomål")
        indexes = (
            models.Index(fields=["landlord", "state", "filed_at"], name="complaint_by_state"),
            models.Index(fields=["landlord", "person", "-filed_at"], name="complaint_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.pk}"


class ComplaintTurn(LandlordOwned):
    """One turn of a complaint: an instance's answer, or the person's wish to have it tried by the next."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, verbose_name=_("klagomål"), related_name="turns")
    step = models.PositiveSmallIntegerField(_("instans"))
    by_person = models.BooleanField(_("av personen"), default=False)
    text = models.CharField(_("text"), max_length=4000)
    at = models.DateTimeField(_("tid"))
    by = models.CharField(_("av"), max_length=40)
    upheld = models.BooleanField(_("gav rätt"), null=True, blank=True)

    class Meta:
        verbose_name = _("svar på klagomål")
        verbose_name_plural = _("svar på klagomål")
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                "landlord", "complaint", "step", condition=Q(by_person=False), name="one_answer_per_step"
            ),
        )

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.step}"
