"""Changes of a lease, as their stories go: asked, answered, decided, signed."""

from __future__ import annotations

from datetime import date
from typing import Any

from letting.models import Lease, LeaseChange
from letting.services.change_answers import answer_change
from letting.services.change_consents import answer_as_fellow
from letting.services.change_decisions import confirm_inspection, grant_change, refuse_change
from letting.services.change_effects import sign_change
from letting.services.change_ledger import draft_of
from letting.services.change_requests import Wish, ask_for_change, withdraw_change
from tenants.actors import person_actor
from tenants.documents import store_document
from tenants.models import Event, Message
from tenants.rulesets.change_rules import ChangeKind, ChangeReason
from tests.cast import STAFF, World, at
from tests.papers import pdf

FIRST_OF_AUGUST = date(2026, 8, 1)
WISHES: dict[str, dict[str, Any]] = {
    "swap": {"reason": "family", "from_on": FIRST_OF_AUGUST, "swaps_here": True},
    "transfer": {"reason": "separation", "from_on": FIRST_OF_AUGUST, "since_on": date(2020, 1, 1)},
    "addition": {"reason": "spouse", "from_on": date(2026, 6, 1)},
    "sublet": {
        "reason": "work_study", "from_on": FIRST_OF_AUGUST, "until_on": date(2027, 1, 31), "rent_asked": 8000,
    },
}  # fmt: skip


def wish(kind: str, **more: Any) -> Wish:
    """Return what is applied for: in the ordinary way of its kind, but for what is said."""
    told = WISHES[kind] | more
    return Wish(kind=ChangeKind(kind), **(told | {"reason": ChangeReason(told["reason"])}))


def shows_paper(world: World, lease: Lease, kind: str, now: str = "05-20 09:00") -> None:
    """Let a renter show a document for an application that she is writing."""
    with world.scope():
        subject, by = draft_of(lease.pk, ChangeKind(kind)), person_actor(lease.person_id)
        store_document(lease.person_id, subject, pdf("intyg.pdf", words=b"intyg"), by=by, now=at(now))


def asks(world: World, lease: Lease, kind: str, email: str = "bo@example.se", now: str = "05-20 10:00", *,
         name: str = "", **more: Any) -> Any:  # fmt: skip
    """Let a renter apply, and ask the other by mail."""
    person = world.people[name].pk if name else lease.person_id
    with world.scope():
        return ask_for_change(
            lease.pk, person, wish(kind, **more), email=email, by=person_actor(person), now=at(now)
        )  # fmt: skip


def key_of(world: World) -> str:
    """Return the key of the latest mail that asked someone."""
    with world.scope():
        return str(Message.objects.filter(kind="change_invited").latest("pk").context["key"])


def answers(world: World, name: str, now: str = "05-21 10:00", *, key: str = "", yes: bool = True, **more: Any) -> Any:
    """Let someone answer the latest question of a mail."""
    person, key = world.people[name].pk, key or key_of(world)
    wording = "Ja, jag vill." if yes else ""
    with world.scope():
        return answer_change(
            key, person, accepted=yes, by=person_actor(person), now=at(now), **({"wording": wording} | more)
        )


def agrees(
    world: World, change: LeaseChange, name: str, now: str = "05-21 11:00", *, yes: bool = True, wording: str = "Ja."
) -> Any:
    """Let one who rents with either of the two say yes or no on her own pages."""
    person = world.people[name].pk
    with world.scope():
        return answer_as_fellow(
            change.pk, person, accepted=yes, wording=wording if yes else "", by=person_actor(person), now=at(now)
        )


def office(world: World, service: Any, change: LeaseChange, now: str = "06-01 10:00", **more: Any) -> Any:
    """Let staff do something with an application."""
    with world.scope():
        return service(change.pk, by=STAFF, now=at(now), **more)


def grants(world: World, change: LeaseChange, now: str = "06-01 10:00", reason: str = "Kraven är uppfyllda.") -> Any:
    """Let staff grant an application, its homes inspected where that comes first."""
    if change.kind == ChangeKind.SWAP:
        office(world, confirm_inspection, change, now)
    return office(world, grant_change, change, now, reason=reason)


def refuses(world: World, change: LeaseChange, now: str = "06-01 10:00", reason: str = "Skälet räcker inte.") -> Any:
    """Let staff refuse an application."""
    return office(world, refuse_change, change, now, reason=reason)


def signs(world: World, change: LeaseChange, name: str, now: str = "06-02 10:00") -> Any:
    """Let someone sign the lease that was written."""
    person = world.people[name].pk
    with world.scope():
        return sign_change(change.pk, person, by=person_actor(person), now=at(now))


def withdraws(world: World, change: LeaseChange, name: str, now: str = "06-02 10:00") -> Any:
    """Let someone take an application back."""
    person = world.people[name].pk
    with world.scope():
        return withdraw_change(change.pk, person, by=person_actor(person), now=at(now))


def state(world: World, change: LeaseChange) -> str:
    """Return how far an application has come."""
    with world.scope():
        return str(LeaseChange.objects.get(pk=change.pk).state)


def leases(world: World) -> list[tuple[str, str, date, date | None, bool]]:
    """Return each lease that was not annulled: its home, its renter, from and to, and whether it is signed."""
    with world.scope():
        rows = Lease.objects.filter(annulled_at=None).select_related("unit", "person").order_by("unit__number", "pk")
        return [
            (row.unit.number, row.person.given_name, row.starts_on, row.ends_on, row.signed_at is not None)
            for row in rows
        ]


def mails(world: World, name: str = "") -> list[str]:
    """Return the kinds of the letters about changes, in order; those to someone, or all."""
    with world.scope():
        rows = Message.objects.filter(kind__regex="^(change|sublet)").order_by("pk")
        if name:
            rows = rows.filter(person=world.people[name].pk)
        return list(rows.values_list("kind", flat=True))


def logged(world: World) -> list[str]:
    """Return the events of changes in the first one's log, in order."""
    with world.scope():
        rows = Event.objects.filter(kind__regex="^lease.(change|sublet)", subject__startswith="letting.leasechange")
        first = rows.order_by("pk").first()
        return list(rows.filter(person=first.person_id).order_by("pk").values_list("kind", flat=True)) if first else []
