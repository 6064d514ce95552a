"""What can be let: flats, vehicle spaces, storage."""

from django.db import models

from letting.core.facts import Home
from queues.core.wishes import Flat, area_key
from tenants.rulesets.scheme_rules import Feature
from tenants.scoping import LandlordOwned


class UnitKind(models.TextChoices):
    """What a unit is."""

    APARTMENT = "apartment", "lägenhet"
    VEHICLE_SPACE = "vehicle_space", "fordonsplats"
    STORAGE = "storage", "förråd"


class Unit(LandlordOwned):
    """A flat or space, known by the landlord's own number."""

    number = models.CharField("objektsnummer", max_length=30)
    kind = models.CharField("slag", max_length=20, choices=UnitKind, default=UnitKind.APARTMENT)
    street = models.CharField("adress", max_length=120)
    area = models.CharField("område", max_length=60, blank=True, default="")
    rooms = models.PositiveSmallIntegerField("rum", default=1)
    size = models.DecimalField("yta, m²", max_digits=6, decimal_places=1)
    rent = models.PositiveIntegerField("hyra, kr i månaden")
    floor = models.SmallIntegerField("våning", null=True, blank=True)
    built = models.PositiveSmallIntegerField("byggår", null=True, blank=True)
    lift = models.BooleanField("hiss", default=False)
    balcony = models.BooleanField("balkong", default=False)
    accessible = models.BooleanField("tillgänglig med rullstol", default=False)
    lake_view = models.BooleanField("sjöutsikt", default=False)
    sheltered = models.BooleanField("trygghetsboende", default=False)
    subsidised = models.BooleanField("subventionerad", default=False)
    description = models.TextField("beskrivning", blank=True, default="")
    latitude = models.FloatField("latitud", null=True, blank=True)
    longitude = models.FloatField("longitud", null=True, blank=True)

    class Meta:
        verbose_name = "objekt"
        verbose_name_plural = "objekt"
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

    unit = models.ForeignKey(Unit, models.CASCADE, verbose_name="objekt", related_name="pictures")
    image = models.ImageField("bild", upload_to="units/")
    alt = models.CharField("beskrivning av bilden", max_length=200)
    position = models.PositiveSmallIntegerField("ordning", default=0)

    class Meta:
        verbose_name = "bild"
        verbose_name_plural = "bilder"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.alt
