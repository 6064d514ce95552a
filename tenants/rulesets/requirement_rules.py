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
    counted: tuple[IncomeKind, ...] = Field(description="CHECK-6: incomes that count")
    supporting: tuple[IncomeKind, ...] = Field(
        default=(), description="CHECK-6: incomes that count beside a counted one, never alone"
    )
    refused: tuple[IncomeKind, ...] = Field(default=(), description="CHECK-6: incomes that never count")
    months_ahead: Annotated[int, Field(ge=0, le=60)] = Field(
        default=6, description="CHECK-6: for how long an income lasts"
    )
    days_left: dict[IncomeKind, Annotated[int, Field(ge=1, le=2000)]] = Field(
        default={}, description="CHECK-6: days that must be left of an income of a kind"
    )
    none_counts: Literal["fail", "review"] = Field(
        default="review", description="CHECK-4: the answer where no income counts and none is left to judge"
    )


class CreditRule(Part):
    """CHECK-7 to 10: debts, remarks and their age."""

    kind: Literal["credit"] = "credit"
    enforcement_debt: Verdict = "fail"
    landlord_debt: Verdict = "fail"
    recent: PeriodText | None = Field(default=None, description="CHECK-7: a remark younger than this is recent")
    recent_remark: Verdict = "fail"
    older_remark: Verdict = "review"
    restructuring: Verdict | Literal["cheaper_if_tenant"] = Field(
        default="review", description="CHECK-8: cheaper_if_tenant: a present renter may move to a cheaper flat"
    )
    small_remark: Kronor | None = Field(
        default=None, description="CHECK-11: kronor up to which a security may stand in for a remark; none: any"
    )
    all_paid: Literal["as_unpaid", "references"] = Field(
        default="as_unpaid", description="CHECK-10: references: good references make up for what has been paid"
    )
    references_for: PeriodText | None = Field(
        default=None, description="CHECK-10: how far back good references must reach to make up for it; none: any do"
    )
    reused_for: PeriodText | None = Field(default=None, description="CHECK-10: an earlier report serves again")


class HouseholdLimit(Part):
    """How many may live in a flat of at most this size."""

    up_to_area: Annotated[float, Field(gt=0)]
    rooms: Annotated[int, Field(ge=1)] | None = None
    persons: Annotated[int, Field(ge=1)]
    small_children: Annotated[int, Field(ge=0)] = Field(
        default=0, description="CHECK-12: how many of the persons must be small children when the flat is full"
    )


class HouseholdRule(Part):
    """CHECK-12: the household against the flat."""

    kind: Literal["household"] = "household"
    limits: tuple[HouseholdLimit, ...]
    area_inclusive: bool = True
    small_child_under: Annotated[int, Field(ge=0, le=18)] = Field(
        default=7, description="CHECK-12: years under which a child is small"
    )
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
    within: PeriodText | None = Field(default=None, description="QUEUE-14: how far back; none: ever")
    answer: Literal["fail", "review"] = "fail"


class DeclarationRule(Part):
    """CHECK-15, 16, 18: what the renter undertakes or shows when signing."""

    kind: Literal["residence", "insurance", "identity"]
    needed: Literal["required", "recommended"] = "required"


class MovedInRule(Part):
    """CHECK-17: how a present renter may move on: when, with which debts, and that the flat is inspected first."""

    kind: Literal["moved_in"] = "moved_in"
    not_before: PeriodText
    debts: Verdict = Field(default="pass", description="CHECK-17: a debt here, moving to as large a flat or larger")
    debts_when_smaller: Verdict = Field(default="pass", description="CHECK-17: a debt here, moving to a smaller flat")
    inspection: bool = Field(default=False, description="CHECK-17: the present flat is inspected first (review)")


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
