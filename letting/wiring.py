"""What the tick moves in `letting`, and what it tells `queues` of: the areas that its homes are in."""

from letting.models import Lease, Listing
from letting.services import leases, steps
from letting.services.areas import areas_with_homes
from queues.services import wishes
from tenants import ticking

ticking.register(ticking.Stepper("letting.listing", Listing, steps.look_at, related=("unit", "ruleset")))
ticking.register(ticking.Stepper("letting.lease", Lease, leases.look_at, decides=False))
wishes.area_sources.append(areas_with_homes)
