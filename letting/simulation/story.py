"""A story file: its language as a schema."""

import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from tenants.core.calendar import STOCKHOLM
from tenants.rulesets.requirement_rules import IncomeKind


class BadStory(ValueError):
    """A story that cannot be played; its text names the key and the reason.

    `kind` and `context` are the schema's own, where it was the schema that refused.
    """

    def __init__(self, text: str, *, kind: str = "", context: dict[str, Any] | None = None) -> None:
        super().__init__(text)
        self.kind, self.context = kind, context or {}


def _local(value: object) -> datetime:
    if not isinstance(value, datetime) or value.tzinfo is not None:
        raise ValueError("a local date and time without offset is wanted, 2026-05-11T09:00:00")
    return value.replace(tzinfo=STOCKHOLM)


def _day(value: object) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError("a date is wanted, 2026-05-11")
    return value


Moment = Annotated[datetime, BeforeValidator(_local)]
Day = Annotated[date, BeforeValidator(_day)]


class Part(BaseModel):
    """A part of a story: an unknown key is refused, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class HouseholdPart(Part):
    """Who lives together; children by their ages."""

    adults: Annotated[int, Field(ge=1, le=20)] = 1
    children: list[Annotated[int, Field(ge=0, le=25)]] = []


class IncomePart(Part):
    """An income in kronor a month after tax."""

    kind: Annotated[IncomeKind, Field(strict=False)]
    net: Annotated[int, Field(ge=0)]
    months_left: Annotated[int, Field(ge=0)] = 24


class DebtsPart(Part):
    """Debts in kronor."""

    enforcement: Annotated[int, Field(ge=0)] = 0
    landlord: Annotated[int, Field(ge=0)] = 0
    restructuring: bool = False


class RemarkPart(Part):
    """A payment remark."""

    on: Day
    amount: Annotated[int, Field(ge=0)]
    paid: bool = False


class LeasePart(Part):
    """A lease that the applicant has here already."""

    unit: str
    since: Day


class Applicant(Part):
    """One who looks for a home."""

    born: Day
    queues: dict[str, Day] = {}
    personal_number: bool = True
    last_login: Day | None = None
    last_renewal: Day | None = None
    areas: list[str] = []
    household: HouseholdPart = HouseholdPart()
    income: list[IncomePart] = [IncomePart(kind=IncomeKind.PERMANENT, net=30000)]
    debts: DebtsPart = DebtsPart()
    remarks: list[RemarkPart] = []
    lease: LeasePart | None = None
    co_applicant: str | None = None
    references: Literal["good", "bad", "none"] = "good"
    references_since: Day | None = None  # none: as far back as any rule asks
    profile: Literal["ready", "late"] = "ready"


class UnitPart(Part):
    """What is let."""

    kind: Literal["apartment", "vehicle_space", "storage"] = "apartment"
    rooms: Annotated[int, Field(ge=0, le=20)] = 1
    size: Annotated[float, Field(gt=0, strict=False)]
    rent: Annotated[int, Field(ge=0)]
    area: str = ""
    floor: int | None = None
    lift: bool = False
    lake_view: bool = False
    accessible: bool = False
    subsidised: bool = False


class SlotPart(Part):
    """A time at which the landlord shows the flat."""

    at: Moment
    capacity: Annotated[int, Field(ge=1)]


class ListingPart(Part):
    """A letting."""

    unit: str
    scheme: str = "ordinary"
    publish: Moment | None = None
    shown_by: Literal["tenant", "landlord"] = "tenant"
    last_day: Day | None = None
    viewing_slots: list[SlotPart] = []
    move_in: Day | None = None


class Outage(Part):
    """No timed step runs from one moment to the other; what fell due runs at the end."""

    model_config = ConfigDict(populate_by_name=True)

    begins: Moment = Field(alias="from")
    ends: Moment = Field(alias="to")


class Do(Part):
    """Somebody does something."""

    model_config = ConfigDict(extra="allow")

    at: Moment
    who: str | list[str]
    action: str

    @property
    def actors(self) -> list[str]:
        """Return who does it, one after the other."""
        return [self.who] if isinstance(self.who, str) else self.who

    @property
    def arguments(self) -> dict[str, Any]:
        """Return what the action is done with."""
        return self.model_extra or {}


class Story(Part):
    """A story, whole."""

    title: str = ""
    landlord: str
    start: Moment
    end: Moment | None = None
    auto: bool = False
    outages: list[Outage] = []
    applicants: dict[str, Applicant] = {}
    units: dict[str, UnitPart] = {}
    listings: dict[str, ListingPart] = {}
    do: list[Do] = []
    expect: list[dict[str, Any]] = []


def read_story(path: Path) -> Story:
    """Read a story file; raise BadStory with the key and the reason for a wrong one."""
    try:
        return parse_story(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadStory(str(error)) from error


def parse_story(text: str) -> Story:
    """Read a story's text; raise BadStory with the key and the reason for a wrong one."""
    try:
        return Story.model_validate(tomllib.loads(text))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        said = f"{_key(first['loc'])}: {first['msg'].removeprefix('Value error, ')}"
        raise BadStory(said, kind=first["type"], context=first.get("ctx")) from error
    except (ValueError, RecursionError) as error:  # no TOML; a number of a thousand digits, brackets without end
        raise BadStory(str(error), kind="not_toml") from error


def _key(steps: tuple[int | str, ...]) -> str:
    named = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in steps)
    return named.removeprefix(".") or "the file"
