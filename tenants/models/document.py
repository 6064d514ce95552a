"""A file that somebody has shown: kept outside the web root, served as an attachment to those who may read it."""

from django.db import models

from tenants.scoping import LandlordOwned


class Document(LandlordOwned):
    """An uploaded file. `subject` names what it was shown for; the file is gone when `removed_at` is set."""

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name="person", related_name="documents")
    subject = models.CharField("visad för", max_length=60)
    file = models.FileField("fil", upload_to="documents/", blank=True)
    name = models.CharField("filnamn", max_length=120)
    content_type = models.CharField("filtyp", max_length=40)
    size = models.PositiveIntegerField("storlek, byte")
    sha256 = models.CharField("kontrollsumma", max_length=64)
    uploaded_at = models.DateTimeField("uppladdad")
    uploaded_by = models.CharField("uppladdad av", max_length=40)
    removed_at = models.DateTimeField("borttagen", null=True, blank=True)

    class Meta:
        verbose_name = "handling"
        verbose_name_plural = "handlingar"
        indexes = (
            models.Index(fields=["landlord", "person", "-uploaded_at"], name="document_by_person"),
            models.Index(fields=["landlord", "subject"], name="document_by_subject"),
        )

    def __str__(self) -> str:
        return self.name
