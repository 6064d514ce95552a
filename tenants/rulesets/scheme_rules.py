"""A way of letting (sections 1 and 4 of the rules): who is asked, in what order, and for how long."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from tenants.rulesets.base import Part, PeriodText, Slug, Text, Words


class Method(StrEnum):
    """How offers go out."""

    ROUNDS = "rounds"
    FIRST_COME = "first_come"
    ONE_AT_A_TIME = "one_at_a_time"
    DIRECT_OFFER = "direct_offer"


class Ranking(StrEnum):
    """In what order those who made an interest stand (JOUR-5)."""

    POINTS = "points"
    REGISTRATION = "registration"
    INTEREST = "interest"
    LOTTERY = "lottery"


class Award(StrEnum):
    """Who among those who said yes is next in line (JOUR-13, JOUR-14)."""

    FIRST_YES = "first_yes"
    STAFF_CHOICE = "staff_choice"


class Feature(StrEnum):
    """What sets a flat apart, and what can be wished for (SCHEME-6)."""

    GROUND_FLOOR = "ground_floor"
    LIFT = "lift"
    LAKE_VIEW = "lake_view"
    SHELTERED = "sheltered"
    SUBSIDISED = "subsidised"


class SchemeRules(Part):
    """One way of letting."""

    name: Words
    queue: Slug = Field(description="JOUR-1: the queue one must stand in")
    kinds: tuple[Literal["apartment", "vehicle_space", "storage"], ...] = ("apartment",)
    method: Method = Method.ROUNDS
    ranking: Ranking = Field(default=Ranking.POINTS, description="JOUR-5")
    advertising: PeriodText | None = Field(default=None, description="JOUR-3")
    staff_set_last_day: bool = Field(default=False, description="JOUR-3: staff may set another last day")
    round_size: Annotated[int, Field(ge=1, le=500)] | None = Field(
        default=None, description="JOUR-4: none: staff choose how many"
    )
    viewing: PeriodText | None = Field(default=None, description="JOUR-7: none: no viewing")
    confirm_viewing: bool = Field(default=True, description="JOUR-9")
    answering: PeriodText = Field(description="JOUR-10")
    profile: PeriodText | None = Field(default=None, description="CHECK-2: time to file the profile after a yes")
    award: Award = Field(default=Award.FIRST_YES, description="JOUR-13, JOUR-14")
    signing: PeriodText = Field(description="JOUR-19")
    when_exhausted: Literal["readvertise", "withdraw"] = Field(default="readvertise", description="JOUR-17")
    move_in_wait: PeriodText | None = Field(
        default=None, description="SCHEME-9: how long a flat that is free may wait for the one who takes it"
    )
    no_wait_areas: tuple[Text, ...] = Field(default=(), description="SCHEME-9: areas where it does not wait")
    requirements: tuple[Slug, ...] = Field(default=(), description="the checks, in order")
    flats: tuple[Feature, ...] = Field(default=(), description="SCHEME-6: the flats that it is meant for; none: any")
    share: Annotated[int, Field(ge=1, le=100)] | None = Field(
        default=None, description="SCHEME-6: per cent of such flats that are let in this way, at most"
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.method is Method.DIRECT_OFFER:
            if self.advertising is not None or self.round_size is None:
                raise ValueError("direct_offer is not advertised, and round_size says how many are asked")
        elif self.advertising is None:
            raise ValueError(f"a scheme in {self.method.value} needs advertising")
        if self.share is not None and self.method is not Method.DIRECT_OFFER:
            raise ValueError("a share is for direct_offer")
        if self.method is Method.FIRST_COME and (self.viewing or self.ranking is not Ranking.INTEREST):
            raise ValueError('first_come has no viewing period, and ranking = "interest"')
        if self.method in (Method.FIRST_COME, Method.ONE_AT_A_TIME) and self.round_size not in (None, 1):
            raise ValueError(f"{self.method.value} asks one at a time: leave round_size out")
        if self.method is Method.ROUNDS and self.round_size is None and self.award is Award.FIRST_YES:
            raise ValueError('round_size can be left to staff only with award = "staff_choice"')
        return self
