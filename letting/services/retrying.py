"""A step that failed is tried again, when staff ask for it."""

from datetime import datetime

from django.db import transaction

from letting.core.states import OPEN
from letting.services.loading import lock_listing
from tenants.actors import Actor
from tenants.events import Fact, record
from tenants.outcome import Refused


@transaction.atomic
def try_again(listing_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Let the next tick look at a listing whose step failed. Refused: `not_open` (ended, or nothing has failed)."""
    listing = lock_listing(listing_id)
    if listing.state not in OPEN or not listing.failed_steps:
        return Refused(("not_open",))
    listing.look_again_at = now
    listing.save(update_fields=["look_again_at"])
    record([Fact("step.tried_again", listing.subject)], by=by, now=now)
    return None
