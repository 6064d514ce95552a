"""Homes where it disturbs again and again: their occasions, and what the landlord has done about it (NIGHT-11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from disturbance.core.repeated import REPEATED, LawStep, Occasion, StepState, numbered, steps_of
from disturbance.models import Case, HomeStep, Report
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.outcome import Refused, refused


@dataclass(frozen=True, slots=True)
class Home:
    """A home with its cases, its occasions and the law's steps."""

    street: str
    flat: str
    cases: tuple[Case, ...]
    occasions: tuple[Occasion, ...]
    steps: tuple[StepState, ...]


def _told() -> QuerySet[Any]:
    """Return the cases that have a report of their own, with whether the latest confirms it."""
    latest = Report.objects.filter(case=OuterRef("pk")).order_by("-version").values("confirmed")[:1]
    rows = Case.objects.filter(locked_at__isnull=False).exclude(ending="joined")
    return rows.annotate(is_confirmed=Subquery(latest), more_callers=Count("joined"))


def repeated_homes(limit: int) -> list[dict[str, Any]]:
    """Return the homes with two cases or more, most confirmed ones first. A case without a flat is of no home."""
    latest = Report.objects.filter(case=OuterRef("pk")).order_by("-version").values("confirmed")[:1]
    rows = Case.objects.filter(locked_at__isnull=False).exclude(Q(ending="joined") | Q(flat=""))
    grouped = rows.annotate(is_confirmed=Subquery(latest)).order_by().values("street", "flat").annotate(
        cases=Count("pk"), confirmed=Count("pk", filter=Q(is_confirmed=True)), last=Max("opened_at"), case=Max("pk"),
    )  # fmt: skip
    return [{**row} for row in grouped.filter(cases__gte=REPEATED).order_by("-confirmed", "-last")[:limit]]


def home_of(case: Case) -> Home:
    """Return the home that a case is about. Two statements."""
    rows = tuple(_told().filter(street=case.street, flat=case.flat).order_by("opened_at", "pk"))
    occasions = tuple(
        numbered(
            Occasion(row.number, row.opened_at, local_day(row.opened_at), bool(row.is_confirmed), 1 + row.more_callers)
            for row in rows
        )
    )
    done = {LawStep(one.step): one.done_on for one in HomeStep.objects.filter(street=case.street, flat=case.flat)}
    return Home(case.street, case.flat, rows, occasions, steps_of(occasions, done))


@transaction.atomic
def note_step(case_id: int, step: LawStep, done_on: date, *, by: Actor, now: datetime) -> None | Refused:
    """Note that a step was taken about the home of a case; noted again it gets another day.

    Refused: `step_blocked` (what comes before it is not done), `day_to_come`, `day_too_early` (before the first case).
    """
    case = Case.objects.select_for_update(no_key=True, of=("self",)).get(pk=case_id)
    home = home_of(case)
    if done_on > local_day(now):
        return refused("day_to_come")
    if home.occasions and done_on < home.occasions[0].day:
        return refused("day_too_early")
    if blocked(home.steps, step):
        return refused("step_blocked")
    HomeStep.objects.update_or_create(
        street=case.street, flat=case.flat, step=step,
        defaults={"done_on": done_on, "noted_by": str(by), "noted_at": now},
    )  # fmt: skip
    data = {"law_step": step.value, "day": done_on.isoformat()}
    record([Fact("home.step_noted", case.subject, data=data)], by=by, now=now)
    return None


def blocked(steps: Sequence[StepState], step: LawStep) -> bool:
    """Say whether something blocks a step."""
    return any(one.blocked_by for one in steps if one.step is step)


def forget_home(street: str, flat: str) -> None:
    """Remove what was noted about a home that has no case left."""
    if not Case.objects.filter(street=street, flat=flat).exists():
        HomeStep.objects.filter(street=street, flat=flat).delete()
