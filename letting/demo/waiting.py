"""What waits for staff in a demo town: a priority applied for, a complaint, an unanswered offer too many."""

from collections.abc import Mapping
from datetime import datetime

from letting.services.complaints import file_complaint
from queues.services.priority import enter_priority
from tenants.actors import Actor, person_actor
from tenants.rulesets import Rules

PRIORITY = "Har ringt om sin ansökan. Underlaget är på väg med posten."
COMPLAINT = "Jag förstår inte varför jag inte fick lägenheten, fast jag hade fler köpoäng än jag trodde. Vad avgjorde?"


def things_that_wait(rules: Rules, named: Mapping[str, int], people: list[int], staff: Actor, now: datetime) -> None:
    """Leave a claim for priority and a complaint to be decided, where the landlord knows them."""
    if rules.priority is not None:
        ground = list(rules.priority.grounds)[-1]
        enter_priority(named["Bo"], ground, reason=PRIORITY, by=staff, now=now)
    if rules.complaints:
        complainer = people[0]
        file_complaint(complainer, subject="", text=COMPLAINT, by=person_actor(complainer), now=now)
