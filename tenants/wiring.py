"""What the tick moves in `tenants`."""

from tenants import extracts, ticking
from tenants.models import Extract

ticking.register(ticking.Stepper("tenants.extract", Extract, extracts.look_at, related=("person",), decides=False))
