"""Making an interest, and taking it back."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from letting.core.states import ENDED_OFFER, InterestState, ListingState, OfferState
from letting.models import Interest, Listing, Offer
from letting.services.adverts import standing
from letting.services.asking import known_to_ask, reasons_to_refuse
from letting.services.ledger import Ledger
from letting.services.loading import lock_listing, rules_of, scheme_of
from letting.services.steps import settle_answer
from queues.core.points import points_on
from queues.models import Registration
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.models import Person
from tenants.outcome import Refused
from tenants.rulesets.scheme_rules import Method


@transaction.atomic
def express_interest(listing_id: int, person_id: int, *, by: Actor, now: datetime) -> Interest | Refused:
    """Make an interest in an advertised flat (JOUR-1, JOUR-2). Refused with every code of `letting.core.interest`.

    Two hundred at once on one listing do not wait for each other: the listing is locked in shared mode, which only
    its own steps exclude; one person's limit is held by the lock on her registration.
    """
    listing = hold_listing(listing_id)
    if listing.state == ListingState.DRAFT or listing.ruleset is None:
        return Refused(("advert_closed",))
    scheme = scheme_of(listing)
    queue = rules_of(listing).queues[scheme.queue]
    registration = _registration(person_id, scheme.queue)
    person = registration.person if registration else Person.objects.get(pk=person_id)
    mine = Interest.objects.filter(listing=listing, cycle=listing.cycle, person=person).first()
    known = known_to_ask(listing, person_id, now=now)
    if reasons := reasons_to_refuse(listing, person, registration, mine, known=known, now=now):
        return Refused(reasons)
    assert registration is not None  # else `not_registered`  # noqa: S101
    interest = mine or Interest(listing=listing, cycle=listing.cycle, person=person)
    interest.registration, interest.made_at = registration, now
    interest.state, interest.ended_at, interest.closed_because = InterestState.ONGOING, None, ""
    if scheme.method is Method.FIRST_COME:
        last = Interest.objects.filter(listing=listing, cycle=listing.cycle).aggregate(last=Max("rank"))["last"] or 0
        day = local_day(now)
        seen = standing(queue, registration.points_from, registration.renewed_on, person.last_login_on)
        interest.rank, interest.points = last + 1, points_on(seen, day)
    interest.save()
    ledger = Ledger(listing)
    ledger.note("interest.made", person.pk)
    if scheme.method is Method.FIRST_COME:
        settle_answer(listing, ledger=ledger, by=by, now=now)
    else:
        ledger.write(by=by, now=now)
    return interest


def hold_listing(listing_id: int) -> Listing:
    """Lock a listing for an interest: shared, or alone where the first who comes is asked at once (SCHEME-2).

    A published listing never changes its scheme, so which lock it is can be read before locking; a shared lock that
    is made stronger later would be a deadlock. What moves is read under the lock.
    """
    listing = Listing.objects.select_related("unit", "ruleset").get(pk=listing_id)
    if listing.ruleset is not None and scheme_of(listing).method is Method.FIRST_COME:
        return lock_listing(listing_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, cycle, advert_last_day FROM letting_listing WHERE id = %s FOR SHARE", [listing_id]
        )
        listing.state, listing.cycle, listing.advert_last_day = cursor.fetchone()
    return listing


def _registration(person_id: int, queue_slug: str) -> Registration | None:
    rows = Registration.objects.select_related("person").select_for_update(no_key=True, of=("self",))
    return rows.filter(Registration.is_active, person=person_id, queue__slug=queue_slug).first()


@transaction.atomic
def withdraw_interest(listing_id: int, person_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Take an interest back (JOUR-21); an offer that waits for an answer goes with it. Refused: `not_open`."""
    listing = lock_listing(listing_id)
    interest = Interest.objects.filter(
        listing=listing, cycle=listing.cycle, person=person_id, state=InterestState.ONGOING
    ).first()
    if interest is None:
        return Refused(("not_open",))
    offer = Offer.objects.filter(interest=interest).exclude(state__in=ENDED_OFFER).first()
    if offer is not None and offer.state == OfferState.AWARDED:
        return Refused(("not_allowed",))  # an award is declined, with its lease
    ledger = Ledger(listing)
    take_back(interest, offer, ledger=ledger, now=now)
    settle_answer(listing, ledger=ledger, by=by, now=now)
    return None


def take_back(interest: Interest, offer: Offer | None, *, ledger: Ledger, now: datetime) -> None:
    """Mark an interest, and its live offer, as withdrawn."""
    interest.state, interest.ended_at = InterestState.WITHDRAWN, now
    interest.save(update_fields=["state", "ended_at"])
    if offer is not None:
        offer.state, offer.ended_at = OfferState.WITHDRAWN, now
        offer.save(update_fields=["state", "ended_at"])
    ledger.note("interest.withdrawn", interest.person_id)
