"""The organisation that lets flats, and the host names it is found at."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class Landlord(models.Model):
    """An organisation with a housing queue. Its rules are its rulesets; nothing here decides anything."""

    slug = models.SlugField(_("kortnamn"), unique=True)
    name = models.CharField(_("namn"), max_length=100)
    created_at = models.DateTimeField(_("skapad"))

    class Meta:
        verbose_name = _("hyresvärd")
        verbose_name_plural = _("hyresvärdar")

    def __str__(self) -> str:
        return self.name


class Domain(LandlordOwned):
    """A host name that shows one landlord's portal. Readable without a scope: it is what finds the scope."""

    host = models.CharField(_("värdnamn"), max_length=253, unique=True)
    is_primary = models.BooleanField(_("huvudadress"), default=True)

    objects = models.Manager()  # type: ignore[assignment, misc]  # looked up before any landlord is known

    class Meta:
        verbose_name = _("adress")
        verbose_name_plural = _("adresser")

    def __str__(self) -> str:
        return self.host
