"""Someone who rents a home already, for the stories of a lease's life."""

from __future__ import annotations

from datetime import date
from typing import Any

from letting.models import Lease, Unit
from letting.services.notice import give_notice
from tenants.actors import person_actor
from tenants.rulesets.tenancy_rules import NoticeReason
from tests.cast import World, at

SINCE = date(2021, 9, 1)


def rents(world: World, name: str, unit: Unit | None = None, **more: Any) -> Lease:
    """Return a signed lease of a person's since September 2021."""
    person, home = world.person(name, serial=988 + len(world.people)), unit or world.unit(f"H{name}")
    values = {"starts_on": SINCE, "rent": home.rent, "made_at": at("01-05 09:00"), "signed_at": at("01-06 09:00")}
    with world.scope():
        return Lease.objects.create(unit=home, person=person, **(values | more))


def gives_notice(world: World, lease: Lease, now: str, reason: str = "move_out", **more: Any) -> Any:
    """Let a renter give notice herself."""
    with world.scope():
        return give_notice(
            lease.pk,
            lease.person_id,
            reason=NoticeReason(reason),
            by=person_actor(lease.person_id),
            now=at(now),
            **more,
        )


def seen(world: World, lease: Lease) -> tuple[date | None, date | None]:
    """Return when notice was given of a lease, and its last day."""
    with world.scope():
        row = Lease.objects.get(pk=lease.pk)
        return row.notice_on, row.ends_on
