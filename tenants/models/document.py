"""A file that somebody has shown: kept outside the web root, served as an attachment to those who may read it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class Document(LandlordOwned):
    """An uploaded file. `subject` names what it was shown for; the file is gone when `removed_at` is set."""

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="documents")
    subject = models.CharField(_("visad för"), max_length=60)
    file = models.FileField(_("fil"), upload_to="documents/", blank=True)
    name = models.CharField(_("filnamn"), max_length=120)
    content_type = models.CharField(_("filtyp"), max_length=40)
    size = models.PositiveIntegerField(_("storlek, byte"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    uploaded_at = models.DateTimeField(_("uppladdad"))
    uploaded_by = models.CharField(_("uppladdad av"), max_length=40)
    removed_at = models.DateTimeField(_("borttagen"), null=True, blank=True)

    class Meta:
        verbose_name = _("handling")
        verbose_name_plural = _("handlingar")
        indexes = (
            models.Index(fields=["landlord", "person", "-uploaded_at"], name="document_by_person"),
            models.Index(fields=["landlord", "subject"], name="document_by_subject"),
        )

    def __str__(self) -> str:
        return self.name
