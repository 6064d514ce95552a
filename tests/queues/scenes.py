"""Scenes about priority: someone shows a paper, applies, and is answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from queues.models import PriorityClaim
from queues.services.claims import draft_of, subject_of
from queues.services.priority import apply_for_priority, decide_priority
from tenants.actors import Actor, person_actor, staff_actor
from tenants.documents import store_document
from tenants.models import Document, Event, Message
from tenants.outcome import Refused
from tests.cast import World, at
from tests.papers import pdf

NOW: datetime = at("05-11 10:00")
LATER: datetime = at("05-12 10:00")
EVA, MARIA = staff_actor(1), staff_actor(2)
JOB = {"distance_km": 120, "permanent_full_time": True}


def show(world: World, name: str) -> Document:
    """Let a person show a certificate for the application that she is writing."""
    person = world.person(name, serial=988 + len(world.people))
    with world.scope():
        kept = store_document(person.pk, draft_of(person.pk), pdf(), by=person_actor(person.pk), now=NOW)
    assert isinstance(kept, Document)
    return kept


def applies(
    world: World, name: str, ground: str = "job", statement: dict[str, Any] | None = None, *, now: datetime = NOW
) -> PriorityClaim | Refused:
    person = world.person(name, serial=988 + len(world.people))
    with world.scope():
        return apply_for_priority(
            person.pk, ground, statement=JOB if statement is None else statement, text=" Jag börjar i juni. ",
            by=person_actor(person.pk), now=now,
        )  # fmt: skip


def filed(world: World, name: str = "Anna") -> PriorityClaim:
    show(world, name)
    claim = applies(world, name)
    assert isinstance(claim, PriorityClaim)
    return claim


def decides(
    world: World, claim: PriorityClaim, cause: str, by: Actor = EVA, *, granted: bool = True, reason: str = "Sett."
) -> None | Refused:
    with world.scope():
        return decide_priority(claim.pk, granted=granted, cause=cause, reason=reason, by=by, now=LATER)


def seen(world: World, claim: PriorityClaim) -> PriorityClaim:
    with world.scope():
        return PriorityClaim.objects.get(pk=claim.pk)


def letters(world: World) -> list[str]:
    with world.scope():
        return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def told(world: World, claim: PriorityClaim) -> list[tuple[str, dict[str, Any]]]:
    with world.scope():
        events = Event.objects.filter(subject=subject_of(claim.pk)).order_by("pk")
        return [(event.kind, event.data) for event in events]
