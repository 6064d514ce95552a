"""Units read in from a file of the landlord's; its own numbers decide what is the same unit. None is removed."""

from letting.core.unit_rows import SHEET
from letting.models import Unit, UnitImport
from tenants.imports.importing import Importing

UNITS = Importing(SHEET, UnitImport, Unit, said="units", told_of_each="unit.imported")
