"""One of two asks the other to give notice with her, where neither ends the lease alone (LEASE-6)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.models.lease import Lease
from tenants.rulesets.tenancy_rules import NoticeReason
from tenants.scoping import LandlordOwned


class JointNoticeState(models.TextChoices):
    """How far the question has come. A yes is a notice by both, given that second."""

    ASKED = "asked", _("väntar på den andra")
    AGREED = "agreed", _("båda säger upp")
    DECLINED = "declined", _("den andra sade nej")
    DROPPED = "dropped", _("togs tillbaka")


class JointNotice(LandlordOwned):
    """`person` asks. Nothing is given notice of until the other of two has said yes as herself."""

    State = JointNoticeState

    lease = models.ForeignKey(Lease, models.PROTECT, verbose_name=_("hyresavtal"), related_name="joint_notices")
    person = models.ForeignKey(
        "tenants.Person", models.PROTECT, verbose_name=_("hyresgäst"), related_name="joint_notices"
    )
    reason = models.CharField(_("anledning"), max_length=12, choices=[(one.value, one.value) for one in NoticeReason])
    shows_home = models.BooleanField(_("visar bostaden för sökande"), default=False)
    made_at = models.DateTimeField(_("frågade"))
    state = models.CharField(_("läge"), max_length=10, choices=JointNoticeState, default=JointNoticeState.ASKED)
    answered_at = models.DateTimeField(_("besvarat"), null=True, blank=True)

    class Meta:
        verbose_name = _("gemensam uppsägning")
        verbose_name_plural = _("gemensamma uppsägningar")
        constraints = (
            models.UniqueConstraint(
                fields=["landlord", "lease"], condition=Q(state="asked"), name="one_open_joint_notice_per_lease"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at=None) | ~Q(state="asked") & Q(answered_at__isnull=False),
                name="joint_notice_answered_once",
            ),
        )
        indexes = (models.Index(fields=["landlord", "person"], name="joint_notice_by_person"),)

    def __str__(self) -> str:
        return f"{self.lease}"
