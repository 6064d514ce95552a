"""That a person may make no new interests for a while, or has behaved so that it counts against her."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class BlockReason(models.TextChoices):
    """Why (QUEUE-12, 13, 14), in the middle of a sentence."""

    NO_ANSWERS = "no_answers", _("för många EJ SVAR")
    CREDIT_FAILED = "credit_failed", _("kreditkontrollen var inte godkänd")
    MISCONDUCT = "misconduct", _("misskött hyresförhållande")


class Misconduct(models.TextChoices):
    """What counts as misconduct (QUEUE-14), in the middle of a sentence."""

    ILLEGAL_SUBLETTING = "illegal_subletting", _("olovlig andrahandsuthyrning")
    SERIOUS_DISTURBANCE = "serious_disturbance", _("allvarliga störningar")
    NEGLECT = "neglect", _("vanvård av lägenheten")
    THREATS = "threats", _("hot eller våld som har polisanmälts")
    EVICTION = "eviction", _("verkställd avhysning")
    ABANDONED_FLAT = "abandoned_flat", _("övergiven lägenhet")
    FALSE_STATEMENT = "false_statement", _("osant intygande")


class Block(LandlordOwned):
    """A block. `until` is the first day free again; without it the row is a note that blocks nothing (CHECK-10)."""

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="blocks")
    reason = models.CharField(_("skäl"), max_length=20, choices=BlockReason)
    cause = models.CharField(_("orsak"), max_length=40, blank=True, default="")
    started_at = models.DateTimeField(_("började"))
    started_by = models.CharField(_("satt av"), max_length=40)
    until = models.DateField(_("fri från"), null=True, blank=True)
    lifted_at = models.DateTimeField(_("hävd"), null=True, blank=True)
    lifted_by = models.CharField(_("hävd av"), max_length=40, blank=True, default="")
    lifted_reason = models.CharField(_("skäl för hävning"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("spärr")
        verbose_name_plural = _("spärrar")
        indexes = (models.Index(fields=["landlord", "person", "-started_at"], name="block_by_person"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by="") | ~Q(lifted_at=None) & ~Q(lifted_by=""),
                name="block_lifted_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reason} {self.started_at:%Y-%m-%d}"

    def holds_on(self, day: date) -> bool:
        """Say whether it holds on a day: not lifted, and not over; a note is never over."""
        return self.lifted_at is None and (self.until is None or self.until > day)

    @staticmethod
    def running_on(day: date) -> Q:
        """Return what tells blocks that hold on a day."""
        return Q(lifted_at=None, until__gt=day)
