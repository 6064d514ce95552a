"""Unanswered offers are counted, and make a block when they are too many (QUEUE-12)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet

from letting.core.states import OfferState
from letting.models import Listing, Offer
from letting.services.ledger import Ledger
from letting.services.loading import rules_of, scheme_of
from queues.core.blocks import strikes_out
from queues.models import Block, BlockReason
from queues.services.blocks import start_blocks
from tenants.actors import PORTAL
from tenants.models import Person


def unanswered(person_ids: Iterable[int]) -> QuerySet[Offer]:
    """Return the offers that each has left unanswered since she was last blocked for it."""
    blocked_since = Block.objects.filter(
        person=OuterRef("person"), reason=BlockReason.NO_ANSWERS, started_at__gte=OuterRef("ended_at")
    )
    return Offer.objects.filter(person__in=person_ids, state=OfferState.EXPIRED).filter(~Exists(blocked_since))


def strikes_of(person_ids: Iterable[int]) -> Mapping[int, int]:
    """Return how many offers each has left unanswered since she was last blocked for it. One statement."""
    rows = unanswered(person_ids).values("person").annotate(n=Count("pk"))
    return Counter(dict(rows.values_list("person", "n")))


def lock_persons(person_ids: Iterable[int]) -> None:
    """Lock those whose unanswered offers are counted."""
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=person_ids).order_by("pk")
    list(rows.values_list("pk"))


def strike_out(listing: Listing, expired: list[int], *, ledger: Ledger, now: datetime) -> None:
    """Block those whose unanswered offer, just expired in this listing, was one too many.

    The first block of a row of strikes starts on the day the last was established; ongoing interests go on. Persons
    are locked, by id: two listings that expire at once count one after the other, and make one block.
    """
    rules = rules_of(listing).queues[scheme_of(listing).queue].strikes
    if rules is None or not expired:
        return
    lock_persons(expired)
    counted = strikes_of(expired)
    out = [person for person in expired if strikes_out(counted[person] - 1, 1, rules)]
    if out:
        ledger.write(by=PORTAL, now=now)  # what led here stands before it in the log
        start_blocks(out, BlockReason.NO_ANSWERS, rules.blocked_for, by=PORTAL, now=now)
