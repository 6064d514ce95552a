"""A file with rows that staff have uploaded: compared first, read in when they say yes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned, Timed


class ImportState(models.TextChoices):
    """How far a file has come."""

    COMPARING = "comparing", _("jämförs")
    READY = "ready", _("väntar på ditt ja")
    WRONG = "wrong", _("går inte att läsa in")
    APPLYING = "applying", _("läses in")
    DONE = "done", _("inläst")
    DISCARDED = "discarded", _("kastad")


class FileImport(Timed, LandlordOwned):
    """An uploaded file. `result` is what it would do, or what is wrong in it; the file goes when it is over.

    `fingerprint` is of the rows that it would change, as they were when compared: others' changes show.
    """

    name = models.CharField(_("filnamn"), max_length=120)
    content = models.BinaryField(_("fil"), null=True, editable=False)
    size = models.PositiveIntegerField(_("storlek, byte"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    uploaded_at = models.DateTimeField(_("uppladdad"))
    uploaded_by = models.CharField(_("uppladdad av"), max_length=40)
    confirmed_by = models.CharField(_("bekräftad av"), max_length=40, blank=True, default="")
    ended_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=ImportState, default=ImportState.COMPARING)
    result = models.JSONField(_("utfall"), default=dict)
    fingerprint = models.CharField(_("avtryck"), max_length=32, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Return the import's name in the log."""
        return f"{self._meta.label_lower}:{self.pk}"
