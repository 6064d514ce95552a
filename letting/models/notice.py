"""A notice: the lease that ends, why, and when (LEASE-2 to 4)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.models.lease import Lease
from letting.models.listing import Listing
from tenants.rulesets.tenancy_rules import NoticeReason
from tenants.scoping import LandlordOwned


class NoticeState(models.TextChoices):
    """How far a notice has come. It counts from the day it is given, whatever staff do."""

    GIVEN = "given", _("mottagen")
    CONFIRMED = "confirmed", _("bekräftad")
    WITHDRAWN = "withdrawn", _("återtagen")


class Notice(LandlordOwned):
    """Notice of a lease. `ends_on` is what holds now; `asked_ends_on` what the reason gives once staff have said yes.

    Where two rent, `person` is the one who gave it (LEASE-6).
    An estate's is given by staff, for the one who has died; `contact` is who speaks for the estate.
    """

    Reason = NoticeReason

    lease = models.ForeignKey(Lease, models.PROTECT, verbose_name=_("hyresavtal"), related_name="notices")
    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("hyresgäst"), related_name="notices")
    reason = models.CharField(_("anledning"), max_length=12, choices=[(one.value, one.value) for one in NoticeReason])
    by_both = models.BooleanField(_("båda hyresgästerna säger upp"), default=False)
    died_on = models.DateField(_("dödsdag"), null=True, blank=True)
    contact = models.CharField(_("företräder dödsboet"), max_length=200, blank=True, default="")
    given_at = models.DateTimeField(_("kom in"))
    given_by = models.CharField(_("lämnad av"), max_length=40)
    months = models.PositiveSmallIntegerField(_("uppsägningstid, månader"))
    ends_on = models.DateField(_("avtalet upphör"))
    asked_ends_on = models.DateField(_("avtalet upphör om anledningen godtas"), null=True, blank=True)
    listing = models.ForeignKey(
        Listing, models.PROTECT, verbose_name=_("nästa annons"), null=True, blank=True, related_name="+"
    )
    shows_home = models.BooleanField(_("visar bostaden för sökande"), default=False)
    state = models.CharField(_("läge"), max_length=10, choices=NoticeState, default=NoticeState.GIVEN)
    confirmed_at = models.DateTimeField(_("bekräftad"), null=True, blank=True)
    confirmed_by = models.CharField(_("bekräftad av"), max_length=40, blank=True, default="")
    withdrawal_asked_at = models.DateTimeField(_("återtagande begärt"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("återtagen"), null=True, blank=True)
    withdrawn_by = models.CharField(_("återtagande godkänt av"), max_length=40, blank=True, default="")

    class Meta:
        verbose_name = _("uppsägning")
        verbose_name_plural = _("uppsägningar")
        constraints = (
            models.UniqueConstraint(
                fields=["landlord", "lease"], condition=~Q(state="withdrawn"), name="one_live_notice_per_lease"
            ),
            models.CheckConstraint(
                condition=Q(reason="estate", died_on__isnull=False) | ~Q(reason="estate") & Q(died_on=None),
                name="a_day_of_death_with_a_death",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by="") | Q(confirmed_at__isnull=False) & ~Q(confirmed_by=""),
                name="notice_confirmed_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="") | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by=""),
                name="notice_withdrawn_by_someone",
            ),
        )
        indexes = (models.Index(fields=["landlord", "state", "given_at"], name="notice_by_state"),)

    def __str__(self) -> str:
        return f"{self.lease}"
