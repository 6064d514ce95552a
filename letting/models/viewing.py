"""When a flat is shown by the landlord, and who comes (JOUR-8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from letting.models.listing import Listing
from letting.models.offer import Offer
from tenants.scoping import LandlordOwned


class ViewingSlot(LandlordOwned):
    """A time at which the landlord shows a flat to so many."""

    listing = models.ForeignKey(Listing, models.PROTECT, verbose_name=_("annons"), related_name="slots")
    at = models.DateTimeField(_("tid"))
    place = models.CharField(_("plats"), max_length=120, blank=True, default="")
    capacity = models.PositiveSmallIntegerField(_("antal platser"))

    class Meta:
        verbose_name = _("visningstid")
        verbose_name_plural = _("visningstider")
        ordering = ("at",)
        constraints = (models.UniqueConstraint("landlord", "listing", "at", name="one_slot_per_time"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class Booking(LandlordOwned):
    """Someone comes to a viewing. A new booking replaces the old one."""

    slot = models.ForeignKey(ViewingSlot, models.PROTECT, verbose_name=_("visningstid"), related_name="bookings")
    offer = models.OneToOneField(Offer, models.PROTECT, verbose_name=_("erbjudande"), related_name="booking")
    booked_at = models.DateTimeField(_("bokad"))

    class Meta:
        verbose_name = _("bokning")
        verbose_name_plural = _("bokningar")

    def __str__(self) -> str:
        return f"{self.offer.person} {self.slot}"
