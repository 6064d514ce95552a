"""What `queues` does when `tenants` tells of a new ruleset or a login, and what the tick moves."""

from queues.models import Registration
from queues.services.activity import look_at, person_was_active
from queues.services.queues import follow_rules, queues_still_needed
from tenants import landlords, persons, publishing_rules, ticking

landlords.on_new_rules.append(follow_rules)
publishing_rules.objections.append(queues_still_needed)
persons.on_login.append(person_was_active)
ticking.register(ticking.Stepper("queues.registration", Registration, look_at, related=("person", "queue")))
