"""A file with units that staff have uploaded."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models import FileImport
from tenants.scoping import Timed


class UnitImport(FileImport):
    """An uploaded file of units."""

    class Meta:
        verbose_name = _("inläsning av objekt")
        verbose_name_plural = _("inläsningar av objekt")
        indexes = (
            Timed.due_index("unit_import_due"),
            models.Index(fields=["landlord", "-uploaded_at"], name="unit_import_by_time"),
        )
