"""What a renter may have put into her home against an addition to the rent, and what that takes (LEASE-12)."""

from typing import Annotated

from pydantic import Field

from tenants.rulesets.base import Part, Slug, Words
from tenants.rulesets.requirement_rules import Verdict


class ExtraItem(Part):
    """Something that can be chosen, and what it adds to the rent."""

    name: Words
    rent: Annotated[int, Field(ge=0, le=5000)] = Field(description="LEASE-12: kronor a month, beside the rent")


class ExtraRules(Part):
    """What can be chosen, and what is asked of the one who rents. Staff may make an exception from all of it."""

    items: dict[Slug, ExtraItem] = Field(
        default={}, description="LEASE-12: what can be chosen; without any, nothing is"
    )
    owing: Verdict = Field(default="fail", description="LEASE-12: the answer to one who owes the landlord")
    requirements: tuple[Slug, ...] = Field(default=(), description="LEASE-12: what else the renter must meet")
