"""A night of the demo is lived through as the clock moves, by the services that staff use.

What someone who plays has done already is left as it is: a case that she closed stays closed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Max
from django.utils.translation import gettext as _

from disturbance.core.nights import night_of
from disturbance.core.steps import Step
from disturbance.demo.crew import CREWS, OPERATOR
from disturbance.demo.plan import Act, acts_between, duty_of, next_after
from disturbance.models import Case, CaseState, Entry, NightService, NightWorker, Patrol, RegisterHome
from disturbance.scoping import on_duty
from disturbance.services.crews import put_on_duty, take_off_duty
from disturbance.services.dispatch import close, send
from disturbance.services.entries import Said, enter
from disturbance.services.intake import Intake, open_case
from disturbance.words import STEPS
from tenants import clock
from tenants.core.calendar import local_day
from tenants.demo.moving import Happened, move

SLUG = "demojouren"
_BY_OPERATOR = frozenset({Step.TOLD, Step.POLICE})


def coming(moment: datetime) -> datetime | None:
    """Return when something happens next at the demo's night service; None where there is none."""
    return next_after(moment) if NightService.objects.filter(slug=SLUG).exists() else None


def play(since: datetime, until: datetime) -> None:
    """Let happen what happens after one moment and not after another."""
    service = NightService.objects.filter(slug=SLUG).first()
    if service is None:
        return
    for act in acts_between(since, until):
        with on_duty(service.pk, local_day(act.at)) as customers:
            _drive(act.night, act.at)
            _happen(act, [one.landlord.pk for one in customers])
    with on_duty(service.pk, local_day(until)):
        _drive(night_of(until), until)


def live_through(service: int, customers: tuple[int, ...], target: datetime) -> Happened:
    """Move the clock, and return what the staff did meanwhile; where they did nothing, what the logs say."""
    before = _last_entry(service)
    happened = move(customers, target)
    with on_duty(service, local_day(clock.now())):
        rows = Entry.objects.filter(pk__gt=before).order_by("happened_at", "pk").values_list("case__number", "step")
        said = Counter(
            _("Ärende %(number)s: %(step)s.") % {"number": number, "step": STEPS[Step(step)]} for number, step in rows
        )
    return replace(happened, sentences=dict(said)) if said else happened


def _last_entry(service: int) -> int:
    with on_duty(service, local_day(clock.now())):
        return Entry.objects.aggregate(last=Max("pk"))["last"] or 0


def _drive(night: date, now: datetime) -> None:
    """Put the patrols on duty when it begins, and take them off when it has ended and they are on nothing."""
    begins, ends = duty_of(night)
    there = {patrol.callsign: patrol for patrol in Patrol.objects.filter(off_at=None)}
    names = dict(NightWorker.objects.values_list("name", "pk"))
    for callsign, first, second in CREWS:
        if begins <= now < ends and callsign not in there:
            put_on_duty(callsign, names[first], names[second], now=max(begins, now - timedelta(minutes=90)))
        elif not begins <= now < ends and callsign in there:
            take_off_duty(there[callsign].pk, now=now)


def _happen(act: Act, customers: list[int]) -> None:
    workers = {row.name: row for row in NightWorker.objects.all()}
    olga, key = workers[OPERATOR], key_of(act)
    if act.said.step is Step.OPENED:
        _call(act, sorted(customers), olga, key)
        return
    opened = Entry.objects.filter(key=key_of(act, Step.OPENED, 0)).select_related("case").first()
    case = opened.case if opened else None
    if case is None or case.state == CaseState.CLOSED:
        return
    if act.said.step is Step.CLOSED:
        close(case.pk, act.call.ending, by=olga, now=act.at)
    elif act.said.step is Step.SENT:
        _send(act, case, olga)
    else:
        first = CREWS[act.call.patrol or 0][1]
        by = olga if act.said.step in _BY_OPERATOR else workers[first]
        said = Said(key, act.said.step, act.at, act.said.text, act.said.heard_from)
        enter(case.pk, said, by=by, now=act.at)


def _call(act: Act, customers: list[int], olga: NightWorker, key: UUID) -> None:
    landlord = customers[act.call.customer % len(customers)]
    homes = list(RegisterHome.objects.filter(landlord=landlord).order_by("pk").values_list("pk", flat=True))
    place = act.call.home % len(homes)
    call = Intake(
        landlord, act.call.category, act.call.told, home=homes[place], caller_home=homes[(place + 1) % len(homes)],
        dangers=act.call.dangers, key=key,
    )  # fmt: skip
    open_case(call, by=olga, now=act.at)


def _send(act: Act, case: Case, olga: NightWorker) -> None:
    callsign = CREWS[act.call.patrol or 0][0]
    patrol = Patrol.objects.filter(callsign=callsign, off_at=None).first()
    if patrol is not None and case.patrol_id is None:
        place = {"latitude": case.latitude, "longitude": case.longitude}
        Patrol.objects.filter(pk=patrol.pk).update(placed_at=act.at - timedelta(minutes=4), **place)
        send(case.pk, patrol.pk, by=olga, now=act.at)


def key_of(act: Act, step: Step | None = None, after: int | None = None) -> UUID:
    """Return the key of an act, or of another step of its call: what happens twice is written once."""
    step, after = step or act.said.step, act.said.after if after is None else after
    return uuid5(NAMESPACE_URL, f"{SLUG}:{act.night}:{act.number}:{step}:{after}")
