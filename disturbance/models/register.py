"""A landlord's register: its homes with who rents them, renewed once a month from a file (NIGHT-2)."""

from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Right
from django.utils.translation import gettext_lazy as _

from tenants.models import FileImport
from tenants.scoping import LandlordOwned, Timed

_DIGITS = Func("phone", Value("[^0-9]+"), Value(""), Value("g"), function="regexp_replace")
_NAMED = Func("street", "entrance", "flat", "renter", template="lower(%(expressions)s)", arg_joiner=" || ' ' || ")
_WORDS = Func(_NAMED, Value("[^[:alnum:]]+"), Value(" "), Value("g"), function="regexp_replace")
_SOUGHT = Func(Value(" "), _WORDS, Value(" "), _DIGITS, Value(" "), Right(_DIGITS, 4), template="%(expressions)s",
               arg_joiner=" || ", output_field=models.TextField())  # fmt: skip


class RegisterHome(LandlordOwned):
    """A home in a landlord's register, as its file has it.

    `sought` is what is looked in while one types: every word after a blank, and the telephone number's last four
    digits. It is read through as it stands: row level security lets no index of words be used.
    """

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
    sought = models.GeneratedField(
        expression=_SOUGHT, output_field=models.TextField(_("sökord"), db_collation="C"), db_persist=True
    )

    class Meta:
        verbose_name = _("bostad i registret")
        verbose_name_plural = _("bostäder i registret")
        ordering = ("street", "flat")
        constraints = (models.UniqueConstraint("landlord", "street", "flat", name="one_home_per_address_and_flat"),)

    def __str__(self) -> str:
        return f"{self.street}, {self.flat}"


class RegisterImport(FileImport):
    """A file of a landlord's homes."""

    class Meta:
        verbose_name = _("inläsning av register")
        verbose_name_plural = _("inläsningar av register")
        indexes = (
            Timed.due_index("register_import_due"),
            models.Index(fields=["landlord", "-uploaded_at"], name="register_import_by_time"),
        )
