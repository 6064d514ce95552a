"""What somebody can do in a story: each action is one of the portal's services."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from letting.models import HomeClaim, Lease, Notice, ViewingSlot
from letting.services.home_claims import claim_home, sign_own_lease
from letting.services.interests import express_interest, withdraw_interest
from letting.services.notice import give_notice
from letting.services.offers import accept, book_viewing, confirm_viewing, decline
from letting.services.profiles import submit_profile
from letting.services.signing import decline_lease, sign
from letting.simulation.changing import CHANGE_ACTIONS
from letting.simulation.choosing import CHOICES
from letting.simulation.forms import Action, Arguments, listing_of
from letting.simulation.inspecting import INSPECTING
from letting.simulation.staff_actions import STAFF_ACTIONS
from queues.services.registrations import reactivate, register, renew
from queues.services.wishes import choose_area
from tenants.actors import person_actor
from tenants.core.calendar import STOCKHOLM
from tenants.outcome import Refused
from tenants.persons import log_in
from tenants.rulesets.tenancy_rules import NoticeReason

if TYPE_CHECKING:
    from letting.simulation.world import World

# The form of each argument.
ARGUMENTS: dict[str, type | tuple[type, ...]] = {
    "listing": str,
    "queue": str,
    "slot": datetime,
    "reason": str,
    "applicant": str,
    "check": str,
    "outcome": str,
    "area": str,
    "applicants": list,
    "rule": str,
    "ground": str,
    "kind": str,
    "item": str,
    "cost": int,
    "number": int,
    "other": str,
    "from": date,
    "until": date,
    "since": date,
    "rent": int,
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


def _choose_area(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[who]
    return choose_area(person, arguments["area"], by=person_actor(person), now=now)


def _submit_profile(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[who]
    return submit_profile(listing_of(world, arguments, person), person, by=person_actor(person), now=now)


def _give_notice(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[who]
    rows = Lease.objects.filter(Lease.rented_by(person), signed_at__isnull=False)
    lease = rows.order_by("-starts_on", "-pk").first()
    reason = NoticeReason(arguments.get("reason", NoticeReason.MOVE_OUT))
    return give_notice(lease.pk if lease else 0, person, reason=reason, by=person_actor(person), now=now)


def _sign(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    """Sign; one who rents with her signs at once after her, unless the story lets that one sign herself."""
    person, listing = world.persons[who], world.listings[arguments["listing"]]
    outcome = sign(listing, person, by=person_actor(person), now=now)
    other = world.story.applicants[who].co_applicant
    signs_herself = any(do.action == "sign" and other in do.actors for do in world.story.do)
    if other is None or signs_herself or isinstance(outcome, Refused) or outcome.co_renter_id is None:
        return outcome
    return sign(listing, outcome.co_renter_id, by=person_actor(outcome.co_renter_id), now=now)


def _claim_home(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[who]
    rows = Notice.objects.filter(Q(lease__person=person) | Q(lease__co_renter=person)).exclude(person=person)
    notice = rows.order_by("-pk").values_list("pk", flat=True).first()
    return claim_home(notice, person, by=person_actor(person), now=now) if notice else Refused(("not_open",))


def _sign_own_lease(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[who]
    lease = HomeClaim.objects.filter(person=person).order_by("-pk").values_list("lease", flat=True).first()
    return sign_own_lease(lease or 0, person, by=person_actor(person), now=now)


CONSENTS = {"personal_data": "story", "credit_check": "story"}

ACTIONS: dict[str, Action] = {
    **STAFF_ACTIONS,
    **CHANGE_ACTIONS,
    **CHOICES,
    **INSPECTING,
    "register": _in_queue(register, consents=CONSENTS),
    "log_in": Action(_log_in),
    "choose_area": Action(_choose_area, ("area",)),
    "submit_profile": Action(_submit_profile, ("listing",), ("listing",)),
    "give_notice": Action(_give_notice, ("reason",), ("reason",)),
    "claim_home": Action(_claim_home),
    "sign_own_lease": Action(_sign_own_lease),
    "renew": _in_queue(renew),
    "reactivate": Action(_reactivate),
    "express_interest": _on_listing(express_interest),
    "withdraw_interest": _on_listing(withdraw_interest),
    "book_viewing": Action(_book, ("listing", "slot")),
    "confirm_viewing": _on_listing(confirm_viewing),
    "accept": _on_listing(accept),
    "decline": _on_listing(decline),
    "sign": Action(_sign, ("listing",)),
    "decline_lease": _on_listing(decline_lease),
}


def code_of(outcome: object) -> str | None:
    """Return why an action was refused, in the codes of the language; None when it was done."""
    if not isinstance(outcome, Refused):
        return None
    return outcome.code
