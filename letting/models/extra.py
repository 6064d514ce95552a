"""Something a renter has asked to have put into her home against an addition to the rent (LEASE-12)."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.core.notice import month_end
from letting.models.lease import Lease
from tenants.core.calendar import ONE_DAY, local_day
from tenants.scoping import LandlordOwned


class ExtraState(models.TextChoices):
    """What became of it. Refused by the portal, where a requirement is not met, or by staff, who may still grant it."""

    ASKED = "asked", _("väntar på beslut")
    GRANTED = "granted", _("beviljat")
    REFUSED = "refused", _("avslaget")
    WITHDRAWN = "withdrawn", _("tillbakataget")


class Extra(LandlordOwned):
    """An application of `person` for one item of the rules, with its name and price as they were when she asked."""

    State = ExtraState

    lease = models.ForeignKey(Lease, models.PROTECT, verbose_name=_("hyresavtal"), related_name="extras")
    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("hyresgäst"), related_name="extras")
    item = models.CharField(_("tillvalets kod"), max_length=40)
    name = models.CharField(_("tillval"), max_length=200)
    name_en = models.CharField(_("tillvalets engelska namn"), max_length=200)
    rent = models.PositiveIntegerField(_("tillägg, kr i månaden"))
    made_at = models.DateTimeField(_("inlämnad"))
    results = models.JSONField(_("kontroller vid beslutet"), default=list)
    state = models.CharField(_("läge"), max_length=10, choices=ExtraState, default=ExtraState.ASKED)
    decided_at = models.DateTimeField(_("beslutad"), null=True, blank=True)
    decided_by = models.CharField(_("beslutad av"), max_length=40, blank=True, default="")
    decision = models.CharField(_("skäl"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("ansökan om tillval")
        verbose_name_plural = _("ansökningar om tillval")
        constraints = (
            models.UniqueConstraint(
                fields=["landlord", "lease", "item"],
                condition=Q(state__in=["asked", "granted"]),
                name="one_live_extra_per_lease_and_item",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by="") | Q(decided_at__isnull=False) & ~Q(decided_by=""),
                name="extra_decided_by_someone",
            ),
        )
        indexes = (
            models.Index(fields=["landlord", "state", "made_at"], name="extra_by_state"),
            models.Index(fields=["landlord", "person"], name="extra_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.lease}"

    @property
    def subject(self) -> str:
        """Return its name in the log."""
        return f"letting.extra:{self.pk}"

    @property
    def from_on(self) -> date | None:
        """Return from when it is paid for: the turn of the month after it was granted; None while it is not."""
        if self.state != ExtraState.GRANTED or self.decided_at is None:
            return None
        return month_end(local_day(self.decided_at), 0) + ONE_DAY

    @property
    def names(self) -> dict[str, str]:
        """Return its name in both languages."""
        return {"sv": self.name, "en": self.name_en}
