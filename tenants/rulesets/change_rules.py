"""How a lease may be changed while it runs: sublet, swapped, transferred, added to (LEASE-7 to 10).

What a landlord does not state follows the tenancy code: the defaults here are the code's, and staff decide.
"""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from tenants.core.calendar import Period
from tenants.rulesets.base import Part, PeriodText, Slug, Words

Percent = Annotated[int, Field(ge=0, le=15)]  # more would be unlawful (§ 55)
MonthsAhead = Annotated[int, Field(ge=0, le=6)]


class ChangeKind(StrEnum):
    """What is applied for."""

    SUBLET = "sublet"
    SWAP = "swap"
    TRANSFER = "transfer"
    ADDITION = "addition"


class ChangeReason(StrEnum):
    """Why. `other` is told in own words, and so is everything where the landlord has no list of reasons.

    `pupil` is no reason that a landlord lists: it counts where a queue lets pupils take over (QUEUE-20).
    """

    WORK_STUDY = "work_study"
    TRIAL = "trial"
    ABROAD = "abroad"
    AGE_ILLNESS = "age_illness"
    FAMILY = "family"
    ECONOMY = "economy"
    SEPARATION = "separation"
    DEATH_KIN = "death_kin"
    DEATH = "death"
    PUPIL = "pupil"
    SPOUSE = "spouse"
    COHABITANT = "cohabitant"
    OTHER = "other"


REASONS: dict[ChangeKind, frozenset[ChangeReason]] = {
    ChangeKind.SUBLET: frozenset(
        {ChangeReason.WORK_STUDY, ChangeReason.TRIAL, ChangeReason.ABROAD, ChangeReason.AGE_ILLNESS, ChangeReason.OTHER}
    ),
    ChangeKind.SWAP: frozenset(
        {ChangeReason.FAMILY, ChangeReason.ECONOMY, ChangeReason.WORK_STUDY, ChangeReason.OTHER}
    ),
    ChangeKind.TRANSFER: frozenset(
        {ChangeReason.SEPARATION, ChangeReason.DEATH_KIN, ChangeReason.DEATH, ChangeReason.OTHER}
    ),
    ChangeKind.ADDITION: frozenset({ChangeReason.SPOUSE, ChangeReason.COHABITANT, ChangeReason.OTHER}),
}
AFTER_DEATH = frozenset({ChangeReason.DEATH_KIN, ChangeReason.DEATH})


class ChangeGround(Part):
    """A reason, the document that must be shown with it, and how long something must have lasted.

    `at_least` is how long a sublet lasts at the least, or how long the other has been registered at the address.
    `shorter` says whether less than that is a no, or for staff to judge.
    """

    document: Words | None = Field(default=None, description="what must be shown with the reason")
    at_least: PeriodText | None = None
    shorter: Literal["fail", "review"] = "fail"


class ChangeRules(Part):
    """What the four kinds have in common: the reasons that count, what the other person must meet, from when it holds.

    `ahead` is how many whole calendar months lie between the complete application and the turn of the month.
    """

    grounds: dict[ChangeReason, ChangeGround] = Field(default={}, description="the reasons that count")
    requirements: tuple[Slug, ...] = Field(default=(), description="what the other person must meet")
    ahead: MonthsAhead = 0

    def _only(self, kind: ChangeKind) -> None:
        for reason in self.grounds:
            if reason not in REASONS[kind]:
                raise ValueError(f"grounds.{reason.value} is no reason for a {kind.value}")


class SubletRules(ChangeRules):
    """LEASE-7: letting one's home to another for a time."""

    contract: bool = Field(default=False, description="LEASE-7: the contract with the subtenant is shown")
    usual: PeriodText | None = Field(default=None, description="LEASE-7: what is normally granted")
    longest: PeriodText | None = Field(default=None, description="LEASE-7: the longest that is granted")
    above_rent: Percent = Field(default=15, description="LEASE-7: per cent above one's own rent, at most")

    @model_validator(mode="after")
    def _sublet(self) -> Self:
        self._only(ChangeKind.SUBLET)
        return self


class SwapRules(ChangeRules):
    """LEASE-8: a direct swap of homes."""

    residence: PeriodText = Field(default=Period.parse("12 months"), description="LEASE-8: lived there so long")
    inspected: bool = Field(default=False, description="LEASE-8: the homes are inspected first")

    @model_validator(mode="after")
    def _swap(self) -> Self:
        self._only(ChangeKind.SWAP)
        return self


class TransferRules(ChangeRules):
    """LEASE-9: the lease goes over to another who lives there."""

    @model_validator(mode="after")
    def _transfer(self) -> Self:
        self._only(ChangeKind.TRANSFER)
        return self


class AdditionRules(ChangeRules):
    """LEASE-10: another is added to the lease."""

    @model_validator(mode="after")
    def _addition(self) -> Self:
        self._only(ChangeKind.ADDITION)
        return self
