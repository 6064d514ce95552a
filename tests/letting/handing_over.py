"""A home under notice for which the next renter has signed: Anna leaves, Cecilia comes."""

from __future__ import annotations

from datetime import date
from typing import Any

from letting.models import Lease
from letting.services.earlier_moves import propose_move
from letting.services.lease_terms import checksum
from tenants.actors import person_actor
from tests.cast import World, at
from tests.letting.renting import gives_notice, rents
from tests.letting.two import confirmed


def handed_over(world: World, **more: Any) -> tuple[Lease, Lease]:
    """Return Anna's lease, which ends on 31 August 2026, and Cecilia's from the day after."""
    old = rents(world, "Anna")
    confirmed(world, gives_notice(world, old, "05-20 10:00"))
    terms = {"renter": {"name": "Cecilia Test", "born": "1990-01-01"}, "starts_on": "2026-09-01"}
    signed = {"made_at": at("05-25 09:00"), "signed_at": at("05-26 09:00"), "starts_on": date(2026, 9, 1)}
    new = rents(world, "Cecilia", old.unit, terms=terms, sha256=checksum(terms), **(signed | more))
    return old, new


def proposes(world: World, name: str, lease: Lease, day: str, now: str = "05-27 10:00") -> Any:
    """Let one propose an earlier day."""
    person = world.people[name].pk
    with world.scope():
        return propose_move(lease.pk, person, date.fromisoformat(day), by=person_actor(person), now=at(now))
