"""Adverts that have ended: who wanted the flat stands ranked, and staff or the portal ask the first."""

from letting.models import Listing
from tests.cast import World, at

SINCE = {"Anna": "2010-01-01", "Bo": "2012-01-01", "Cecilia": "2014-01-01"}


def ended(world: World, names: dict[str, str] = SINCE) -> tuple[World, Listing]:
    """Return a flat that these want, the first of them the longest; its advert ended this morning."""
    for serial, (name, since) in enumerate(names.items()):
        born = f"19{90 - serial // 10}0101"
        world.person(name, since=since, serial=988 + serial % 10, born=born, login=False)
    listing = world.listing()
    for name in names:
        world.wants(name, listing)
    world.tick(at("05-18 08:00"))
    return world, world.see(listing)


def people(world: World, *names: str) -> list[str]:
    return [str(world.people[name].pk) for name in names]
