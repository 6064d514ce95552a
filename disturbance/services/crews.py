"""Patrols are put on duty, tell where they are, and are taken off it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from disturbance.models import CaseState, NightRole, NightService, NightWorker, Patrol
from disturbance.scoping import service_on_duty
from tenants.outcome import Refused, refused


def lock_service() -> NightService:
    """Lock the service on duty: its crews are put together, and its cases numbered, one at a time."""
    return NightService.objects.select_for_update(no_key=True).get(pk=service_on_duty())


@transaction.atomic
def put_on_duty(callsign: str, first: int | None, second: int | None, *, now: datetime) -> Patrol | Refused:
    """Put two on duty as a patrol.

    Refused: `callsign_missing`, `callsign_taken`, `not_two`, `no_such_worker` (or one who has left), `already_on`.
    """
    lock_service()
    called = callsign.strip()
    if not called:
        return refused("callsign_missing")
    if first is None or second is None or first == second:
        return refused("not_two")
    pair = [first, second]
    crew = NightWorker.objects.filter(pk__in=pair, left_on=None).exclude(role=NightRole.OPERATOR)
    if crew.count() < 2:
        return refused("no_such_worker")
    on_duty = Patrol.objects.filter(off_at=None)
    if on_duty.filter(callsign__iexact=called).exists():
        return refused("callsign_taken")
    if on_duty.filter(Q(first__in=pair) | Q(second__in=pair)).exists():
        return refused("already_on")
    return Patrol.objects.create(callsign=called, first_id=first, second_id=second, on_at=now)


def patrol_of(worker: NightWorker) -> Patrol | None:
    """Return the patrol that someone is on duty with."""
    on_duty = Patrol.objects.filter(Q(first=worker) | Q(second=worker), off_at=None)
    return on_duty.select_related("first", "second").first()


@transaction.atomic
def place(latitude: float, longitude: float, *, by: NightWorker, now: datetime) -> None | Refused:
    """Keep where a patrol on duty is. Refused: `off_duty`, `place_wrong` (nowhere on earth)."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return refused("place_wrong")
    mine = patrol_of(by)
    kept = {"latitude": latitude, "longitude": longitude, "placed_at": now}
    if mine is None or not Patrol.objects.filter(pk=mine.pk, off_at=None).update(**kept):
        return refused("off_duty")
    return None


@transaction.atomic
def take_off_duty(patrol_id: int, *, now: datetime) -> None | Refused:
    """Take a patrol off duty: where it is, is forgotten. Refused: `patrol_off_duty`, `on_cases`."""
    patrol = Patrol.objects.select_for_update(no_key=True).get(pk=patrol_id)
    if patrol.off_at is not None:
        return refused("patrol_off_duty")
    if patrol.cases.exclude(state=CaseState.CLOSED).exists():
        return refused("on_cases")
    patrol.off_at, patrol.check_in_by = now, None
    patrol.latitude = patrol.longitude = patrol.placed_at = None
    patrol.save(update_fields=["off_at", "check_in_by", "latitude", "longitude", "placed_at"])
    return None
