"""Two who act at once: where they meet, what they do, and who of them won."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from letting.models import Listing
from tenants.models import Event
from tenants.outcome import Refused
from tests.cast import World


class Pause:
    """Where two meet once, when both have read and neither has written."""

    def __init__(self) -> None:
        self._meeting, self._met = threading.Barrier(2), threading.local()

    def __call__(self) -> None:
        if not getattr(self._met, "once", False):
            self._met.once = True
            self._meeting.wait(5)


class SlowReason(str):
    """A reason over which staff stop to think: it is read when the rows have been."""

    pause: Pause

    def strip(self, *_: Any) -> str:
        self.pause()
        return str(self)


def thinking(pause: Pause) -> str:
    reason = SlowReason("Sett.")
    reason.pause = pause
    return reason


def read_without_lock(listing_id: int) -> Listing:
    return Listing.objects.select_related("unit", "ruleset").get(pk=listing_id)


def one_winner(results: list[Any], code: str) -> bool:
    """Say whether one act was done and the other refused by a code."""
    return sorted(map(str, results)) == sorted(["None", str(Refused((code,)))])


def happened(world: World, *kinds: str, **data: str) -> int:
    with world.scope():
        return Event.objects.filter(kind__in=kinds, **{f"data__{name}": value for name, value in data.items()}).count()


def in_scope(world: World, service: Callable[..., Any], *arguments: Any, **more: Any) -> Callable[[], Any]:
    def act() -> Any:
        with world.scope():
            return service(*arguments, **more)

    return act


# ---- the same review -----------------------------------------------------------------------------------------------
