"""What is known of an applicant when a requirement is judged. What is not known is None, never a guess. Pure."""

from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Facts:
    """An applicant on a day. `leases` is the portal's own knowledge; the rest is given, or not known."""

    born: date
    today: date
    household: Household | None = None
    income: tuple[Income, ...] | None = None
    debts: Debts | None = None
    remarks: tuple[Remark, ...] | None = None
    references: Literal["good", "bad", "none"] | None = None
    leases: tuple[PresentLease, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Home:
    """The flat that it is about: m² and kronor a month."""

    rooms: int
    size: float
    rent: int
