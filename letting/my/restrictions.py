"""What holds someone back: a block with its end, and strikes on the way to one (QUEUE-12 to 14)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from letting.services.strikes import strikes_of
from queues.models import Block, BlockReason
from tenants import words
from tenants.rulesets import Rules

WHY = {
    BlockReason.NO_ANSWERS: lambda: gettext("Flera erbjudanden har gått ut utan svar."),
    BlockReason.CREDIT_FAILED: lambda: gettext("Kreditkontrollen inför ett avtal var inte godkänd."),
    BlockReason.MISCONDUCT: lambda: gettext("Ett hyresförhållande hos oss har misskötts."),
}


@dataclass(frozen=True, slots=True)
class Restrictions:
    """A block in words, or how many unanswered offers there are of how many allowed."""

    blocked: str = ""
    why: str = ""
    dots: tuple[bool, ...] = ()
    strikes: str = ""
    explained: str = ""


def restrictions_of(person_id: int, rules: Rules, today: date) -> Restrictions:
    """Return what holds a person back today. Two statements at most; none where the rules know neither."""
    limits = [queue.strikes for queue in rules.queues.values() if queue.strikes is not None]
    block = (
        Block.objects.filter(Block.running_on(today), person=person_id, until__isnull=False).order_by("-until").first()
    )
    if block is not None and block.until is not None:
        until = words.day(block.until, year=True)
        said = gettext("Du kan anmäla intresse igen från %(day)s. Det du redan har anmält fortsätter.")
        return Restrictions(blocked=said % {"day": until}, why=WHY[BlockReason(block.reason)]())
    if not limits:
        return Restrictions()
    limit = min(limits, key=lambda one: one.count)
    count = strikes_of([person_id]).get(person_id, 0)
    if count == 0:
        return Restrictions()
    explained = ngettext(
        "Vid %(n)s EJ SVAR kan du inte anmäla intresse på %(period)s. Ett nej räknas aldrig.",
        "Vid %(n)s EJ SVAR kan du inte anmäla intresse på %(period)s. Ett nej räknas aldrig.",
        limit.count,
    ) % {"n": limit.count, "period": words.period(limit.blocked_for)}
    return Restrictions(
        dots=tuple(place < count for place in range(limit.count)),
        strikes=gettext("%(count)s av %(limit)s EJ SVAR") % {"count": count, "limit": limit.count},
        explained=explained,
    )
