"""A lease: made at the award, signed within its days (LEASE-1)."""

from django.db import models
from django.db.models import Q

from letting.models.listing import Listing
from letting.models.offer import Offer
from letting.models.unit import Unit
from tenants.scoping import LandlordOwned, Timed


class Lease(Timed, LandlordOwned):
    """A lease. Its terms are frozen as data with their checksum; the PDF is made from them by a worker.

    Where a parent signs, `person` is the parent and `resident` the one who lives there (QUEUE-20, QUEUE-21).
    A lease from before the portal has neither listing nor offer.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="objekt", related_name="leases")
    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name="hyresgäst", related_name="leases")
    resident = models.ForeignKey(
        "tenants.Person", models.PROTECT, verbose_name="boende", null=True, blank=True, related_name="lived_in_leases"
    )
    listing = models.ForeignKey(
        Listing, models.PROTECT, verbose_name="annons", null=True, blank=True, related_name="leases"
    )
    offer = models.OneToOneField(
        Offer, models.PROTECT, verbose_name="erbjudande", null=True, blank=True, related_name="lease"
    )
    starts_on = models.DateField("gäller från")
    rent = models.PositiveIntegerField("hyra, kr i månaden")
    terms = models.JSONField("villkor", default=dict)
    sha256 = models.CharField("kontrollsumma", max_length=64, blank=True, default="")
    made_at = models.DateTimeField("upprättat")
    sign_last_day = models.DateField("sista dag att skriva under", null=True, blank=True)
    signed_at = models.DateTimeField("undertecknat", null=True, blank=True)
    annulled_at = models.DateTimeField("annullerat", null=True, blank=True)
    identity_shown_at = models.DateTimeField("legitimation visad", null=True, blank=True)
    identity_shown_to = models.CharField("legitimation visad för", max_length=40, blank=True, default="")
    notice_on = models.DateField("uppsagt", null=True, blank=True)
    ends_on = models.DateField("upphör", null=True, blank=True)
    pdf = models.BinaryField("pdf", null=True, editable=False)
    pdf_sha256 = models.CharField("pdf:ens kontrollsumma", max_length=64, blank=True, default="")

    class Meta:
        verbose_name = "hyresavtal"
        verbose_name_plural = "hyresavtal"
        constraints = (
            models.CheckConstraint(
                condition=Q(identity_shown_at=None, identity_shown_to="")
                | ~Q(identity_shown_at=None) & ~Q(identity_shown_to=""),
                name="identity_shown_to_someone",
            ),
            models.CheckConstraint(condition=Q(signed_at=None) | Q(annulled_at=None), name="signed_or_annulled"),
            models.UniqueConstraint(
                fields=["landlord", "listing"],
                condition=Q(annulled_at=None, listing__isnull=False),
                name="one_live_lease_per_listing",
            ),
        )
        indexes = (
            Timed.due_index("lease_due"),
            models.Index(fields=["landlord", "person"], name="lease_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.unit.street}, {self.person}"
