"""What waits for staff in a demo town: a priority applied for, a complaint, something that shuts someone out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from letting.core.notice import reasons
from letting.models import Lease, Notice, UnitKind
from letting.services.complaints import file_complaint
from letting.services.home_claims import claim_home
from letting.services.notice import confirm_notice, give_notice, two_on_lease
from queues.services.priority import enter_priority
from tenants.actors import PORTAL, Actor, person_actor
from tenants.barriers import tell_of_barrier
from tenants.mandates import answer_question, ask_to_represent
from tenants.models import Extent, Mandate, Person
from tenants.my.mandate_words import consent
from tenants.rulesets import Rules
from tenants.rulesets.tenancy_rules import NoticeReason

PRIORITY = "Har ringt om sin ansökan. Underlaget är på väg med posten."
COMPLAINT = "Jag förstår inte varför jag inte fick lägenheten, fast jag hade fler köpoäng än jag trodde. Vad avgjorde?"

BARRIER = "Jag använder skärmläsare. Ritningen av lägenheten läses upp som en bild, så jag vet inte var köket ligger."
BARRIER_AT = "Sidan för en ledig lägenhet"


def let_act(given: int, agent: int, landlord: str, now: datetime) -> None:
    """Let one of the named persons be another's ombud, as both would have done it."""
    person, other = Person.objects.get(pk=given), Person.objects.get(pk=agent)
    terms: dict[str, Any] = {"extent": Extent.ACT, "may_sign": False, "ends_on": None}
    wording = consent(name=person.full_name, landlord=landlord, **terms)
    row = ask_to_represent(given, email=other.email, **terms, wording=wording, by=person_actor(given), now=now)
    if isinstance(row, Mandate):
        answer_question(row.pk, agent, accepted=True, by=person_actor(agent), now=now)


def things_that_wait(rules: Rules, named: Mapping[str, int], people: list[int], staff: Actor, now: datetime) -> None:
    """Leave what staff are to decide or answer, of each kind that the landlord knows."""
    tell_of_barrier(text=BARRIER, page=BARRIER_AT, person_id=people[1], now=now)
    if rules.priority is not None:
        ground = list(rules.priority.grounds)[-1]
        enter_priority(named["Bo"], ground, reason=PRIORITY, by=staff, now=now)
    if rules.complaints:
        complainer = people[0]
        file_complaint(complainer, subject="", text=COMPLAINT, by=person_actor(complainer), now=now)
    _notices(rules, named, people, now)


def _notices(rules: Rules, named: Mapping[str, int], people: list[int], now: datetime) -> None:
    """Let two renters give notice: one who just moves, and one for a reason that the landlord knows, if it does."""
    running = Lease.objects.filter(signed_at__isnull=False, annulled_at=None, unit__kind=UnitKind.APARTMENT)
    free = running.exclude(person__in=named.values()).filter(notice_on=None).order_by("pk")
    leases = free[:2]
    chosen = (NoticeReason.MOVE_OUT, reasons(rules.tenancy.notice)[-1])
    for lease, reason in zip(leases, chosen, strict=False):
        by = person_actor(lease.person_id)
        give_notice(lease.pk, lease.person_id, reason=reason, shows_home=True, by=by, now=now)
    _two_who_part(free.filter(notice_on=None), people[-1], now)


def _two_who_part(free: QuerySet[Lease], other: int, now: datetime) -> None:
    """Let two rent together, one of them leave and the other want to stay, where the landlord's rules know that."""
    lease = free.filter(co_renter=None).exclude(person=other).first()
    if two_on_lease(now) is None or lease is None:
        return
    Lease.objects.filter(pk=lease.pk).update(co_renter=other)
    notice = give_notice(lease.pk, other, reason=NoticeReason.MOVE_OUT, by=person_actor(other), now=now)
    if isinstance(notice, Notice):
        confirm_notice(notice.pk, accepts_reason=False, by=PORTAL, now=now)
        claim_home(notice.pk, lease.person_id, by=person_actor(lease.person_id), now=now)
