"""What the tick moves in `tenants`."""

from tenants import exporting, letters, ticking  # noqa: F401  (letters declare their export)
from tenants.models import Export

ticking.register(ticking.Stepper("tenants.export", Export, exporting.look_at, decides=False))
