"""What `queues` does when `tenants` tells of something or asks, and what the tick moves."""

from queues.models import Companion, Registration
from queues.services import invitations
from queues.services.activity import look_at, person_was_active
from queues.services.claims import rests_on
from queues.services.queues import follow_rules
from tenants import documents, landlords, persons, ticking

landlords.on_new_rules.append(follow_rules)
persons.on_login.append(person_was_active)
documents.needed.append(rests_on)
ticking.register(ticking.Stepper("queues.registration", Registration, look_at, related=("person", "queue")))
ticking.register(ticking.Stepper("queues.companion", Companion, invitations.look_at))
