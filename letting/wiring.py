"""What the tick moves in `letting`."""

from letting.models import Lease, Listing
from letting.services import credit_orders, leases, steps
from tenants import ticking

ticking.register(ticking.Stepper("letting.listing", Listing, steps.look_at, related=("unit", "ruleset")))
ticking.register(ticking.Stepper("letting.lease", Lease, leases.look_at, decides=False))
ticking.errands.append(credit_orders.ask_due)
