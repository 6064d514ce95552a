"""A story file: its language as a schema, and the checks that a schema cannot say."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from letting.simulation.actions import ACTIONS, ARGUMENTS, LATER
from tenants.core.calendar import STOCKHOLM
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import IncomeKind


class BadStory(ValueError):  # noqa: N818
    """A story that cannot be played; its text names the key and the reason."""


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
        return Story.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadStory(str(error)) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = _key(first["loc"])
        raise BadStory(f"{key}: {first['msg'].removeprefix('Value error, ')}") from error


def _key(steps: tuple[int | str, ...]) -> str:
    named = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in steps)
    return named.removeprefix(".") or "the file"


def check_story(story: Story, rules: Rules) -> None:
    """Raise BadStory for the first name, action, argument or date that the story or the rules do not have."""
    for problem in _problems(story, rules):
        raise BadStory(problem)


def _problems(story: Story, rules: Rules) -> Iterator[str]:
    if story.end is not None and story.end < story.start:
        yield "end: is before start"
    for number, outage in enumerate(story.outages, 1):
        if outage.ends <= outage.begins:
            yield f"outages[{number}]: ends before it begins"
    for key, applicant in story.applicants.items():
        yield from _applicant_problems(key, applicant, story, rules)
    for key, listing in story.listings.items():
        if listing.unit not in story.units:
            yield f"listings.{key}.unit: there is no unit {listing.unit!r}"
        if listing.scheme not in rules.schemes:
            yield f"listings.{key}.scheme: {rules.landlord.slug} has no scheme {listing.scheme!r}"
        if listing.publish is not None and listing.publish < story.start:
            yield f"listings.{key}.publish: is before start"
        for number, slot in enumerate(listing.viewing_slots, 1):
            if slot.at < story.start:
                yield f"listings.{key}.viewing_slots[{number}].at: is before start"
    for number, do in enumerate(story.do, 1):
        yield from _do_problems(f"do[{number}]", do, story, rules)
    for number, expect in enumerate(story.expect, 1):
        yield from _expect_problems(f"expect[{number}]", expect, story)


def _applicant_problems(key: str, applicant: Applicant, story: Story, rules: Rules) -> Iterator[str]:
    if key == "staff":
        yield "applicants.staff: staff is the landlord's own, take another key"
    if applicant.born > story.start.date():
        yield f"applicants.{key}.born: is after start"
    for queue, since in applicant.queues.items():
        if queue not in rules.queues:
            yield f"applicants.{key}.queues: {rules.landlord.slug} has no queue {queue!r}"
        if since > story.start.date():
            yield f"applicants.{key}.queues.{queue}: is after start: use a register action"
    if applicant.co_applicant is not None:
        if applicant.co_applicant not in story.applicants:
            yield f"applicants.{key}.co_applicant: there is no applicant {applicant.co_applicant!r}"
        yield f"applicants.{key}.co_applicant: co-applicants cannot be played yet"


def _do_problems(where: str, do: Do, story: Story, rules: Rules) -> Iterator[str]:
    if do.at < story.start:
        yield f"{where}.at: is before start"
    if story.end is not None and do.at > story.end:
        yield f"{where}.at: is after end"
    if do.action in LATER:
        yield f"{where}.action: {do.action!r} cannot be played yet: this part of the portal is not built"
    if do.action not in ACTIONS:
        yield f"{where}.action: there is no action {do.action!r}"
        return
    action = ACTIONS[do.action]
    for who in do.actors:
        if action.by_staff and who != "staff":
            yield f"{where}.who: {do.action!r} is an action of staff"
        if not action.by_staff and who not in story.applicants:
            yield f"{where}.who: there is no applicant {who!r}"
    for name in action.arguments:
        if name not in do.arguments and name not in action.optional:
            yield f"{where}.{name}: is missing for {do.action!r}"
    for name, value in do.arguments.items():
        if name not in action.arguments:
            yield f"{where}.{name}: {do.action!r} takes no such key"
        elif not isinstance(value, ARGUMENTS[name]):
            yield f"{where}.{name}: has the wrong form"
        elif problem := _argument_problem(name, value, story, rules):
            yield f"{where}.{name}: {problem}"


def _argument_problem(name: str, value: Any, story: Story, rules: Rules) -> str | None:
    match name:
        case "listing" if value not in story.listings:
            return f"there is no listing {value!r}"
        case "applicant" if value not in story.applicants:
            return f"there is no applicant {value!r}"
        case "queue" if value not in rules.queues:
            return f"{rules.landlord.slug} has no queue {value!r}"
        case "outcome" if value not in ("pass", "fail"):
            return 'is "pass" or "fail"'
        case "check" if value not in {rule.kind for rule in rules.requirements.values()}:
            return f"{rules.landlord.slug} has no check {value!r}"
    return None


def _expect_problems(where: str, expect: dict[str, Any], story: Story) -> Iterator[str]:
    if not isinstance(expect.get("event"), str):
        yield f"{where}.event: is missing"
    if "listing" in expect and expect["listing"] not in story.listings:
        yield f"{where}.listing: there is no listing {expect['listing']!r}"
    if "applicant" in expect and expect["applicant"] not in story.applicants:
        yield f"{where}.applicant: there is no applicant {expect['applicant']!r}"
    if not isinstance(expect.get("never", False), bool):
        yield f"{where}.never: is true or false"
