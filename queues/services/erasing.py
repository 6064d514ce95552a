"""What `queues` ends when a person is erased, and what stands in the way."""

from datetime import date, datetime

from django.db.models import Q

from queues.models import Block, Companion, CompanionState, PriorityClaim, Registration
from queues.services.claims import LIVE
from queues.services.companions import end_companionship
from queues.services.priority import withdraw_claim
from tenants.actors import Actor
from tenants.models import Person


def in_the_way(person: Person, today: date) -> tuple[str, ...]:
    """Say whether a block runs: who is erased would be free of it (`blocked`)."""
    blocks = Block.objects.filter(Block.running_on(today), person=person, until__isnull=False)
    return ("blocked",) if blocks.exists() else ()


def end_standing(person: Person, by: Actor, now: datetime) -> None:
    """Part her from those she stands with, take back her claims, and lay her places to rest."""
    together = Companion.objects.filter(
        Q(person=person) | Q(other=person), state__in=(CompanionState.INVITED, CompanionState.ACCEPTED)
    )
    for pk in together.order_by("pk").values_list("pk", flat=True):
        end_companionship(pk, person.pk, by=by, now=now)
    for pk in PriorityClaim.objects.filter(person=person, state__in=LIVE).order_by("pk").values_list("pk", flat=True):
        withdraw_claim(pk, by=by, now=now)
    Registration.objects.filter(person=person).update(deactivated_at=now, look_again_at=None)
