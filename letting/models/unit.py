"""What can be let: flats, vehicle spaces, storage."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from letting.core.facts import Home
from queues.core.wishes import Flat, area_key
from tenants.rulesets.scheme_rules import Feature
from tenants.scoping import LandlordOwned


class UnitKind(models.TextChoices):
    """What a unit is."""

    APARTMENT = "apartment", _("lägenhet")
    VEHICLE_SPACE = "vehicle_space", _("fordonsplats")
    STORAGE = "storage", _("förråd")


class Unit(LandlordOwned):
    """A flat or space, known by the landlord's own number."""

    number = models.CharField(_("objektsnummer"), max_length=30)
    kind = models.CharField(_("slag"), max_length=20, choices=UnitKind, default=UnitKind.APARTMENT)
    street = models.CharField(_("adress"), max_length=120)
    area = models.CharField(_("område"), max_length=60, blank=True, default="")
    rooms = models.PositiveSmallIntegerField(_("rum"), default=1)
    size = models.DecimalField(_("yta, m²"), max_digits=6, decimal_places=1)
    rent = models.PositiveIntegerField(_("hyra, kr i månaden"))
    floor = models.SmallIntegerField(_("våning"), null=True, blank=True)
    built = models.PositiveSmallIntegerField(_("byggår"), null=True, blank=True)
    lift = models.BooleanField(_("hiss"), default=False)
    balcony = models.BooleanField(_("balkong"), default=False)
    accessible = models.BooleanField(_("tillgänglig med rullstol"), default=False)
    lake_view = models.BooleanField(_("sjöutsikt"), default=False)
    sheltered = models.BooleanField(_("trygghetsboende"), default=False)
    subsidised = models.BooleanField(_("subventionerad"), default=False)
    description = models.TextField(_("beskrivning"), blank=True, default="")
    latitude = models.FloatField(_("latitud"), null=True, blank=True)
    longitude = models.FloatField(_("longitud"), null=True, blank=True)

    class Meta:
        verbose_name = _("objekt")
        verbose_name_plural = _("objekt")
        ordering = ("street", "number")
        constraints = (models.UniqueConstraint("landlord", "number", name="one_unit_per_number"),)

    def __str__(self) -> str:
        return f"{self.street} ({self.number})"

    @property
    def area_key(self) -> str:
        """Return what the unit's area is known by, however it is written (QUEUE-15)."""
        return area_key(self.area)

    @property
    def flat(self) -> Flat:
        """Return the unit as wishes see it."""
        has = {
            Feature.GROUND_FLOOR: self.floor == 0,
            Feature.LIFT: self.lift,
            Feature.LAKE_VIEW: self.lake_view,
            Feature.SHELTERED: self.sheltered,
            Feature.SUBSIDISED: self.subsidised,
        }
        return Flat(self.area, self.rooms, self.rent, frozenset(feature for feature, holds in has.items() if holds))

    @property
    def home(self) -> Home:
        """Return the unit as requirements see it."""
        return Home(self.rooms, float(self.size), self.rent)


class UnitPicture(LandlordOwned):
    """A picture of a unit, with the words for those who do not see it."""

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name=_("objekt"), related_name="pictures")
    image = models.ImageField(_("bild"), upload_to="units/")
    alt = models.CharField(_("beskrivning av bilden"), max_length=200)
    position = models.PositiveSmallIntegerField(_("ordning"), default=0)

    class Meta:
        verbose_name = _("bild")
        verbose_name_plural = _("bilder")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.alt
