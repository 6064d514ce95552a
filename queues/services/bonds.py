"""What binds or frees a person when she asks for something: blocks, exceptions, a parent who signs.

They are columns beside a person, so that whoever reads her reads them in the same statement.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from queues.models import Block, Companion, CompanionRole, CompanionState, Exemption
from tenants.models import Person


@dataclass(frozen=True, slots=True)
class Bonds:
    """As of a day: the first day free of a block, the rules she is excepted from, whether a parent signs for her."""

    blocked_until: date | None = None
    exempted: frozenset[str] = frozenset()
    parent_signs: bool = False


COLUMNS = ("blocked_until", "exempted", "parent_signs")


def with_bonds(people: QuerySet[Person], today: date, subject: str) -> QuerySet[Any]:
    """Return persons with what binds and frees them on a day, for what `subject` names, beside them."""
    mine = {"person": OuterRef("pk")}
    blocks = Block.objects.filter(Block.running_on(today), until__isnull=False, **mine).order_by("-until")
    exemptions = Exemption.objects.filter(Exemption.counts, subject__in=("", subject), **mine)
    parents = Companion.objects.filter(
        role=CompanionRole.PARENT, state=CompanionState.ACCEPTED, approved_at__isnull=False, **mine
    )
    return people.annotate(
        blocked_until=Subquery(blocks.values("until")[:1]),
        exempted=ArraySubquery(exemptions.values("rule")),
        parent_signs=Exists(parents),
    )


def bonds_in(row: Mapping[str, Any]) -> Bonds:
    """Return the bonds that a row of those columns has."""
    return Bonds(row["blocked_until"], frozenset(row["exempted"]), row["parent_signs"])


def bonds_of(person_id: int, today: date, subject: str) -> Bonds:
    """Return what binds and frees a person on a day, for what `subject` names. One statement."""
    rows = with_bonds(Person.objects.filter(pk=person_id), today, subject)
    return bonds_in(rows.values(*COLUMNS).get())
