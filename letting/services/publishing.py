"""Listings are made from units, published, and withdrawn by staff."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from letting.core.process import look_again
from letting.core.states import OPEN, ClosedBecause, ListingState
from letting.models import Listing
from letting.services.adverts import begin
from letting.services.alerts import announce
from letting.services.awards import annul_unsigned
from letting.services.claimed import is_claimed
from letting.services.closing import close_ongoing, everyone_else
from letting.services.ledger import Ledger
from letting.services.loading import load, lock_listing
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.models import Ruleset
from tenants.outcome import Refused


@transaction.atomic
def publish_listing(listing_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Publish a draft under the ruleset in force today, which stays with it (JOUR-3, JOUR-23).

    Refused: `not_open` (no draft), `unit_busy` (the unit has a live listing), `unknown_scheme`, `wrong_kind`,
    `last_day_passed`, `home_claimed` (one of two who rent it wants to stay).
    """
    listing = lock_listing(listing_id)
    ledger = Ledger(listing)
    outcome = publish(listing, ledger=ledger, now=now)
    if outcome is None:
        ledger.write(by=by, now=now)
    return outcome


def publish(listing: Listing, *, ledger: Ledger, now: datetime) -> None | Refused:
    """Publish a locked draft; see `publish_listing`."""
    if listing.state != ListingState.DRAFT:
        return Refused(("not_open",))
    today = local_day(now)
    ruleset = Ruleset.in_force(today)
    scheme = ruleset.rules.schemes.get(listing.scheme)
    if scheme is None or scheme.advertising is None:
        return Refused(("unknown_scheme",))
    if listing.unit.kind not in scheme.kinds:
        return Refused(("wrong_kind",))
    last_day = listing.wanted_last_day or ruleset.rules.workdays.last_day_starting(today, scheme.advertising)
    if last_day < today:
        return Refused(("last_day_passed",))
    if is_claimed(listing.unit_id):
        return Refused(("home_claimed",))
    listing.state, listing.ruleset, listing.published_at = ListingState.ADVERTISED, ruleset, now
    begin(listing, last_day)
    listing.look_again_at = look_again(load(listing), now)
    try:
        with transaction.atomic():
            listing.save()
    except IntegrityError:
        return Refused(("unit_busy",))
    announce(listing, now)
    ledger.note("listing.published", last_day=last_day, scheme=listing.scheme, ruleset=ruleset.version)
    return None


def publish_scheduled(listing: Listing, *, ledger: Ledger, now: datetime) -> None:
    """Publish a locked draft whose time has come; one that cannot be is left a draft, and staff see why."""
    if listing.publish_at is None or listing.publish_at > now:
        return
    outcome = publish(listing, ledger=ledger, now=now)
    if outcome is not None:
        listing.look_again_at, listing.last_error = None, outcome.code
        listing.save(update_fields=["look_again_at", "last_error"])


@transaction.atomic
def withdraw_listing(listing_id: int, *, reason: str, by: Actor, now: datetime) -> None | Refused:
    """Take a listing back, with a reason that everyone concerned is told (JOUR-21).

    Refused: `not_open` (let or withdrawn already), `not_allowed` (no reason given).
    """
    listing = lock_listing(listing_id)
    if listing.state not in OPEN and listing.state != ListingState.DRAFT:
        return Refused(("not_open",))
    if not reason.strip():
        return Refused(("not_allowed",))
    ledger = Ledger(listing)
    told = everyone_else(listing, 0)
    close_ongoing(listing, ClosedBecause.WITHDRAWN_BY_STAFF, ledger=ledger, now=now)
    annul_unsigned(listing, told=told, reason=reason.strip(), ledger=ledger, now=now)
    listing.state, listing.ended_at, listing.look_again_at = ListingState.WITHDRAWN, now, None
    listing.withdrawn_reason = reason.strip()
    listing.save()
    ledger.note("listing.withdrawn")
    for person in told:
        ledger.letter("listing_withdrawn", person, str(person), reason=listing.withdrawn_reason)
    ledger.write(by=by, now=now)
    return None


@transaction.atomic
def plan_publication(listing_id: int, at: datetime | None, *, by: Actor, now: datetime) -> None | Refused:
    """Set when a draft is to be published by itself, under the rules of that day; None takes the plan back.

    Refused: `not_open` (no draft), `moment_passed`, `unknown_scheme` (not one that is advertised by today's rules).
    """
    listing = lock_listing(listing_id)
    if listing.state != ListingState.DRAFT:
        return Refused(("not_open",))
    if at is not None and at <= now:
        return Refused(("moment_passed",))
    if at is not None and coming_last_day(listing, local_day(at)) is None:
        return Refused(("unknown_scheme",))
    listing.publish_at = listing.look_again_at = at
    listing.last_error = ""
    listing.save(update_fields=["publish_at", "look_again_at", "last_error"])
    ledger = Ledger(listing)
    if at is None:
        ledger.note("listing.plan_dropped")
    else:
        ledger.note("listing.planned", publish_at=at)
    ledger.write(by=by, now=now)
    return None


def coming_last_day(listing: Listing, today: date) -> date | None:
    """Return the last day that a draft would get if it were published today."""
    rules = Ruleset.in_force(today).rules
    scheme = rules.schemes.get(listing.scheme)
    if scheme is None or scheme.advertising is None:
        return None
    return listing.wanted_last_day or rules.workdays.last_day_starting(today, scheme.advertising)
