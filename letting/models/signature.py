"""One signature of a lease that two sign (LEASE-6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from letting.models.lease import Lease
from tenants.scoping import LandlordOwned


class Signature(LandlordOwned):
    """That one of two has signed, or one of those whose leases a change has written (LEASE-8).

    A lease that one alone signs has its `signed_at` alone.
    """

    lease = models.ForeignKey(Lease, models.PROTECT, verbose_name=_("hyresavtal"), related_name="signatures")
    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("hyresgäst"), related_name="signatures")
    signed_at = models.DateTimeField(_("skrev under"))

    class Meta:
        verbose_name = _("underskrift")
        verbose_name_plural = _("underskrifter")
        constraints = (
            models.UniqueConstraint(fields=["landlord", "lease", "person"], name="one_signature_of_each_renter"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.lease}"
