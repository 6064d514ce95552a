"""Identity shown when signing (CHECK-18): noted by staff on the lease, before the keys are handed over."""

from datetime import datetime

from django.db import transaction

from letting.models import Lease, Listing
from letting.services.ledger import Ledger
from letting.services.loading import lock_listing, rules_of
from tenants.actors import Actor
from tenants.outcome import Refused
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import DeclarationRule


def asks_for_identity(listing: Listing) -> bool:
    """Say whether the renter must show her identity for this listing's lease."""
    return identity_asked(rules_of(listing), listing.scheme)


def identity_asked(rules: Rules, scheme: str) -> bool:
    """Say whether a renter must show her identity for a lease that was let in this way."""
    wanted = (rules.requirements[slug] for slug in rules.schemes[scheme].requirements)
    return any(
        isinstance(rule, DeclarationRule) and rule.kind == "identity" and rule.needed == "required" for rule in wanted
    )


@transaction.atomic
def note_identity_shown(listing_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Note that the renter of a listing has shown her identity. Refused: `not_open` (no lease), `already_answered`."""
    listing = lock_listing(listing_id)
    lease = Lease.objects.select_for_update(of=("self",)).filter(listing=listing, annulled_at=None).first()
    if lease is None or not asks_for_identity(listing):
        return Refused(("not_open",))
    if lease.identity_shown_at is not None:
        return Refused(("already_answered",))
    lease.identity_shown_at, lease.identity_shown_to = now, str(by)
    lease.save(update_fields=["identity_shown_at", "identity_shown_to"])
    ledger = Ledger(listing)
    ledger.note("lease.identity_shown", lease.person_id)
    ledger.write(by=by, now=now)
    return None
