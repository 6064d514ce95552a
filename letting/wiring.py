"""What the tick moves in `letting`, and what `queues` asks it."""

from letting.models import Lease, Listing
from letting.services import leases, steps
from letting.services.renting import rented_since
from queues.services import priority
from tenants import ticking

ticking.register(ticking.Stepper("letting.listing", Listing, steps.look_at, related=("unit", "ruleset")))
ticking.register(ticking.Stepper("letting.lease", Lease, leases.look_at, decides=False))

priority.rented_since.append(rented_since)
