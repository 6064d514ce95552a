"""What is known of an applicant when a requirement is judged. What is not known is None, never a guess. Pure."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from tenants.rulesets.requirement_rules import IncomeKind


@dataclass(frozen=True, slots=True)
class Household:
    """Who is going to live in the flat."""

    adults: int = 1
    children: tuple[int, ...] = ()

    @property
    def persons(self) -> int:
        """Return how many they are."""
        return self.adults + len(self.children)


@dataclass(frozen=True, slots=True)
class Income:
    """One income: kronor a month after tax, and for how many months more."""

    kind: IncomeKind
    net: int
    months_left: int


@dataclass(frozen=True, slots=True)
class Debts:
    """Unsettled debts in kronor, and whether a restructuring is going on."""

    enforcement: int = 0
    landlord: int = 0
    restructuring: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A payment remark."""

    on: date
    amount: int
    paid: bool = False


@dataclass(frozen=True, slots=True)
class PresentLease:
    """A lease that the applicant has with this landlord now."""

    unit: str
    since: date
    rent: int = 0
    notice_given: bool = False
    size: float = 0.0
    inspected: bool = False
    damages: int = 0  # kronor that an inspection has found and nobody owes yet


@dataclass(frozen=True, slots=True)
class Facts:
    """An applicant on a day. `leases`, `misconduct` and `owed` the portal knows itself; the rest is given, or not.

    `owed` are kronor for damage and the like in homes that she has left, not paid (LEASE-11).

    `references_since` is the first day that good references tell of.
    """

    born: date
    today: date
    household: Household | None = None
    income: tuple[Income, ...] | None = None
    debts: Debts | None = None
    remarks: tuple[Remark, ...] | None = None
    references: Literal["good", "bad", "none"] | None = None
    references_since: date | None = None
    leases: tuple[PresentLease, ...] = field(default=())
    misconduct: tuple[date, ...] = field(default=())
    owed: int = 0

    @property
    def landlord_debt(self) -> int:
        """Return what is known to be owed to the landlord: what is given, and what the portal knows itself."""
        return (self.debts.landlord if self.debts is not None else 0) + self.owed


@dataclass(frozen=True, slots=True)
class Home:
    """The flat that it is about: m² and kronor a month."""

    rooms: int
    size: float
    rent: int


def together(one: Facts, other: Facts) -> Facts:
    """Return two who rent together as one: incomes added, debts and remarks of both, the worse reference (QUEUE-18).

    What is not known of one of them is not known of both. The household and the age are the first one's.
    """
    debts = None
    if one.debts is not None and other.debts is not None:
        debts = Debts(
            one.debts.enforcement + other.debts.enforcement,
            one.debts.landlord + other.debts.landlord,
            one.debts.restructuring or other.debts.restructuring,
        )
    return replace(
        one,
        income=None if one.income is None or other.income is None else one.income + other.income,
        debts=debts,
        remarks=None if one.remarks is None or other.remarks is None else one.remarks + other.remarks,
        references=worse(one.references, other.references),
        references_since=_shortest(one, other),
        leases=tuple(dict.fromkeys(one.leases + other.leases)),  # what both rent is one lease
        misconduct=one.misconduct + other.misconduct,
        owed=one.owed + other.owed,
    )


def signed_for(child: Facts, parent: Facts, *, child_is_checked: bool) -> Facts:
    """Return the facts of a parent who signs for a child: the household and home are the child's, the age the parent's.

    For a pupil the parent's economy alone counts (QUEUE-20), for an adult child that of both (QUEUE-21).
    """
    base = together(parent, child) if child_is_checked else parent
    return replace(base, household=child.household, leases=child.leases)


Reference = Literal["good", "bad", "none"]


def worse(one: Reference | None, other: Reference | None) -> Reference | None:
    """Return the worse of two references: bad, then not known, then good before none."""
    both = (one, other)
    if "bad" in both:
        return "bad"
    if None in both:
        return None
    return "good" if "good" in both else "none"


def _shortest(one: Facts, other: Facts) -> date | None:
    """Return the first day that the good references of both tell of; None where that of one of them is not known."""
    first_days = [each.references_since for each in (one, other) if each.references == "good"]
    known = [day for day in first_days if day is not None]
    return max(known, default=None) if len(known) == len(first_days) else None
