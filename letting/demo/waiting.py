"""What waits for staff in a demo town: a priority applied for, a complaint, something that shuts someone out."""

from collections.abc import Mapping
from datetime import datetime

from letting.services.complaints import file_complaint
from queues.services.priority import enter_priority
from tenants.actors import Actor, person_actor
from tenants.barriers import tell_of_barrier
from tenants.rulesets import Rules

PRIORITY = "Har ringt om sin ansökan. Underlaget är på väg med posten."
COMPLAINT = "Jag förstår inte varför jag inte fick lägenheten, fast jag hade fler köpoäng än jag trodde. Vad avgjorde?"

BARRIER = "Jag använder skärmläsare. Ritningen av lägenheten läses upp som en bild, så jag vet inte var köket ligger."
BARRIER_AT = "Sidan för en ledig lägenhet"


def things_that_wait(rules: Rules, named: Mapping[str, int], people: list[int], staff: Actor, now: datetime) -> None:
    """Leave what staff are to decide or answer, of each kind that the landlord knows."""
    tell_of_barrier(text=BARRIER, page=BARRIER_AT, person_id=people[1], now=now)
    if rules.priority is not None:
        ground = list(rules.priority.grounds)[-1]
        enter_priority(named["Bo"], ground, reason=PRIORITY, by=staff, now=now)
    if rules.complaints:
        complainer = people[0]
        file_complaint(complainer, subject="", text=COMPLAINT, by=person_actor(complainer), now=now)
