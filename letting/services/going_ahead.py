"""Who goes before the ranking: excepted by staff (CHECK-19), or with a granted priority (SCHEME-7)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from letting.core.states import InterestState
from letting.models import Interest, Listing
from letting.services.ledger import Ledger
from letting.services.loading import EXCEPTED, PRIORITY, RANKING, rules_of
from queues.models import Exemption, PriorityClaim, PriorityState
from queues.services.priority import live_priorities, use_priority
from tenants.actors import PORTAL
from tenants.rulesets import Rules


def priority_holders(people: Iterable[int], rules: Rules) -> set[int]:
    """Return those of some persons whose granted priority gives them an offer of their own (SCHEME-7)."""
    if rules.priority is None or rules.priority.gives != "first_place":
        return set()
    return set(live_priorities(people))


def spend_priorities(listing: Listing, interests: Iterable[int], *, ledger: Ledger, now: datetime) -> None:
    """Count an offer against the priority that brought it (SCHEME-7). Nothing for landlords without."""
    rules = rules_of(listing)
    if rules.priority is None or rules.priority.gives != "first_place":
        return
    people = Interest.objects.filter(pk__in=interests).values_list("person", flat=True)
    claims = live_priorities(people)
    if claims:
        ledger.write(by=PORTAL, now=now)  # what led here stands before it in the log
    for claim in claims.values():
        use_priority(claim, subject=listing.subject, by=PORTAL, now=now)


def ahead_of(listing: Listing) -> Mapping[int, int]:
    """Return the interests of an advert that go before its ranking, with the kind of their reason. Two statements."""
    waiting = Interest.objects.filter(listing=listing, cycle=listing.cycle, state=InterestState.ONGOING, round=None)
    rules = rules_of(listing)
    ahead: dict[int, int] = {}
    if rules.priority is not None and rules.priority.gives == "first_place":
        granted = PriorityClaim.objects.filter(state=PriorityState.GRANTED, offers_left__gt=0)
        for pk in waiting.filter(person__in=granted.values("person")).values_list("pk", flat=True):
            ahead[pk] = PRIORITY
    if RANKING in rules.exceptions:
        excepted = Exemption.objects.filter(Exemption.counts, rule=RANKING, subject=listing.subject)
        for pk in waiting.filter(person__in=excepted.values("person")).values_list("pk", flat=True):
            ahead[pk] = EXCEPTED
    if ahead:
        for kind in set(ahead.values()):
            waiting.filter(pk__in=[pk for pk, why in ahead.items() if why == kind]).update(ahead=kind)
    return ahead
