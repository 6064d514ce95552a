"""Moving a letting on: ask the core, carry out what it says, ask again, until nothing more is due."""

from datetime import datetime

from django.db import transaction

from letting.core.process import advance
from letting.core.seen import SetOffBy
from letting.models import Listing
from letting.services.carrying import carry_out
from letting.services.ledger import Ledger
from letting.services.loading import load
from letting.services.publishing import publish_scheduled
from tenants.actors import PORTAL, Actor

AT_MOST = 50


def settle(listing: Listing, *, ledger: Ledger, now: datetime, set_off_by: SetOffBy) -> None:
    """Carry out everything that is due for a locked listing, set when to look again, and save it, once."""
    for _ in range(AT_MOST):
        outcome = advance(load(listing), now, set_off_by)
        carry_out(outcome, listing, ledger=ledger, now=now)
        if outcome.rests:
            listing.look_again_at = outcome.look_again_at
            listing.save()
            return
    raise RuntimeError(f"listing {listing.pk} does not come to rest")


def settle_answer(listing: Listing, *, ledger: Ledger, by: Actor, now: datetime) -> None:
    """Carry out what a person's act set off, and write log and letters (JOUR-16: a new round waits for the morning)."""
    settle(listing, ledger=ledger, now=now, set_off_by=SetOffBy.ANSWER)
    ledger.write(by=by, now=now)


@transaction.atomic
def look_at(listing: Listing, now: datetime) -> None:
    """Do what time has made due for a locked listing: the tick's step."""
    listing.failed_steps, listing.last_error = 0, ""
    ledger = Ledger(listing)
    if listing.state == Listing.State.DRAFT:
        publish_scheduled(listing, ledger=ledger, now=now)
    if listing.state != Listing.State.DRAFT:
        settle(listing, ledger=ledger, now=now, set_off_by=SetOffBy.STEP)
    ledger.write(by=PORTAL, now=now)
