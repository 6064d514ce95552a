"""What a queue asks of those who stand in it (section 2 of the rules)."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from tenants.rulesets.base import Part, PeriodText, Slug, Words

PointsTakenBy = Literal["notice", "swap", "added", "separation", "death"]
Age = Annotated[int, Field(ge=0, le=120)]


class PointsResetAt(StrEnum):
    """When a new lease takes the points (QUEUE-9)."""

    AWARD = "award"
    SIGNING = "signing"
    NEVER = "never"


class Activity(Part):
    """What keeps the points, and how often (QUEUE-6, QUEUE-7)."""

    act: Literal["login", "renewal"]
    within: PeriodText


class Strikes(Part):
    """Unanswered offers until a block (QUEUE-12)."""

    count: Annotated[int, Field(ge=1, le=20)]
    blocked_for: PeriodText


class PupilTakesOver(Part):
    """When a pupil whose parent signed may take the lease over (QUEUE-20)."""

    age: Age = 18
    lived_there: PeriodText


class QueueRules(Part):
    """One queue. Points are kept per queue and person, and never transferred (QUEUE-1, QUEUE-5)."""

    name: Words
    register_age: Age = Field(description="QUEUE-2, QUEUE-3: years to register")
    apply_age: Age = Field(description="QUEUE-2: years to make an interest")
    personal_number: bool = Field(default=True, description="QUEUE-4: a Swedish personal number is needed")
    children_at_home: bool = Field(default=True, description="SCHEME-3: false where no children may live at home")
    residents_only: bool = Field(default=False, description="QUEUE-16: only those who rent here")
    excepted_lease: PeriodText | None = Field(
        default=None, description="QUEUE-16: how long a lease runs that was made by exception; none: no end"
    )
    area: Slug | None = Field(default=None, description="QUEUE-15: joined by choosing this area")
    elsewhere: str | None = Field(default=None, description="QUEUE-17: the page where this queue has its own rules")
    max_ongoing_interests: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="JOUR-2: none means no limit"
    )
    activity: Activity | None = Field(default=None, description="QUEUE-6, QUEUE-7: what keeps the points")
    reminder_days: tuple[int, ...] = Field(default=(30, 7, 1), description="QUEUE-11: days before points lapse")
    points_hidden_until_reactivated: bool = Field(
        default=False, description="QUEUE-8: from a lease until the person reactivates"
    )
    points_reset_at: PointsResetAt = Field(default=PointsResetAt.NEVER, description="QUEUE-9")
    reset_deactivates: bool = Field(default=False, description="QUEUE-9: the person must reactivate the registration")
    points_reset_by: tuple[PointsTakenBy, ...] = Field(default=(), description="QUEUE-10: what else takes the points")
    strikes: Strikes | None = Field(default=None, description="QUEUE-12: unanswered offers until a block")
    credit_block: PeriodText | None = Field(default=None, description="QUEUE-13: block after a failed credit check")
    misconduct_block: PeriodText | None = Field(default=None, description="QUEUE-14: block after misconduct")
    co_applicants: bool = Field(default=False, description="QUEUE-18: incomes are added")
    parent_signs: Literal["never", "pupil", "adult_child"] = Field(
        default="never", description="QUEUE-20, QUEUE-21: whom a parent may sign for"
    )
    pupil_takes_over: PupilTakesOver | None = Field(
        default=None, description="QUEUE-20: when the pupil may take the lease over"
    )
    consents: tuple[Literal["personal_data", "credit_check"], ...] = Field(
        default=("personal_data", "credit_check"), description="QUEUE-19: given at registration"
    )
