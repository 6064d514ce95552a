"""A landlord's register: its homes with who rents them, renewed once a month from a file (NIGHT-2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models import FileImport
from tenants.scoping import LandlordOwned, Timed


class RegisterHome(LandlordOwned):
    """A home in a landlord's register, as its file has it. `words` are looked in by their beginnings."""

    street = models.CharField(_("adress"), max_length=120)
    entrance = models.CharField(_("port"), max_length=20, blank=True, default="")
    flat = models.CharField(_("lägenhet"), max_length=20)
    floor = models.CharField(_("våning"), max_length=20, blank=True, default="")
    renter = models.CharField(_("hyresgäst"), max_length=120, blank=True, default="")
    phone = models.CharField(_("telefon"), max_length=60, blank=True, default="")
    door = models.CharField(_("dörr och nycklar"), max_length=300, blank=True, default="")
    protected = models.BooleanField(_("skyddade uppgifter"), default=False)
    latitude = models.FloatField(_("latitud"), null=True, blank=True)
    longitude = models.FloatField(_("longitud"), null=True, blank=True)

    class Meta:
        verbose_name = _("bostad i registret")
        verbose_name_plural = _("bostäder i registret")
        ordering = ("street", "flat")
        constraints = (models.UniqueConstraint("landlord", "street", "flat", name="one_home_per_address_and_flat"),)

    def __str__(self) -> str:
        return f"{self.street}, {self.flat}"


class HomeWord(LandlordOwned):
    """A word by which a home is found: of its address, its flat, its renter's name, the end of the telephone number.

    Words begin in the index's own order, so that a beginning is one stretch of it (row level security lets no other
    kind of index be used for a search).
    """

    home = models.ForeignKey(RegisterHome, models.CASCADE, verbose_name=_("bostad"), related_name="words")
    word = models.CharField(_("ord"), max_length=120, db_collation="C")

    class Meta:
        verbose_name = _("sökord")
        verbose_name_plural = _("sökord")
        constraints = (models.UniqueConstraint("landlord", "word", "home", name="one_word_per_home"),)
        indexes = (models.Index(fields=["landlord", "home"], name="words_by_home"),)

    def __str__(self) -> str:
        return self.word


class RegisterImport(FileImport):
    """A file of a landlord's homes."""

    class Meta:
        verbose_name = _("inläsning av register")
        verbose_name_plural = _("inläsningar av register")
        indexes = (
            Timed.due_index("register_import_due"),
            models.Index(fields=["landlord", "-uploaded_at"], name="register_import_by_time"),
        )
