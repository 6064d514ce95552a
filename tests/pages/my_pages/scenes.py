"""Scenes that several tests of Mina sidor begin with."""

from collections.abc import Callable

from django.test import Client

from letting.models import Check, Listing, Offer
from letting.services.offers import accept, decline
from letting.services.reviews import record_check
from tenants.models import User
from tests.cast import STAFF, Clock, World, at
from tests.pages.my_pages.conftest import Visitor

Visit = Callable[..., Visitor]

ANNA = {
    "given_name": "Anna", "family_name": "Andersson", "number": "821105 9954", "phone": "070-123 45 67",
    "street": "Storgatan 1", "postal_code": "79130", "city": "Falun",
}  # fmt: skip


def newcomer(world: World) -> Visitor:
    user = User.objects.create_user("anna@example.se", "en lång fras 2026")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return Visitor(world, client)


def offered(world: World, *, names: tuple[str, ...] = ("Anna", "Bo"), **more: object) -> Listing:
    """Return a listing whose viewing period runs: Anna is first, then Bo."""
    since = {"Anna": "2010-01-01", "Bo": "2012-01-01", "Cecilia": "2014-01-01"}
    for number, name in enumerate(names):
        world.person(name, since=since[name], serial=988 + number)
    listing = world.listing(**more)
    for name in names:
        world.wants(name, listing)
    world.tick(at("05-18 08:00"))
    return world.see(listing)


def offer_of(world: World, name: str) -> Offer:
    with world.scope():
        return Offer.objects.get(person=world.people[name])


def awarded(world: World, clock: Clock) -> Listing:
    """Return a listing that Anna has been given, and set the clock to the day after."""
    listing = offered(world)
    world.tick(at("05-22 08:00"))
    world.does("Anna", accept, listing, at("05-22 09:00"))
    world.does("Bo", decline, listing, at("05-22 09:30"))
    with world.scope():
        for kind in Check.objects.filter(result="review").values_list("kind", flat=True):
            record_check(
                listing.pk, world.people["Anna"].pk, kind, passed=True, reason="ok", by=STAFF, now=at("05-26 09:00")
            )
    clock.now = at("05-27 09:00")
    return world.see(listing)
