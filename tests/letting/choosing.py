"""Extras, as their stories go: asked for by a renter whose economy is known or not, decided by staff."""

from __future__ import annotations

from typing import Any

from letting.models import ApplicantFacts, Extra, Lease
from letting.services.extras import ask_for_extra, grant_extra, refuse_extra, withdraw_extra
from tenants.actors import person_actor
from tests.cast import STAFF, World, at

SALARY = {"kind": "permanent", "net": 25000, "months_left": 24}


def stands(world: World, name: str, **told: Any) -> None:
    """Let staff have noted what a person's economy is."""
    with world.scope():
        ApplicantFacts.objects.create(person=world.people[name], data=told, stated_at=at("05-04 12:00"))


def asks(world: World, lease: Lease, item: str = "dishwasher", now: str = "06-01 10:00", name: str = "") -> Any:
    """Let a renter ask for something."""
    person = world.people[name].pk if name else lease.person_id
    with world.scope():
        return ask_for_extra(lease.pk, person, item, by=person_actor(person), now=at(now))


def grants(world: World, extra: Extra, reason: str = "Vi gör ett undantag.", now: str = "06-02 10:00") -> Any:
    """Let staff grant it."""
    with world.scope():
        return grant_extra(extra.pk, reason=reason, by=STAFF, now=at(now))


def refuses(world: World, extra: Extra, reason: str = "Inkomsten räcker inte.", now: str = "06-02 10:00") -> Any:
    """Let staff refuse it."""
    with world.scope():
        return refuse_extra(extra.pk, reason=reason, by=STAFF, now=at(now))


def withdraws(world: World, extra: Extra, name: str, now: str = "06-01 11:00") -> Any:
    """Let someone take it back."""
    person = world.people[name].pk
    with world.scope():
        return withdraw_extra(extra.pk, person, by=person_actor(person), now=at(now))
