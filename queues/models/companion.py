"""Someone who stands with an applicant: a co-applicant, a parent who signs, a guarantor. Invited, and asked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned, Timed


class CompanionRole(models.TextChoices):
    """As what one stands with an applicant."""

    CO_APPLICANT = "co_applicant", _("medsökande")
    PARENT = "parent", _("förälder som skriver under")
    GUARANTOR = "guarantor", _("borgensman")


class CompanionState(models.TextChoices):
    """How far it has come. Only an accepted companion counts."""

    INVITED = "invited", _("inbjuden")
    ACCEPTED = "accepted", _("har sagt ja")
    DECLINED = "declined", _("har sagt nej")
    LAPSED = "lapsed", _("svarade inte i tid")
    ENDED = "ended", _("avslutad")


class Companion(Timed, LandlordOwned):
    """An invitation and its answer (QUEUE-18, 20, 21, CHECK-11). Points stay each one's own (QUEUE-5).

    The invited one answers when logged in, with the consent's wording kept (QUEUE-19); `answer_last_day` is the last
    day to do it, and `look_again_at` when one that was never answered lapses. A parent who signs counts only when
    staff have approved it (`approved_at`).
    """

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("sökande"), related_name="companions")
    other = models.ForeignKey(
        "tenants.Person",
        models.PROTECT,
        verbose_name=_("den inbjudna"),
        null=True,
        blank=True,
        related_name="companion_of",
    )
    role = models.CharField(_("som"), max_length=20, choices=CompanionRole)
    relation = models.CharField(_("relation"), max_length=30, blank=True, default="")
    invited_email = models.EmailField(_("inbjuden adress"))
    key_hash = models.CharField(_("inbjudans nyckel, kontrollsumma"), max_length=64, editable=False)
    invited_at = models.DateTimeField(_("inbjuden"))
    answer_last_day = models.DateField(_("svar senast"))
    state = models.CharField(_("läge"), max_length=10, choices=CompanionState, default=CompanionState.INVITED)
    answered_at = models.DateTimeField(_("svarade"), null=True, blank=True)
    consent_wording = models.TextField(_("samtyckets ordalydelse"), blank=True, default="")
    approved_at = models.DateTimeField(_("godkänd av personal"), null=True, blank=True)
    approved_by = models.CharField(_("godkänd av"), max_length=40, blank=True, default="")
    approved_reason = models.CharField(_("skäl"), max_length=500, blank=True, default="")
    ended_at = models.DateTimeField(_("avslutad"), null=True, blank=True)

    class Meta:
        verbose_name = _("medsökande och borgensman")
        verbose_name_plural = _("medsökande och borgensmän")
        constraints = (
            models.UniqueConstraint(
                "landlord",
                "person",
                "role",
                condition=Q(state__in=["invited", "accepted"]),
                name="one_live_companion_per_role",
            ),
            models.UniqueConstraint("landlord", "key_hash", name="one_companion_per_key"),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(other__isnull=False, answered_at__isnull=False),
                name="accepted_by_someone",
            ),
        )
        indexes = (
            Timed.due_index("companion_due"),
            models.Index(fields=["landlord", "other"], name="companion_by_other"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.state}"

    @property
    def subject(self) -> str:
        """Return its name in the log."""
        return f"queues.companion:{self.pk}"

    # Whom the others may count on: one who said yes; a parent only when staff have approved it (QUEUE-20, QUEUE-21).
    counts = Q(state="accepted") & (~Q(role="parent") | Q(approved_at__isnull=False))
