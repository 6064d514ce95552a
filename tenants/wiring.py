"""What the tick moves in `tenants`."""

from tenants import erasing, extracts, ticking
from tenants.models import Erasure, Extract

ticking.register(ticking.Stepper("tenants.erasure", Erasure, erasing.look_at, related=("person",)))
ticking.register(ticking.Stepper("tenants.extract", Extract, extracts.look_at, related=("person",), decides=False))
