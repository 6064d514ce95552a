"""What becomes of a lease once it is signed (section 5 of the rules): how it is ended."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from tenants.rulesets.base import Part, PeriodText, Words
from tenants.rulesets.change_rules import AdditionRules, ChangeKind, ChangeRules, SubletRules, SwapRules, TransferRules
from tenants.rulesets.extra_rules import ExtraRules

Months = Annotated[int, Field(ge=1, le=3)]  # a longer notice than three months is void by the tenancy code


class NoticeReason(StrEnum):
    """Why a renter gives notice (LEASE-3, LEASE-4)."""

    MOVE_OUT = "move_out"
    INTERNAL = "internal"
    LARGER = "larger"
    SMALLER = "smaller"
    CARE_HOME = "care_home"
    ESTATE = "estate"


class NoticeGround(Part):
    """A reason that makes the notice shorter, and what is asked for it."""

    months: Months
    within: PeriodText | None = Field(
        default=None, description="LEASE-3: how soon after a death it must be given, to be so short"
    )
    document: bool = Field(default=False, description="LEASE-3: a document must be shown")
    staff_decide: bool = Field(default=False, description="LEASE-4: staff decide, by how the home is let again")


class NoticeRules(Part):
    """How long a notice is, and what goes with the home (LEASE-2 to 4)."""

    months: Months = Field(default=3, description="LEASE-2, LEASE-4: months from the next turn of the month")
    grounds: dict[NoticeReason, NoticeGround] = Field(default={}, description="LEASE-3, LEASE-4: shorter notices")
    takes_parking: bool = Field(default=False, description="LEASE-2: parking spaces of the renter's end with the home")

    @model_validator(mode="after")
    def _shorter(self) -> Self:
        for reason, ground in self.grounds.items():
            if reason is NoticeReason.MOVE_OUT:
                raise ValueError("grounds.move_out is the ordinary notice: say it with months")
            if ground.months >= self.months:
                raise ValueError(f"grounds.{reason.value}.months is not shorter than months = {self.months}")
            if ground.within is not None and reason is not NoticeReason.ESTATE:
                raise ValueError(f"grounds.{reason.value}.within is for an estate only")
        return self


class TwoOnLease(Part):
    """Notice by one of two ends the whole lease, and the other may claim the home (LEASE-6, LEASE-9).

    Where a landlord does not say so both give notice, as the tenancy code has it.
    """

    months: Months = Field(default=3, description="LEASE-9: the notice of the one who leaves against the one who stays")
    signing: PeriodText = Field(description="LEASE-6: within what time the one who stays signs a lease of her own")


class EarlierMoveIn(Part):
    """The one who leaves and the next renter may agree on an earlier turn of the month (LEASE-5)."""

    months_earlier: Months = Field(default=1, description="LEASE-5: at least so many months earlier")


class HouseRule(Part):
    """One rule of how one lives in the houses."""

    text: Words = Field(description="LEASE-13: shown, and accepted with the lease")


class InspectionRules(Part):
    """How a home is looked over when its lease ends (LEASE-11). What a landlord does not say, it does not do here."""

    pre_within: PeriodText | None = Field(
        default=None, description="LEASE-11: a pre-inspection, normally so soon after the notice"
    )
    move_out: bool = Field(default=False, description="LEASE-11: the renter books a move-out inspection")
    approved_by_noon: bool = Field(
        default=False,
        description="LEASE-11: approved, not only left, by 12:00 on the first workday after the lease's last day",
    )
    damages: bool = Field(default=False, description="LEASE-11: damage and cleaning that is left are billed")
    keys: bool = Field(default=False, description="LEASE-11: keys that are not returned are billed")

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.approved_by_noon and not self.move_out:
            raise ValueError("approved_by_noon needs a move_out inspection to be approved at")
        return self


class TenancyRules(Part):
    """Section 5: the lease's life."""

    notice: NoticeRules = NoticeRules()
    two_on_lease: TwoOnLease | None = Field(
        default=None, description="LEASE-6: notice by one of two ends the whole lease, and the other may claim it"
    )
    earlier_move_in: EarlierMoveIn | None = Field(
        default=None, description="LEASE-5: an earlier turn of the month, agreed on by the renters"
    )
    inspection: InspectionRules = InspectionRules()
    sublet: SubletRules = SubletRules()
    swap: SwapRules = SwapRules()
    transfer: TransferRules = TransferRules()
    addition: AdditionRules = AdditionRules()
    extras: ExtraRules = ExtraRules()
    house_rules: tuple[HouseRule, ...] = Field(
        default=(), description="LEASE-13: shown on the page of rules, and accepted with the lease"
    )

    def change(self, kind: ChangeKind) -> ChangeRules:
        """Return the rules for one kind of change of a lease (LEASE-7 to 10)."""
        found: ChangeRules = getattr(self, kind.value)
        return found

    def asked(self) -> Iterator[tuple[str, str]]:
        """Yield the requirements that changes of a lease and extras name, each with the key that names it."""
        for kind in ChangeKind:
            yield from ((f"tenancy.{kind.value}.requirements", one) for one in self.change(kind).requirements)
        yield from (("tenancy.extras.requirements", one) for one in self.extras.requirements)
