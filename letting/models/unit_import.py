"""A file with units that staff have uploaded: compared first, read in when they say yes."""

from django.db import models

from tenants.scoping import LandlordOwned, Timed


class ImportState(models.TextChoices):
    """How far a file has come."""

    COMPARING = "comparing", "jämförs"
    READY = "ready", "väntar på ditt ja"
    WRONG = "wrong", "går inte att läsa in"
    APPLYING = "applying", "läses in"
    DONE = "done", "inläst"
    DISCARDED = "discarded", "kastad"


class UnitImport(Timed, LandlordOwned):
    """An uploaded file of units. `result` is what it would do, or what is wrong in it; the file goes when it is over.

    `fingerprint` is of the units that it would change, as they were when compared: others' changes show.
    """

    name = models.CharField("filnamn", max_length=120)
    content = models.BinaryField("fil", null=True, editable=False)
    size = models.PositiveIntegerField("storlek, byte")
    sha256 = models.CharField("kontrollsumma", max_length=64)
    uploaded_at = models.DateTimeField("uppladdad")
    uploaded_by = models.CharField("uppladdad av", max_length=40)
    confirmed_by = models.CharField("bekräftad av", max_length=40, blank=True, default="")
    ended_at = models.DateTimeField("avslutad", null=True, blank=True)
    state = models.CharField("läge", max_length=10, choices=ImportState, default=ImportState.COMPARING)
    result = models.JSONField("utfall", default=dict)
    fingerprint = models.CharField("avtryck", max_length=32, blank=True, default="")

    class Meta:
        verbose_name = "inläsning av objekt"
        verbose_name_plural = "inläsningar av objekt"
        indexes = (
            Timed.due_index("unit_import_due"),
            models.Index(fields=["landlord", "-uploaded_at"], name="unit_import_by_time"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> str:
        """Return the import's name in the log."""
        return f"letting.unitimport:{self.pk}"
