"""A claim on a home that the other of two has given notice of (LEASE-6, LEASE-9)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.models.lease import Lease
from letting.models.notice import Notice
from tenants.scoping import LandlordOwned, Timed


class HomeClaimState(models.TextChoices):
    """How far a claim has come. One that is granted gives a lease, which is to be signed in time."""

    ASKED = "asked", _("att pröva")
    GRANTED = "granted", _("beviljat")
    REFUSED = "refused", _("avslaget")
    LAPSED = "lapsed", _("avtalet skrevs inte under i tid")
    DROPPED = "dropped", _("uppsägningen togs tillbaka")


class HomeClaim(Timed, LandlordOwned):
    """That one of two wants to stay, and what the landlord says. `lease` is the lease that she gets of her own."""

    State = HomeClaimState

    notice = models.ForeignKey(Notice, models.PROTECT, verbose_name=_("uppsägning"), related_name="claims")
    person = models.ForeignKey(
        "tenants.Person", models.PROTECT, verbose_name=_("vill bo kvar"), related_name="home_claims"
    )
    made_at = models.DateTimeField(_("kom in"))
    state = models.CharField(_("läge"), max_length=10, choices=HomeClaimState, default=HomeClaimState.ASKED)
    reason = models.CharField(_("skäl"), max_length=500, blank=True, default="")
    decided_at = models.DateTimeField(_("avgjort"), null=True, blank=True)
    decided_by = models.CharField(_("avgjort av"), max_length=40, blank=True, default="")
    reminded_at = models.DateTimeField(_("påmind om att skriva under"), null=True, blank=True)
    lease = models.OneToOneField(
        Lease, models.PROTECT, verbose_name=_("eget avtal"), null=True, blank=True, related_name="claim"
    )

    class Meta:
        verbose_name = _("anspråk på bostaden")
        verbose_name_plural = _("anspråk på bostaden")
        constraints = (
            models.UniqueConstraint(fields=["landlord", "notice"], name="one_claim_per_notice"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by="") | Q(decided_at__isnull=False) & ~Q(decided_by=""),
                name="claim_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(lease=None) | Q(state__in=("granted", "lapsed")), name="a_lease_with_a_granted_claim"
            ),
        )
        indexes = (
            Timed.due_index("home_claim_due"),
            models.Index(fields=["landlord", "state", "made_at"], name="home_claim_by_state"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.notice}"
