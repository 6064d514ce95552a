"""Where a demo town's areas lie: the first in the middle, the others around it, well apart."""

from math import cos, radians, sin
from random import Random

from letting.demo.people import AREAS, TOWNS

KM_OF_LATITUDE = 111.2
ACROSS = 0.35  # how far from its middle an area reaches, in km
NEAREST, FARTHEST = 1.5, 2.3


def coordinates(random: Random, area: str, town: str) -> dict[str, float]:
    """Return a place in an area of a town, as a unit's fields; a town that nobody knows lies where the first does."""
    latitude, longitude = TOWNS.get(town) or next(iter(TOWNS.values()))
    north, east = _middle(area)
    north, east = (one + random.uniform(-ACROSS, ACROSS) for one in (north, east))
    return {
        "latitude": round(latitude + north / KM_OF_LATITUDE, 5),
        "longitude": round(longitude + east / (KM_OF_LATITUDE * cos(radians(latitude))), 5),
    }


def _middle(area: str) -> tuple[float, float]:
    """Return how far north and east of the town's middle an area's own lies, in km."""
    number = AREAS.index(area) if area in AREAS else len(AREAS)
    if number == 0:
        return 0.0, 0.0
    angle = radians(25 + 360 * (number - 1) / len(AREAS))
    distance = NEAREST if number % 2 else FARTHEST
    return distance * cos(angle), distance * sin(angle)
