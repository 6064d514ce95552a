"""Where facts of an applicant come from: one interface, so that a landlord can change how it checks (CHECK-20)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet

from letting.checks.present_leases import leases_column, leases_in
from letting.core.answers import Result
from letting.core.facts import Debts, Facts, Household, Income, Remark
from letting.models import Check, Debt, Security, SecurityState
from letting.models.check import PROFILE
from queues.models import Block, BlockReason
from queues.services.bonds import COLUMNS as BONDS
from queues.services.bonds import Bonds, bonds_in, with_bonds
from tenants.core.calendar import local_day
from tenants.models import Person
from tenants.rulesets.requirement_rules import IncomeKind

Told = Mapping[str, Any]
# Tells which fields of `Facts` are known from what an applicant has told, and whether her profile was approved.
Provider = Callable[[Told, bool], Told]


def by_staff(told: Told, approved: bool) -> Told:
    """Staff look things up themselves: what only they can know is a review.

    What an applicant has told counts for the household, and for her incomes as they were when her profile was filed
    and approved (CHECK-2).
    """
    known = {name: told[name] for name in ("household",) if name in told}
    return known | {"income": told["approved_income"]} if approved and "approved_income" in told else known


def given(told: Told, approved: bool) -> Told:
    """Facts that were given beforehand and are on record, all of them."""
    return {name: value for name, value in told.items() if name != "approved_income"}


# A credit service is asked by a worker, not here (`letting.checks.asking`): until it has answered it knows nothing.
PROVIDERS: Mapping[str, Provider] = {"staff": by_staff, "given": given, "credit_service": by_staff}


def read_facts(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of `Facts` from their JSON form; a missing key stays unknown."""
    known: dict[str, Any] = {}
    if "household" in data:
        known["household"] = Household(data["household"]["adults"], tuple(data["household"]["children"]))
    if "income" in data:
        known["income"] = read_incomes(data["income"])
    if "income" in data.get("approved", {}):
        known["approved_income"] = read_incomes(data["approved"]["income"])
    if "debts" in data:
        known["debts"] = Debts(**data["debts"])
    if "remarks" in data:
        known["remarks"] = tuple(Remark(date.fromisoformat(r["on"]), r["amount"], r["paid"]) for r in data["remarks"])
    if "references" in data:
        known["references"] = data["references"]
    if data.get("references_since") is not None:
        known["references_since"] = date.fromisoformat(data["references_since"])
    return known


@dataclass(frozen=True, slots=True)
class Secured:
    """Whether a person has an accepted security, or one that staff have not decided on (CHECK-11)."""

    accepted: bool = False
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A person's facts, what binds and frees her, and how she is secured."""

    facts: Facts
    bonds: Bonds
    secured: Secured


def known_of(person_id: int, *, provider: str, today: date, subject: str) -> Known:
    """Return what is known of one person on a day, for what `subject` names; see `known_of_all`."""
    people = Person.objects.filter(pk=person_id)
    return known_of_all(people, provider=provider, today=today, subject=subject)[person_id]


def read_incomes(rows: Iterable[Mapping[str, Any]]) -> tuple[Income, ...]:
    """Return incomes from their JSON form."""
    return tuple(Income(IncomeKind(row["kind"]), row["net"], row["months_left"]) for row in rows)


def facts_of(person: Person, *, provider: str, today: date) -> Facts:
    """Return the facts of one person on a day; see `known_of_all`."""
    return known_of(person.pk, provider=provider, today=today, subject="").facts


def known_of_all(people: QuerySet[Person], *, provider: str, today: date, subject: str = "") -> Mapping[int, Known]:
    """Return what is known of persons, in their order: what the provider says, and what the portal itself knows.

    That is misconduct on record (QUEUE-14), bonds, securities, leases here (CHECK-13), and what is owed for homes that
    were left (CHECK-17). One statement.
    """
    mine = {"person": OuterRef("pk")}
    approved = Check.objects.filter(offer__person=OuterRef("pk"), kind=PROFILE, result=Result.PASS)
    noted = Block.objects.filter(reason=BlockReason.MISCONDUCT, lifted_at=None, **mine)
    rows = with_bonds(people, today, subject).annotate(
        told=F("facts__data"),
        approved=Exists(approved),
        noted=ArraySubquery(noted.values("started_at")),
        unpaid=ArraySubquery(Debt.objects.filter(settled_at=None, **mine).values("amount")),
        running=leases_column(today),
        securities_now=ArraySubquery(Security.objects.filter(**mine).values("state")),
    )
    columns = ("pk", "born", "told", "approved", "noted", "unpaid", "running", "securities_now", *BONDS)
    return {row["pk"]: _known(row, provider, today) for row in rows.values(*columns)}


def _known(row: Mapping[str, Any], provider: str, today: date) -> Known:
    states = row["securities_now"]
    secured = Secured(SecurityState.ACCEPTED in states, SecurityState.OFFERED in states)
    return Known(_facts(row, provider, today), bonds_in(row), secured)


def _facts(row: Mapping[str, Any], provider: str, today: date) -> Facts:
    return Facts(
        born=row["born"],
        today=today,
        leases=leases_in(row["running"]),
        misconduct=tuple(local_day(at) for at in row["noted"]),
        owed=sum(row["unpaid"]),
        **PROVIDERS[provider](read_facts(row["told"] or {}), row["approved"]),
    )
