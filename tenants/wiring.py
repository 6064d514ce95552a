"""What the tick moves in `tenants`."""

from tenants import erasing, events, exporting, extracts, letters, mandates, representing, ticking  # noqa: F401  (letters declare their export)
from tenants.models import Erasure, Export, Extract, Mandate

ticking.register(ticking.Stepper("tenants.erasure", Erasure, erasing.look_at, related=("person",)))
ticking.register(ticking.Stepper("tenants.extract", Extract, extracts.look_at, related=("person",), decides=False))
ticking.register(ticking.Stepper("tenants.mandate", Mandate, mandates.look_at))
events.on_recorded.append(representing.tell_of_deeds)
erasing.endings.append(mandates.end_all_of)
ticking.register(ticking.Stepper("tenants.export", Export, exporting.look_at, decides=False))
