"""What somebody can do in a story: each action is one of the portal's services."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from letting.models import ViewingSlot
from letting.services.interests import express_interest, withdraw_interest
from letting.services.offers import accept, book_viewing, confirm_viewing, decline
from letting.services.publishing import publish_listing, withdraw_listing
from letting.services.reviews import record_check
from letting.services.signing import decline_lease, sign
from queues.services.registrations import reactivate, register, renew
from tenants.actors import Actor, person_actor, staff_actor
from tenants.core.calendar import STOCKHOLM
from tenants.outcome import Refused
from tenants.persons import log_in

if TYPE_CHECKING:
    from letting.simulation.world import World

STAFF = staff_actor(0)
Arguments = Mapping[str, Any]
Play = Callable[["World", str, Arguments, datetime], object]


@dataclass(frozen=True, slots=True)
class Action:
    """An action of the language: who may do it, what it takes, and the service that it is."""

    play: Play
    arguments: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    by_staff: bool = False


# The form of each argument.
ARGUMENTS: dict[str, type | tuple[type, ...]] = {
    "listing": str,
    "queue": str,
    "slot": datetime,
    "reason": str,
    "applicant": str,
    "check": str,
    "outcome": str,
}


def _on_listing(service: Callable[..., object]) -> Action:
    def play(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
        person = world.persons[who]
        return service(world.listings[arguments["listing"]], person, by=person_actor(person), now=now)

    return Action(play, ("listing",))


def _in_queue(service: Callable[..., object], **more: Any) -> Action:
    def play(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
        person = world.persons[who]
        return service(person, arguments["queue"], by=person_actor(person), now=now, **more)

    return Action(play, ("queue",))


def _log_in(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    return log_in(world.persons[who], now=now)


def _reactivate(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[who]
    for queue in world.story.applicants[who].queues:
        reactivate(person, queue, by=person_actor(person), now=now)
    return None


def _book(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person, listing = world.persons[who], world.listings[arguments["listing"]]
    at = arguments["slot"].replace(tzinfo=STOCKHOLM)
    slot = ViewingSlot.objects.filter(listing=listing, at=at).values_list("pk", flat=True).first() or 0
    return book_viewing(listing, person, slot, by=person_actor(person), now=now)


def _publish(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    return publish_listing(world.listings[arguments["listing"]], by=STAFF, now=now)


def _withdraw(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    return withdraw_listing(world.listings[arguments["listing"]], reason=arguments["reason"], by=STAFF, now=now)


def _record_check(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    listing, person = world.listings[arguments["listing"]], world.persons[arguments["applicant"]]
    reason, passed = arguments.get("reason", "-"), arguments["outcome"] == "pass"
    return record_check(listing, person, arguments["check"], passed=passed, reason=reason, by=STAFF, now=now)


CONSENTS = {"personal_data": "story", "credit_check": "story"}

ACTIONS: dict[str, Action] = {
    "register": _in_queue(register, consents=CONSENTS),
    "log_in": Action(_log_in),
    "renew": _in_queue(renew),
    "reactivate": Action(_reactivate),
    "express_interest": _on_listing(express_interest),
    "withdraw_interest": _on_listing(withdraw_interest),
    "book_viewing": Action(_book, ("listing", "slot")),
    "confirm_viewing": _on_listing(confirm_viewing),
    "accept": _on_listing(accept),
    "decline": _on_listing(decline),
    "sign": _on_listing(sign),
    "decline_lease": _on_listing(decline_lease),
    "publish": Action(_publish, ("listing",), by_staff=True),
    "withdraw": Action(_withdraw, ("listing", "reason"), by_staff=True),
    "record_check": Action(
        _record_check, ("listing", "applicant", "check", "outcome", "reason"), ("reason",), by_staff=True
    ),
}

# Actions of the language whose part of the portal is not built.
LATER = frozenset(
    {
        "choose_area",
        "submit_profile",
        "give_notice",
        "select",
        "choose",
        "approve_profile",
        "reject_profile",
        "except",
        "block",
        "grant_priority",
        "offer_directly",
        "accept_security",
    }
)


def code_of(outcome: object) -> str | None:
    """Return why an action was refused, in the codes of the language; None when it was done."""
    if not isinstance(outcome, Refused):
        return None
    return outcome.code


__all__ = ["ACTIONS", "ARGUMENTS", "LATER", "Action", "Actor", "code_of"]
