"""What is asked of the one who is next in line (section 3 of the rules), as a closed set of kinds with parameters."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from tenants.rulesets.base import Kronor, Part, PeriodText

Verdict = Literal["pass", "fail", "review"]


class IncomeKind(StrEnum):
    """Where an income comes from (CHECK-6)."""

    PERMANENT = "permanent"
    TEMPORARY = "temporary"
    PROBATION = "probation"
    PROJECT = "project"
    OWN_BUSINESS = "own_business"
    UNEMPLOYMENT = "unemployment"
    SICKNESS = "sickness"
    PENSION = "pension"
    PREGNANCY = "pregnancy"
    DISABILITY = "disability"
    PARENTAL = "parental"
    STUDENT = "student"
    HOUSING_BENEFIT = "housing_benefit"
    CHILD_BENEFIT = "child_benefit"
    MAINTENANCE = "maintenance"
    SOCIAL_ASSISTANCE = "social_assistance"
    ESTABLISHMENT = "establishment"
    CAPITAL = "capital"


class AgeRule(Part):
    """CHECK-1: years on the day of the lease."""

    kind: Literal["age"] = "age"
    minimum: Annotated[int, Field(ge=0, le=120)]


class IncomeRule(Part):
    """CHECK-3 to 6: what must be left when the rent is paid, and which incomes count."""

    kind: Literal["income"] = "income"
    rule: Literal["normal_amount", "reserved_amount", "review"]
    counted: tuple[IncomeKind, ...]
    supporting: tuple[IncomeKind, ...] = ()
    months_ahead: Annotated[int, Field(ge=0, le=60)] = 6


class CreditRule(Part):
    """CHECK-7 to 10: debts, remarks and their age."""

    kind: Literal["credit"] = "credit"
    enforcement_debt: Verdict = "fail"
    landlord_debt: Verdict = "fail"
    recent: PeriodText | None = Field(default=None, description="a remark younger than this is recent")
    recent_remark: Verdict = "fail"
    older_remark: Verdict = "review"
    restructuring: Verdict | Literal["cheaper_if_tenant"] = "review"
    reused_for: PeriodText | None = Field(default=None, description="CHECK-10: an earlier report serves again")


class HouseholdLimit(Part):
    """How many may live in a flat of at most this size."""

    up_to_area: Annotated[float, Field(gt=0)]
    rooms: Annotated[int, Field(ge=1)] | None = None
    persons: Annotated[int, Field(ge=1)]


class HouseholdRule(Part):
    """CHECK-12: the household against the flat."""

    kind: Literal["household"] = "household"
    limits: tuple[HouseholdLimit, ...]
    area_inclusive: bool = True
    small_child_within: int = Field(default=0, description="one of the persons counts only as a child under this age")
    too_large: Literal["fail", "review"] = "fail"


class OneLeaseRule(Part):
    """CHECK-13: one housing lease with the landlord at a time."""

    kind: Literal["one_lease"] = "one_lease"


class ReferencesRule(Part):
    """CHECK-14: references from an earlier landlord; an internal check for one's own renters."""

    kind: Literal["references"] = "references"
    bad: Literal["fail", "review"] = "fail"
    none: Verdict = "pass"


class ConductRule(Part):
    """QUEUE-14, CHECK-10: how the applicant has behaved as a renter here."""

    kind: Literal["conduct"] = "conduct"
    within: PeriodText | None = None


class DeclarationRule(Part):
    """CHECK-15, 16, 18: what the renter undertakes or shows when signing."""

    kind: Literal["residence", "insurance", "identity"]
    needed: Literal["required", "recommended"] = "required"


class MovedInRule(Part):
    """CHECK-17: how long one must have lived in the present flat before moving on."""

    kind: Literal["moved_in"] = "moved_in"
    not_before: PeriodText


RequirementRules = Annotated[
    AgeRule
    | IncomeRule
    | CreditRule
    | HouseholdRule
    | OneLeaseRule
    | ReferencesRule
    | ConductRule
    | DeclarationRule
    | MovedInRule,
    Field(discriminator="kind"),
]


class NormalAmount(Part):
    """Kronor a month that a household keeps for living, housing not counted (CHECK-3)."""

    single: Kronor
    couple: Kronor
    child_0_6: Kronor
    child_7_10: Kronor
    child_11_14: Kronor
    child_15: Kronor
    source: str
    verified: bool
