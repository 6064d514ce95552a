"""The form of an action of the language: who may do it, what it takes, and the service that it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from letting.core.states import InterestState
from letting.models import Interest

if TYPE_CHECKING:
    from letting.simulation.world import World

Arguments = Mapping[str, Any]
Play = Callable[["World", str, Arguments, datetime], object]


@dataclass(frozen=True, slots=True)
class Action:
    """An action of the language. Of its arguments those that are optional may be left out."""

    play: Play
    arguments: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    by_staff: bool = False


def listing_of(world: "World", arguments: Arguments, person: int) -> int:
    """Return the listing that an action is about: the one named, else the one that the person is furthest in.

    0, which no listing is, where there is none.
    """
    if "listing" in arguments:
        return world.listings[arguments["listing"]]
    rows = Interest.objects.filter(person=person, state=InterestState.ONGOING).order_by("round", "-made_at")
    only = next(iter(world.listings.values()), 0) if len(world.listings) == 1 else 0
    return rows.values_list("listing", flat=True).first() or only
