"""An earlier day for the next renter to move in, agreed on by her and the one who leaves (LEASE-5)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.models.lease import Lease
from letting.models.notice import Notice
from tenants.scoping import LandlordOwned


class EarlierMoveState(models.TextChoices):
    """Proposed by one, agreed to by the other, and accepted by the landlord; or not."""

    PROPOSED = "proposed", _("föreslaget")
    AGREED = "agreed", _("överenskommet")
    ACCEPTED = "accepted", _("godkänt")
    REFUSED = "refused", _("avslaget")
    DECLINED = "declined", _("den andra sade nej")
    DROPPED = "dropped", _("togs tillbaka")


class EarlierMove(LandlordOwned):
    """`starts_on` is the day on which the next lease would begin; the old one would end the day before."""

    State = EarlierMoveState

    notice = models.ForeignKey(Notice, models.PROTECT, verbose_name=_("uppsägning"), related_name="earlier_moves")
    lease = models.ForeignKey(Lease, models.PROTECT, verbose_name=_("nästa avtal"), related_name="earlier_moves")
    person = models.ForeignKey(
        "tenants.Person", models.PROTECT, verbose_name=_("föreslaget av"), related_name="earlier_moves"
    )
    starts_on = models.DateField(_("ny inflyttningsdag"))
    made_at = models.DateTimeField(_("föreslaget"))
    answered_at = models.DateTimeField(_("besvarat"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=EarlierMoveState, default=EarlierMoveState.PROPOSED)
    reason = models.CharField(_("skäl"), max_length=500, blank=True, default="")
    decided_at = models.DateTimeField(_("avgjort"), null=True, blank=True)
    decided_by = models.CharField(_("avgjort av"), max_length=40, blank=True, default="")

    class Meta:
        verbose_name = _("tidigare inflyttning")
        verbose_name_plural = _("tidigare inflyttningar")
        constraints = (
            models.UniqueConstraint(
                fields=["landlord", "lease"],
                condition=Q(state__in=("proposed", "agreed")),
                name="one_open_earlier_move_per_lease",
            ),
            models.CheckConstraint(condition=Q(starts_on__day=1), name="earlier_at_a_turn_of_the_month"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by="") | Q(decided_at__isnull=False) & ~Q(decided_by=""),
                name="earlier_move_decided_by_someone",
            ),
        )
        indexes = (
            models.Index(fields=["landlord", "notice"], name="earlier_move_by_notice"),
            models.Index(fields=["landlord", "state", "made_at"], name="earlier_move_by_state"),
        )

    def __str__(self) -> str:
        return f"{self.lease}: {self.starts_on}"
