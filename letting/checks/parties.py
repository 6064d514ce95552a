"""Who an interest stands for: the applicant, and who rents with her or signs for her (QUEUE-18, 20, 21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from letting.checks.providers import Known, Secured, known_of_all
from letting.core.facts import Facts, signed_for, together
from queues.models import Companion, CompanionRole, CompanionState
from tenants.models import Person

CO_APPLICANT, PARENT = CompanionRole.CO_APPLICANT, CompanionRole.PARENT


@dataclass(frozen=True, slots=True)
class Party:
    """An applicant, and who stands with her."""

    person: Person
    co_applicant: Person | None = None
    parent: Person | None = None

    @property
    def signer(self) -> Person:
        """Return who signs the lease."""
        return self.parent or self.person


@dataclass(frozen=True, slots=True)
class PartyKnown:
    """What is known of a party as of one, how the applicant is secured, and who is checked."""

    facts: Facts
    secured: Secured
    people: tuple[int, ...]


def standing_with(person_id: int, made_at: datetime) -> QuerySet[Companion]:
    """Return who counts beside a person: a co-applicant who said yes before the interest was made (QUEUE-18), and a
    parent whom staff have approved (QUEUE-20, QUEUE-21).
    """
    in_time = Q(role=CO_APPLICANT, answered_at__lte=made_at) | Q(role=PARENT, approved_at__isnull=False)
    return Companion.objects.filter(in_time, person=person_id, state=CompanionState.ACCEPTED)


def party_of(person: Person, *, made_at: datetime) -> Party:
    """Return a person with those who stand with her. One statement."""
    found = {row.role: row.other for row in standing_with(person.pk, made_at).select_related("other")}
    return Party(person, found.get(CO_APPLICANT), found.get(PARENT))


def known_of_party(
    person_id: int, *, made_at: datetime, provider: str, today: date, child_is_checked: bool
) -> PartyKnown:
    """Return what is known of a party as of one: two incomes are added (QUEUE-18), a parent stands for a child.

    For a pupil the parent's economy alone counts (QUEUE-20); for an adult child that of both (QUEUE-21). Two
    statements, one where she stands alone.
    """
    companions = standing_with(person_id, made_at)
    people = Person.objects.filter(Q(pk=person_id) | Q(pk__in=companions.values("other")))
    known = known_of_all(people, provider=provider, today=today)
    alone = known[person_id]
    if len(known) == 1:
        return PartyKnown(alone.facts, alone.secured, (person_id,))
    roles = dict(companions.values_list("role", "other"))
    facts = _as_one(known, person_id, roles, child_is_checked=child_is_checked)
    return PartyKnown(facts, alone.secured, _checked(person_id, roles, child_is_checked=child_is_checked))


def checked_of(person_id: int, *, made_at: datetime, child_is_checked: bool) -> tuple[int, ...]:
    """Return whose economy is checked for a person's interest. One statement."""
    roles = dict(standing_with(person_id, made_at).values_list("role", "other"))
    return _checked(person_id, roles, child_is_checked=child_is_checked)


def _checked(person_id: int, roles: Mapping[str, int | None], *, child_is_checked: bool) -> tuple[int, ...]:
    """For a pupil the parent alone: nobody is asked about a child (QUEUE-20)."""
    parent = roles.get(PARENT)
    if parent is not None and not child_is_checked:
        return (parent,)
    return (person_id, *(other for other in roles.values() if other is not None))


def _as_one(
    known: Mapping[int, Known], person_id: int, roles: Mapping[str, int | None], *, child_is_checked: bool
) -> Facts:
    facts = known[person_id].facts
    if (other := roles.get(CO_APPLICANT)) is not None:
        facts = together(facts, known[other].facts)
    if (parent := roles.get(PARENT)) is None:
        return facts
    return signed_for(facts, known[parent].facts, child_is_checked=child_is_checked)
