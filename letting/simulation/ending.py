"""How a story ends: each listing and each applicant."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from letting.core.states import InterestState, OfferState
from letting.models import Interest, Listing, Offer
from queues.core.points import points_on
from queues.models import Registration
from queues.services.blocks import blocked_until
from tenants.core.calendar import local_day

if TYPE_CHECKING:
    from letting.simulation.world import World


def final(world: "World", end: datetime) -> dict[str, Any]:
    """Return listings and applicants as they are at a moment, in the keys of the story."""
    return {"listings": _listings(world), "applicants": _applicants(world, end)}


def _listings(world: "World") -> dict[str, Any]:
    who = {pk: key for key, pk in world.persons.items()}
    renters = dict(Offer.objects.filter(state=OfferState.SIGNED).values_list("listing", "person"))
    rows = Listing.objects.in_bulk(world.listings.values())
    return {
        key: {"state": rows[pk].state, "tenant": who.get(renters.get(pk, 0)), "round": rows[pk].round}
        for key, pk in world.listings.items()
    }


def _applicants(world: "World", end: datetime) -> dict[str, Any]:
    what = {pk: key for key, pk in world.listings.items()}
    ongoing: dict[int, list[str]] = {}
    rows = Interest.objects.filter(state=InterestState.ONGOING).order_by("made_at", "pk")
    for person, listing in rows.values_list("person", "listing"):
        ongoing.setdefault(person, []).append(what[listing])
    points: dict[int, dict[str, Any]] = {}
    for registration in Registration.objects.select_related("person", "queue").order_by("pk"):
        slug = registration.queue.slug
        standing = registration.standing(world.rules.queues[slug])
        points.setdefault(registration.person_id, {})[slug] = {"points": points_on(standing, local_day(end))}
    until = blocked_until(world.persons.values(), local_day(end))
    blocked = {pk: day.isoformat() for pk, day in until.items()}
    return {
        key: {"queues": points.get(pk, {}), "ongoing": ongoing.get(pk, []), "blocked_until": blocked.get(pk)}
        for key, pk in world.persons.items()
    }
