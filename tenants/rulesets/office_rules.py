"""What the letting office decides beside the queue: checks, exceptions, priority, complaints (sections 3 and 4)."""

from datetime import time
from typing import Annotated, Literal

from pydantic import Field

from tenants.rulesets.base import Part, PeriodText, Slug, Words


class CheckRules(Part):
    """CHECK-20, CHECK-11: where the facts come from, and what may stand in for a weak economy."""

    provider: Literal["staff", "given", "credit_service"] = Field(
        default="staff", description="CHECK-20: entered by staff, or asked of a credit service"
    )
    securities: tuple[Literal["guarantor", "bank_guarantee"], ...] = Field(
        default=(), description="CHECK-11: what may stand in for a weak income or a small remark"
    )
    security_needs_income: bool = Field(
        default=False, description="CHECK-11: a security never stands in for having no income at all"
    )


ExceptedRule = Literal["personal_number", "residents_only", "ranking"]


class ExceptionRules(Part):
    """CHECK-19: an exception that staff may make, always with a reason that is logged."""

    needs_two: bool = Field(default=False, description="CHECK-19: a second person confirms it before it counts")


class PriorityGround(Part):
    """SCHEME-7: one ground for priority, and what it asks."""

    name: Words
    explained: Words
    by_staff: bool = Field(default=False, description="SCHEME-7: others see to it: staff enter it, nobody applies")
    document: bool = Field(default=True, description="SCHEME-7: a document must be shown")
    least_distance_km: Annotated[int, Field(ge=1, le=2000)] | None = Field(
        default=None, description="SCHEME-7: kilometres one way from home to work, at least"
    )
    permanent_full_time: bool = Field(default=False, description="SCHEME-7: a permanent full-time post is asked for")
    resident_for: PeriodText | None = Field(default=None, description="SCHEME-7: how long one must have rented here")


class PriorityRules(Part):
    """SCHEME-7: priority: its grounds, how many offers it gives, and what it does."""

    grounds: dict[Slug, PriorityGround]
    offers: Annotated[int, Field(ge=1, le=10)] = Field(default=1, description="SCHEME-7: offers until it is used up")
    appeal: bool = Field(default=False, description="SCHEME-7: a refusal can be complained about")
    gives: Literal["first_place", "consideration"] = Field(
        default="first_place", description="SCHEME-7: the first place in line, or shown to those who choose (JOUR-5)"
    )
    needs_two: bool = Field(default=False, description="SCHEME-7: a second person confirms the decision")


class ComplaintStep(Part):
    """SCHEME-10: one instance that answers a complaint."""

    answered_by: Words
    role: Literal["officer", "manager", "director"] = Field(
        default="director", description="SCHEME-10: who writes the answer down in the portal"
    )
    within: PeriodText | None = Field(default=None, description="SCHEME-10: how soon it is answered")


class AlertRules(Part):
    """When saved searches that gather a day tell of it, and how many one person may have."""

    daily_at: time = Field(default=time(7, 30), description="local time of the mail that gathers a day")
    daily_on: Literal["workdays", "every_day"] = Field(default="workdays", description="the days on which it goes")
    most_searches: Annotated[int, Field(ge=1, le=50)] = Field(
        default=10, description="saved searches a person may have"
    )
