"""What a letting came to, without the persons: what the statistics rest on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.models.listing import Listing
from letting.models.unit import UnitKind
from tenants.scoping import LandlordOwned


class Outcome(LandlordOwned):
    """One letting as it was when the lease was signed: written then, once, and never changed.

    It names nobody, so it is kept when persons are forgotten. `points` are the signer's where the time in line decided;
    None where it did not, or where she went before the ranking. The answers are those of all offers of the letting.
    """

    listing = models.ForeignKey(Listing, models.PROTECT, verbose_name=_("annons"), related_name="+")
    signed_on = models.DateField(_("undertecknat"))
    scheme = models.SlugField(_("uthyrningssätt"), db_index=False)
    kind = models.CharField(_("slag"), max_length=20, choices=UnitKind)
    area = models.CharField(_("område"), max_length=60, blank=True, default="")
    rooms = models.PositiveSmallIntegerField(_("rum"))
    rent = models.PositiveIntegerField(_("hyra, kr i månaden"))
    points = models.PositiveIntegerField(_("köpoäng"), null=True)
    days_to_lease = models.PositiveIntegerField(_("dagar från annons till avtal"))
    days_empty = models.PositiveIntegerField(_("dagar utan hyresgäst"))
    declined = models.PositiveIntegerField(_("tackade nej"), default=0)
    expired = models.PositiveIntegerField(_("svarade inte"), default=0)
    withdrawn = models.PositiveIntegerField(_("drog sig ur"), default=0)
    failed = models.PositiveIntegerField(_("klarade inte kontrollen"), default=0)
    lapsed = models.PositiveIntegerField(_("skrev inte under i tid"), default=0)
    passed = models.PositiveIntegerField(_("någon före fick bostaden"), default=0)

    class Meta:
        verbose_name = _("utfall")
        verbose_name_plural = _("utfall")
        constraints = (models.UniqueConstraint("landlord", "listing", name="one_outcome_per_listing"),)
        indexes = (
            models.Index(fields=["landlord", "signed_on"], name="outcome_by_signing"),
            models.Index(
                fields=["landlord", "scheme", "kind", "rooms", "-signed_on"],
                include=["area", "points"],
                condition=Q(points__isnull=False),
                name="outcome_of_similar",
            ),
        )

    def __str__(self) -> str:
        return f"{self.listing}, {self.signed_on}"
