"""A lease: made at the award, signed within its days (LEASE-1)."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from letting.models.listing import Listing
from letting.models.offer import Offer
from letting.models.unit import Unit
from tenants.scoping import LandlordOwned, Timed


class Lease(Timed, LandlordOwned):
    """A lease. Its terms are frozen as data with their checksum; the PDF is made from them by a worker.

    Where a parent signs, `person` is the parent and `resident` the one who lives there (QUEUE-20, QUEUE-21).
    Two who rent together are `person` and `co_renter`, each bound by the whole lease (LEASE-6).
    A lease from before the portal has neither listing nor offer. Nor has one that `follows` another of the same home,
    after a swap, a transfer or an addition, or that one of two who stays alone got (LEASE-6, 8 to 10); `home_since`
    says when its renter came to the home.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("objekt"), related_name="leases")
    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("hyresgäst"), related_name="leases")
    resident = models.ForeignKey(
        "tenants.Person",
        models.PROTECT,
        verbose_name=_("boende"),
        null=True,
        blank=True,
        related_name="lived_in_leases",
    )
    co_renter = models.ForeignKey(
        "tenants.Person",
        models.PROTECT,
        verbose_name=_("medhyresgäst"),
        null=True,
        blank=True,
        related_name="co_rented_leases",
    )
    listing = models.ForeignKey(
        Listing, models.PROTECT, verbose_name=_("annons"), null=True, blank=True, related_name="leases"
    )
    offer = models.OneToOneField(
        Offer, models.PROTECT, verbose_name=_("erbjudande"), null=True, blank=True, related_name="lease"
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("följer på"), null=True, blank=True, related_name="followed_by"
    )
    starts_on = models.DateField(_("gäller från"))
    home_since = models.DateField(_("bor här sedan"), null=True, blank=True)
    rent = models.PositiveIntegerField(_("hyra, kr i månaden"))
    terms = models.JSONField(_("villkor"), default=dict)
    sha256 = models.CharField(_("kontrollsumma"), max_length=64, blank=True, default="")
    made_at = models.DateTimeField(_("upprättat"))
    sign_last_day = models.DateField(_("sista dag att skriva under"), null=True, blank=True)
    signed_at = models.DateTimeField(_("undertecknat"), null=True, blank=True)
    annulled_at = models.DateTimeField(_("annullerat"), null=True, blank=True)
    identity_shown_at = models.DateTimeField(_("legitimation visad"), null=True, blank=True)
    identity_shown_to = models.CharField(_("legitimation visad för"), max_length=40, blank=True, default="")
    notice_on = models.DateField(_("uppsagt"), null=True, blank=True)
    ends_on = models.DateField(_("upphör"), null=True, blank=True)
    ended_with = models.ForeignKey(
        "letting.Notice",
        models.PROTECT,
        verbose_name=_("sades upp med"),
        null=True,
        blank=True,
        related_name="ended_leases",
    )
    pdf = models.BinaryField(_("pdf"), null=True, editable=False)
    pdf_sha256 = models.CharField(_("pdf:ens kontrollsumma"), max_length=64, blank=True, default="")

    class Meta:
        verbose_name = _("hyresavtal")
        verbose_name_plural = _("hyresavtal")
        constraints = (
            models.CheckConstraint(
                condition=Q(identity_shown_at=None, identity_shown_to="")
                | ~Q(identity_shown_at=None) & ~Q(identity_shown_to=""),
                name="identity_shown_to_someone",
            ),
            models.CheckConstraint(condition=Q(signed_at=None) | Q(annulled_at=None), name="signed_or_annulled"),
            models.CheckConstraint(
                condition=Q(co_renter=None) | ~Q(co_renter=F("person")), name="two_renters_are_two_persons"
            ),
            models.UniqueConstraint(
                fields=["landlord", "listing"],
                condition=Q(annulled_at=None, listing__isnull=False),
                name="one_live_lease_per_listing",
            ),
        )
        indexes = (
            Timed.due_index("lease_due"),
            models.Index(fields=["landlord", "person"], name="lease_by_person"),
            models.Index(fields=["landlord", "co_renter"], name="lease_by_co_renter"),
        )

    @property
    def renters(self) -> tuple[int, ...]:
        """Return who rent: one, or two of whom each is bound by the whole lease."""
        return tuple(pk for pk in (self.person_id, self.co_renter_id) if pk is not None)

    @cached_property
    def signed_by(self) -> dict[int, datetime]:
        """Return who of two has signed, and when: read once, so ask a lease that was read anew."""
        return dict(self.signatures.values_list("person", "signed_at"))

    @staticmethod
    def rented_by(person: Any) -> Q:
        """Return the condition that someone rents: alone, or as one of two."""
        return Q(person=person) | Q(co_renter=person)

    def __str__(self) -> str:
        return f"{self.unit.street}, {self.person}"
