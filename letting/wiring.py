"""What the tick moves in `letting`, and what it tells and hears of `queues` and `tenants`."""

from letting.models import AlertRound, Announcement, HomeClaim, Inspection, Lease, LeaseChange, Listing, UnitImport
from letting.services import (
    alerts,
    change_effects,
    change_ledger,
    credit_orders,
    home_claims,
    inspections,
    leases,
    leaving,
    lifting,
    notice_papers,
    securities,
    steps,
    unit_imports,
)
from letting.services import erasing as ending
from letting.services.areas import areas_with_homes
from letting.services.renting import rented_since
from queues.services import companions, priority, wishes
from tenants import documents, erasing, outbox, ticking

ticking.register(ticking.Stepper("letting.listing", Listing, steps.look_at, related=("unit", "ruleset")))
ticking.register(ticking.Stepper("letting.lease", Lease, leases.look_at, decides=False))
ticking.register(ticking.Stepper("letting.homeclaim", HomeClaim, home_claims.look_at))
along = ("lease__unit", "slot__caretaker", "notice")
ticking.register(ticking.Stepper("letting.inspection", Inspection, inspections.look_at, related=along))
ticking.register(ticking.Stepper("letting.leasechange", LeaseChange, change_effects.look_at))
ticking.register(ticking.Stepper("letting.announcement", Announcement, alerts.look_at_announcement, decides=False))
ticking.register(ticking.Stepper("letting.alertround", AlertRound, alerts.look_at_round, decides=False))
outbox.ways_out["homes_found"] = leaving.way_out
erasing.objections.append(ending.in_the_way)
erasing.endings.append(ending.end_interests)
ticking.register(ticking.Stepper("letting.unitimport", UnitImport, unit_imports.UNITS.look_at, decides=False))
ticking.errands.append(credit_orders.ask_due)
wishes.area_sources.append(areas_with_homes)
companions.on_accepted.append(securities.guarantor_said_yes)
companions.on_ended.append(securities.guarantor_left)
securities.on_accepted.append(lifting.lift_checks)
documents.needed.append(securities.rests_on)
documents.needed.append(notice_papers.rests_on)
documents.needed.append(change_ledger.rests_on)
priority.rented_since.append(rented_since)
