"""A letting that is under way."""

import pytest

from letting.models import Listing
from tenants.outcome import Refused
from tests.cast import World, at, make_world


@pytest.fixture
def listing(town: World) -> Listing:
    """A flat that Anna, Bo and Cecilia want, in this order of points; offers went out on Monday the 18th."""
    for serial, (name, since) in enumerate({"Anna": "2010-01-01", "Bo": "2012-01-01", "Cecilia": "2014-01-01"}.items()):
        town.person(name, since=since, serial=988 + serial)
    listing = town.listing()
    for name in ("Cecilia", "Bo", "Anna"):
        assert not isinstance(town.wants(name, listing), Refused)
    town.tick(at("05-18 08:00"))
    return listing


@pytest.fixture
def borlange(db: None) -> World:
    """Return a landlord with the most rules for leases, and two who may rent there."""
    world = make_world("tunabyggen")
    world.person("Anna", serial=988)
    world.person("Bo", serial=989)
    return world
