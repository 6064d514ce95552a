"""Does a flat match somebody's wishes? Pure (QUEUE-15, SCHEME-6)."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from tenants.rulesets.scheme_rules import Feature

# Either will do where both are wished for: who cannot climb stairs is helped by the one as by the other.
_NO_STAIRS = frozenset({Feature.GROUND_FLOOR, Feature.LIFT})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wishes for. An empty wish is no wish."""

    areas: Collection[str] = ()
    features: frozenset[Feature] = frozenset()
    least_rooms: int | None = None
    most_rent: int | None = None


@dataclass(frozen=True, slots=True)
class Flat:
    """A flat as wishes see it: its area as it is written, rooms, kronor a month, and what sets it apart."""

    area: str
    rooms: int
    rent: int
    features: frozenset[Feature] = frozenset()


def area_key(name: str) -> str:
    """Return what an area is known by, however it is written: "Norra Älven" is "norra-alven"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def matches(wishes: Wanted, flat: Flat) -> bool:
    """Say whether a flat is what somebody wishes for: every wish of hers must hold.

    Of ground floor and lift, either will do where both are wished for.
    """
    in_area = not wishes.areas or area_key(flat.area) in {area_key(area) for area in wishes.areas}
    large_enough = wishes.least_rooms is None or flat.rooms >= wishes.least_rooms
    cheap_enough = wishes.most_rent is None or flat.rent <= wishes.most_rent
    return in_area and large_enough and cheap_enough and _has(wishes.features, flat.features)


def _has(wished: frozenset[Feature], there: frozenset[Feature]) -> bool:
    if wished >= _NO_STAIRS and there & _NO_STAIRS:
        wished -= _NO_STAIRS
    return wished <= there
