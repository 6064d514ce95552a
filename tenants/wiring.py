"""What the tick moves in `tenants`."""

from tenants import (
    barriers,
    erasing,
    events,
    exporting,
    extracts,
    letters,  # noqa: F401  (they declare their export)
    mandates,
    representing,
    ticking,
)
from tenants.models import Barrier, Erasure, Export, Extract, Mandate

ticking.register(ticking.Stepper("tenants.erasure", Erasure, erasing.look_at, related=("person",)))
ticking.register(ticking.Stepper("tenants.extract", Extract, extracts.look_at, related=("person",), decides=False))
ticking.register(ticking.Stepper("tenants.mandate", Mandate, mandates.look_at))
events.on_recorded.append(representing.tell_of_deeds)
erasing.endings.append(mandates.end_all_of)
ticking.register(ticking.Stepper("tenants.export", Export, exporting.look_at, decides=False))
ticking.register(ticking.Stepper("tenants.barrier", Barrier, barriers.look_at, decides=False))
