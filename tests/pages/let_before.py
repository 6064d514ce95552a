"""Lettings of before, as rows: what the statistics of a page rest on."""

from datetime import date
from typing import Any

from letting.core.states import ListingState
from letting.models import Listing, Outcome, Unit
from tenants.core.calendar import start_of
from tenants.models import Ruleset
from tests.cast import World


def let_before(world: World, *points: int | None, on: date = date(2025, 9, 1), **more: Any) -> list[Outcome]:
    """Let a home for each of these points, on a day; `more` are the outcomes' other columns."""
    said = {"scheme": "ordinary", "kind": "apartment", "area": "Centrum", "rooms": 2, "rent": 7300,
            "days_to_lease": 20, "days_empty": 0, "declined": 2, "expired": 1} | more  # fmt: skip
    made = []
    with world.scope():
        ruleset, before = Ruleset.objects.get(), Unit.objects.count()
        for number, one in enumerate(points):
            unit = Unit.objects.create(
                number=f"F{before + number}", kind=said["kind"], street="Förrgatan 1", area=said["area"],
                rooms=said["rooms"], size=50, rent=said["rent"],
            )  # fmt: skip
            listing = Listing.objects.create(
                unit=unit, scheme=said["scheme"], state=ListingState.LET, ruleset=ruleset, published_at=start_of(on),
                advert_last_day=on, ended_at=start_of(on),
            )  # fmt: skip
            made.append(Outcome.objects.create(listing=listing, signed_on=on, points=one, **said))
    return made
