"""Where facts of an applicant come from: one interface, so that a landlord can change how it checks (CHECK-20)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from letting.core.facts import Debts, Facts, Household, Income, PresentLease, Remark
from letting.models import ApplicantFacts, Lease
from tenants.models import Person
from tenants.rulesets.requirement_rules import IncomeKind


class Provider(Protocol):
    """Tells what is known of a person. What it does not know it leaves out, and staff decide."""

    def known(self, person: Person) -> Mapping[str, Any]:
        """Return fields of `Facts` that are known."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Staff look things up themselves: the portal knows nothing beforehand, so every such requirement is a review."""

    def known(self, person: Person) -> Mapping[str, Any]:
        """Know nothing."""
        return {}


@dataclass(frozen=True, slots=True)
class Given:
    """Facts that were given beforehand and are on record."""

    def known(self, person: Person) -> Mapping[str, Any]:
        """Read the facts on record."""
        row = ApplicantFacts.objects.filter(person=person).first()
        return read_facts(row.data) if row else {}


PROVIDERS: Mapping[str, Provider] = {"staff": Staff(), "given": Given()}


def read_facts(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of `Facts` from their JSON form; a missing key stays unknown."""
    known: dict[str, Any] = {}
    if "household" in data:
        known["household"] = Household(data["household"]["adults"], tuple(data["household"]["children"]))
    if "income" in data:
        known["income"] = tuple(Income(IncomeKind(i["kind"]), i["net"], i["months_left"]) for i in data["income"])
    if "debts" in data:
        known["debts"] = Debts(**data["debts"])
    if "remarks" in data:
        known["remarks"] = tuple(Remark(date.fromisoformat(r["on"]), r["amount"], r["paid"]) for r in data["remarks"])
    if "references" in data:
        known["references"] = data["references"]
    return known


def facts_of(person: Person, *, provider: str, today: date, leases: bool = True) -> Facts:
    """Return what is known of a person on a day: what the provider says, and the portal's own leases (CHECK-13).

    Without `leases` they are not read: for questions that do not turn on them.
    """
    known = PROVIDERS[provider].known(person)
    running = running_leases([person.pk], today)[person.pk] if leases else ()
    return Facts(born=person.born, today=today, leases=running, **known)


def running_leases(people: Iterable[int], today: date) -> dict[int, tuple[PresentLease, ...]]:
    """Return each one's leases of flats here that run on a day; none for those who have none. One statement."""
    found: dict[int, tuple[PresentLease, ...]] = defaultdict(tuple)
    signed = Lease.objects.filter(person__in=people, signed_at__isnull=False, unit__kind="apartment")
    for lease in signed.select_related("unit").defer("pdf", "terms"):
        if lease.ends_on is None or lease.ends_on >= today:
            notice_given = lease.notice_on is not None
            present = PresentLease(lease.unit.number, lease.starts_on, lease.rent, notice_given=notice_given)
            found[lease.person_id] = (*found[lease.person_id], present)
    return found
