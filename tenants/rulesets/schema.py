"""A landlord's whole ruleset: the schema that its TOML file is read into."""

import re
from datetime import date, time
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from tenants.core.calendar import Calendar
from tenants.rulesets.base import Part, Slug, Text, Words
from tenants.rulesets.change_rules import ChangeGround, ChangeKind, ChangeReason, ChangeRules
from tenants.rulesets.contrast import contrast
from tenants.rulesets.office_rules import (
    AlertRules,
    CheckRules,
    ComplaintStep,
    ExceptedRule,
    ExceptionRules,
    PriorityRules,
)
from tenants.rulesets.queue_rules import PupilTakesOver, QueueRules
from tenants.rulesets.requirement_rules import IncomeRule, NormalAmount, RequirementRules
from tenants.rulesets.scheme_rules import SchemeRules
from tenants.rulesets.tenancy_rules import TenancyRules

LOWEST_CONTRAST = 4.5
KEY = re.compile(r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$")


class LandlordFacts(Part):
    """Who the landlord is, and how to reach it."""

    slug: Slug
    name: Text
    town: Text
    phone: Text
    email: Text
    address: Text
    website: Text


class Brand(Part):
    """The landlord's look: one colour, from which the pages make the rest."""

    colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
    dark_colour: Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]

    @model_validator(mode="after")
    def _readable(self) -> Self:
        if contrast(self.colour, "#ffffff") < LOWEST_CONTRAST:
            raise ValueError(f"colour {self.colour} is too light for white text: contrast under {LOWEST_CONTRAST}")
        if contrast(self.dark_colour, "#211d17") < LOWEST_CONTRAST:
            raise ValueError(
                f"dark_colour {self.dark_colour} is too dark on the dark page: contrast under {LOWEST_CONTRAST}"
            )
        return self


class CalendarRules(Part):
    """TIME-2, TIME-6: the landlord's own days and letting hour."""

    closed_days: tuple[date, ...] = ()
    eves_are_workdays: bool = False
    letting_hour: time = time(8)


class MessageRules(Part):
    """What the landlord adds to a message of a kind, under the portal's own words."""

    addition: Words


class Rules(Part):
    """A landlord's rules, whole."""

    format: Literal[1]
    landlord: LandlordFacts
    brand: Brand
    calendar: CalendarRules = CalendarRules()
    queues: dict[Slug, QueueRules]
    schemes: dict[Slug, SchemeRules]
    requirements: dict[Slug, RequirementRules] = {}
    checks: CheckRules = CheckRules()
    normal_amounts: dict[str, NormalAmount] = {}
    reserved_amounts: dict[str, NormalAmount] = {}
    exceptions: dict[ExceptedRule, ExceptionRules] = Field(
        default={}, description="CHECK-19, QUEUE-4, QUEUE-16: what staff may except from, with a reason"
    )
    priority: PriorityRules | None = Field(default=None, description="SCHEME-7")
    complaints: tuple[ComplaintStep, ...] = Field(default=(), description="SCHEME-10: who answers, in order")
    tenancy: TenancyRules = Field(default=TenancyRules(), description="how a lease is ended")
    alerts: AlertRules = AlertRules()
    messages: dict[Slug, MessageRules] = {}
    assumed: tuple[str, ...] = Field(default=(), description="keys whose value the landlord has not published")

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        for slug, scheme in self.schemes.items():
            if scheme.queue not in self.queues:
                raise ValueError(f"schemes.{slug}.queue names {scheme.queue!r}, which is none of the queues")
            for requirement in scheme.requirements:
                if requirement not in self.requirements:
                    raise ValueError(
                        f"schemes.{slug}.requirements names {requirement!r}, which is none of the requirements"
                    )
        for where, requirement in self.tenancy.asked():
            if requirement not in self.requirements:
                raise ValueError(f"{where} names {requirement!r}, which is none of the requirements")
        for name, rule in self.requirements.items():
            if rule.kind == "income" and rule.rule != "review" and not self.amounts_for(rule):
                raise ValueError(f"requirements.{name} needs a table of {rule.rule}s")
        for key in self.assumed:
            if not KEY.match(key) or not self._has(key):
                raise ValueError(f"assumed names {key!r}, which is no key of this file")
        return self

    def _has(self, key: str) -> bool:
        value: object = self.model_dump()
        for step in key.split("."):
            if not isinstance(value, dict) or step not in value:
                return False
            value = value[step]
        return True

    def amounts_for(self, rule: IncomeRule) -> dict[str, NormalAmount]:
        """Return the table by year that an income is held against (CHECK-3, CHECK-5)."""
        return self.reserved_amounts if rule.rule == "reserved_amount" else self.normal_amounts

    @property
    def pupil_takes_over(self) -> PupilTakesOver | None:
        """Return when a pupil may take over the lease that a parent signed; none: never (QUEUE-20)."""
        return next((one.pupil_takes_over for one in self.queues.values() if one.pupil_takes_over), None)

    def change(self, kind: ChangeKind) -> ChangeRules:
        """Return the rules for a kind of change of a lease, with the queues' own reason for a transfer (QUEUE-20)."""
        ruled, pupil = self.tenancy.change(kind), self.pupil_takes_over
        if kind is not ChangeKind.TRANSFER or pupil is None:
            return ruled
        own = ruled.grounds or {ChangeReason.OTHER: ChangeGround()}
        return ruled.model_copy(
            update={"grounds": {**own, ChangeReason.PUPIL: ChangeGround(at_least=pupil.lived_there)}}
        )

    @property
    def workdays(self) -> Calendar:
        """Return the landlord's calendar (TIME-2, TIME-6)."""
        rules = self.calendar
        return Calendar(frozenset(rules.closed_days), rules.eves_are_workdays, rules.letting_hour)
