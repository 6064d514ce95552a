"""What `queues` does when `tenants` tells of something or asks, and what the tick moves."""

from queues.models import Companion, Registration
from queues.services import erasing as ending
from queues.services import invitations
from queues.services.activity import look_at, person_was_active
from queues.services.claims import rests_on
from queues.services.queues import follow_rules, queues_still_needed
from tenants import documents, erasing, landlords, persons, publishing_rules, ticking

landlords.on_new_rules.append(follow_rules)
publishing_rules.objections.append(queues_still_needed)
persons.on_login.append(person_was_active)
documents.needed.append(rests_on)
erasing.objections.append(ending.in_the_way)
erasing.endings.append(ending.end_standing)
ticking.register(ticking.Stepper("queues.registration", Registration, look_at, related=("person", "queue")))
ticking.register(ticking.Stepper("queues.companion", Companion, invitations.look_at))
