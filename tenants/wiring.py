"""What the tick moves in `tenants`."""

from tenants import barriers, erasing, exporting, extracts, letters, ticking  # noqa: F401  (letters declare their export)
from tenants.models import Barrier, Erasure, Export, Extract

ticking.register(ticking.Stepper("tenants.erasure", Erasure, erasing.look_at, related=("person",)))
ticking.register(ticking.Stepper("tenants.extract", Extract, extracts.look_at, related=("person",), decides=False))
ticking.register(ticking.Stepper("tenants.export", Export, exporting.look_at, decides=False))
ticking.register(ticking.Stepper("tenants.barrier", Barrier, barriers.look_at, decides=False))
