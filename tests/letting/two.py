"""Two who rent together: awarded a home, or living in one already."""

from __future__ import annotations

from typing import Any

from letting.models import HomeClaim, Lease, Listing, Notice
from letting.services.home_claims import claim_home, grant_claim, sign_own_lease
from letting.services.notice import confirm_notice
from letting.services.signing import sign
from tenants.actors import person_actor
from tests.cast import STAFF, World, at
from tests.letting.renting import rents
from tests.pages.my_pages.awards import filed_and_awarded
from tests.queues.company import answer, ask


def awarded_to_two(world: World) -> Listing:
    """Let Anna be awarded a home on 13 May, Bo standing with her."""
    world.person("Anna", serial=988, since="2010-01-01")
    world.person("Bo", serial=989, since="2018-01-01")
    ask(world, "Anna", now="05-10 10:00")
    answer(world, "Bo", now="05-10 11:00")
    return filed_and_awarded(world, "Anna")


def signs(world: World, name: str, listing: Listing, now: str) -> Any:
    """Let one of them sign."""
    return world.does(name, sign, listing, at(now))


def live_together(world: World, **more: Any) -> Lease:
    """Return the lease of Anna's and Bo's home, which they have rented since September 2021."""
    bo = world.person("Bo", serial=993)
    return rents(world, "Anna", co_renter=bo, **more)


def confirmed(world: World, notice: Notice, now: str = "05-21 10:00") -> Notice:
    """Let staff confirm a notice."""
    with world.scope():
        outcome = confirm_notice(notice.pk, accepts_reason=False, by=STAFF, now=at(now))
    assert isinstance(outcome, Notice)
    return outcome


def claims(world: World, name: str, notice: Notice, now: str = "05-22 10:00") -> Any:
    """Let one say that she wants to stay."""
    person = world.people[name].pk
    with world.scope():
        return claim_home(notice.pk, person, by=person_actor(person), now=at(now))


def grants(world: World, claim: HomeClaim, now: str = "05-25 10:00") -> Any:
    """Let staff grant a claim."""
    with world.scope():
        return grant_claim(claim.pk, by=STAFF, now=at(now))


def signs_own(world: World, name: str, lease: Lease | None, now: str = "05-26 10:00") -> Any:
    """Let the one who stays sign the lease of her own."""
    person = world.people[name].pk
    with world.scope():
        return sign_own_lease(lease.pk if lease else 0, person, by=person_actor(person), now=at(now))
