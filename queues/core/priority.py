"""Priority (SCHEME-7): what a ground asks of the one who applies, and the coded causes of a decision. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from tenants.core.calendar import Calendar
from tenants.rulesets.office_rules import PriorityGround


class Cause(StrEnum):
    """Why a claim was granted or refused."""

    MEETS_GROUND = "meets_ground"
    AGREED = "agreed"
    SPECIAL = "special"
    NOT_PROVED = "not_proved"
    NOT_MET = "not_met"
    NOT_COVERED = "not_covered"
    SOLVED = "solved"
    UNTRUE = "untrue"


GRANTING = (Cause.MEETS_GROUND, Cause.AGREED, Cause.SPECIAL)
REFUSING = (Cause.NOT_PROVED, Cause.NOT_MET, Cause.NOT_COVERED, Cause.SOLVED, Cause.UNTRUE)


@dataclass(frozen=True, slots=True)
class Shown:
    """What someone has stated and shown for a ground. `rented_since`: when the lease that runs began, if one does."""

    statement: Mapping[str, Any]
    documents: int
    rented_since: date | None


def statement_of(ground: PriorityGround, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return of what was told only what the ground asks for."""
    asked = {"distance_km": ground.least_distance_km is not None, "permanent_full_time": ground.permanent_full_time}
    return {key: told[key] for key, wanted in asked.items() if wanted and key in told}


def reasons_against(ground: PriorityGround, shown: Shown, *, calendar: Calendar, day: date) -> tuple[str, ...]:
    """Return every reason for which a claim cannot be filed on a day; none when it can be tried (SCHEME-7)."""
    return tuple(_reasons(ground, shown, calendar, day))


def _reasons(ground: PriorityGround, shown: Shown, calendar: Calendar, day: date) -> Iterator[str]:
    if ground.least_distance_km is not None and int(shown.statement.get("distance_km") or 0) < ground.least_distance_km:
        yield "too_near"
    if ground.permanent_full_time and not shown.statement.get("permanent_full_time"):
        yield "not_permanent"
    if ground.resident_for is not None:
        since = shown.rented_since
        if since is None or calendar.last_day_after(since, ground.resident_for) > day:
            yield "not_resident_long_enough"
    if ground.document and not shown.documents:
        yield "document_missing"


def outcome_of(cause: str) -> bool | None:
    """Return whether a cause grants; none for a code that is no cause."""
    if cause not in set(Cause):
        return None
    return Cause(cause) in GRANTING
