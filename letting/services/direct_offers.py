"""Direct offers: not advertised, straight to those who have waited longest and wish for such a flat (SCHEME-6)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from letting.core.ranking import Entrant, rank
from letting.core.seen import accepted, in_line, pending
from letting.core.states import ListingState
from letting.models import Interest, Listing
from letting.services.adverts import begin, store
from letting.services.claimed import is_claimed
from letting.services.going_ahead import priority_holders
from letting.services.ledger import Ledger
from letting.services.loading import load, lock_listing, rules_of, scheme_of
from letting.services.selecting import TAKES_ROUNDS, open_round_for
from queues.core.points import points_on
from queues.core.registering import age_on
from queues.models import Registration
from queues.services.blocks import blocked_until
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.models import Ruleset
from tenants.outcome import Refused
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Method


@transaction.atomic
def offer_directly(
    listing_id: int, person_ids: Sequence[int], *, cause: str, reason: str, by: Actor, now: datetime
) -> None | Refused:
    """Offer a flat to persons, the longest registered first; again when none of them wants it (SCHEME-6, SCHEME-7).

    For a draft in a scheme of direct offers; and in any scheme for those whose granted priority gives them an offer.
    Refused: `not_open` (no such scheme, or somebody is asked already), `wrong_kind` (a flat that the scheme is not
    meant for), `not_registered`, `too_young`, `blocked`,
    `home_claimed` (one of two who rent it wants to stay),
    `already_made` (has been asked about this flat), `not_offered` (nobody named), `reason_missing`.
    """
    listing = lock_listing(listing_id)
    today = local_day(now)
    ruleset = listing.ruleset or Ruleset.in_force(today)
    people = list(dict.fromkeys(person_ids))
    if not people:
        return Refused(("not_offered",))
    if code := _against(listing, ruleset.rules, people):
        return Refused((code,))
    rows = _registrations(ruleset.rules, listing, people)
    if code := _against_people(rows, people, listing, ruleset.rules, today):
        return Refused((code,))
    if not reason.strip():
        return Refused(("reason_missing",))
    if listing.state == ListingState.DRAFT and is_claimed(listing.unit_id):
        return Refused(("home_claimed",))
    ledger = Ledger(listing)
    if listing.state == ListingState.DRAFT:
        listing.ruleset, listing.published_at = ruleset, now
        begin(listing, today)
        listing.advert_ended_at = now
    listing.selected_reason = reason.strip()
    ledger.note("listing.offered_directly", number=len(people), cause=cause, ruleset=ruleset.version)
    interests = _interests(listing, rows, today=today, now=now)
    open_round_for(listing, interests, ledger=ledger, by=by, now=now)
    return None


def _against(listing: Listing, rules: Rules, people: list[int]) -> str | None:
    scheme = rules.schemes.get(listing.scheme)
    if scheme is None or listing.unit.kind not in scheme.kinds:
        return "not_open"
    if scheme.flats and listing.unit.flat.features.isdisjoint(scheme.flats):
        return "wrong_kind"
    direct = scheme.method is Method.DIRECT_OFFER or set(people) <= priority_holders(people, rules)
    if listing.state == ListingState.DRAFT:
        return None if direct else "not_open"
    if scheme.method is not Method.DIRECT_OFFER or listing.state not in TAKES_ROUNDS:
        return "not_open"
    process = load(listing)
    return "not_open" if pending(process) or accepted(process) or in_line(process) else None


def _registrations(rules: Rules, listing: Listing, people: list[int]) -> list[Registration]:
    queue = rules.schemes[listing.scheme].queue
    rows = Registration.objects.select_related("person").select_for_update(no_key=True, of=("self",))
    return list(rows.filter(Registration.is_active, person__in=people, queue__slug=queue).order_by("pk"))


def _against_people(
    rows: list[Registration], people: list[int], listing: Listing, rules: Rules, today: date
) -> str | None:
    queue = rules.queues[rules.schemes[listing.scheme].queue]
    if {row.person_id for row in rows} != set(people):
        return "not_registered"
    if any(age_on(row.person.born, today) < queue.apply_age for row in rows):
        return "too_young"
    if blocked_until(people, today):
        return "blocked"
    if Interest.objects.filter(listing=listing, cycle=listing.cycle, person__in=people).exists():
        return "already_made"
    return None


def _interests(listing: Listing, rows: list[Registration], *, today: date, now: datetime) -> tuple[int, ...]:
    """Make an interest for each, ranked after those who were asked before."""
    queue = rules_of(listing).queues[scheme_of(listing).queue]
    made = Interest.objects.bulk_create(
        Interest(
            landlord_id=listing.landlord_id,
            listing=listing,
            cycle=listing.cycle,
            person_id=row.person_id,
            registration=row,
            made_at=now,
        )
        for row in rows
    )
    entrants = [
        Entrant(interest.pk, points_on(row.standing(queue), today), row.registered_at, now)
        for interest, row in zip(made, rows, strict=True)
    ]
    before = Interest.objects.filter(listing=listing, cycle=listing.cycle).aggregate(last=Max("rank"))["last"] or 0
    ranked = rank(entrants, scheme_of(listing).ranking, listing.draw_seed)
    store(listing, ranked, after=before)
    return tuple(entrant.interest for entrant in ranked)
