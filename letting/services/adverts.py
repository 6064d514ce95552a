"""Adverts end, and begin again."""

import secrets
from datetime import date, datetime

from django.db import connection

from letting.core.ranking import Entrant, ahead_first, ended_by_draw, rank
from letting.core.states import ClosedBecause, InterestState
from letting.models import Interest, Listing
from letting.services.closing import close_ongoing
from letting.services.going_ahead import ahead_of
from letting.services.ledger import Ledger
from letting.services.loading import promised_last_day, rules_of, scheme_of
from queues.core.points import Standing, points_on
from tenants.rulesets.queue_rules import QueueRules


def end_advert(listing: Listing, *, ledger: Ledger, now: datetime) -> None:
    """Rank all who made an interest, as of the last day, for all rounds (JOUR-5, 6, 22). Four statements."""
    scheme = scheme_of(listing)
    ranked = ahead_first(rank(entrants(listing), scheme.ranking, listing.draw_seed), ahead_of(listing))
    store(listing, ranked)
    listing.advert_ended_at = now
    drawn = {"draw_seed": listing.draw_seed} if ended_by_draw(ranked) or scheme.ranking == "lottery" else {}
    ledger.note("advert.ended", interests=len(ranked), **drawn)


def entrants(listing: Listing) -> list[Entrant]:
    """Return all who wait in this advert with the points they have on its last day (JOUR-22, TIME-8). One statement."""
    last_day = promised_last_day(listing)
    queue = rules_of(listing).queues[scheme_of(listing).queue]
    rows = Interest.objects.filter(listing=listing, cycle=listing.cycle, state=InterestState.ONGOING, round=None)
    columns = rows.values_list(
        "pk",
        "made_at",
        "registration__registered_at",
        "registration__points_from",
        "registration__renewed_on",
        "person__last_login_on",
    )
    return [
        Entrant(pk, points_on(standing(queue, points_from, renewed_on, login), last_day), registered_at, made_at)
        for pk, made_at, registered_at, points_from, renewed_on, login in columns.iterator(chunk_size=5000)
    ]


def standing(queue: QueueRules, points_from: date, renewed_on: date, login: date | None) -> Standing:
    """Return what points follow from, for a row of columns rather than a registration."""
    activity = queue.activity
    active_on = (login or points_from) if activity is not None and activity.act == "login" else renewed_on
    return Standing(points_from, active_on, activity.within if activity else None)


def store(listing: Listing, ranked: list[Entrant], *, after: int = 0) -> None:
    """Store places, counted on from `after`, and points in one statement, however many they are."""
    interests = [entrant.interest for entrant in ranked]
    points = [entrant.points for entrant in ranked]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE letting_interest SET rank = place.rank, points = place.points"
            " FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS place (id, rank, points)"
            " WHERE letting_interest.landlord_id = %s AND letting_interest.id = place.id",
            [interests, list(range(after + 1, after + len(ranked) + 1)), points, listing.landlord_id],
        )


def readvertise(listing: Listing, last_day: date, *, ledger: Ledger, now: datetime) -> None:
    """Advertise again for new interests, by the same rules (JOUR-17)."""
    close_ongoing(listing, ClosedBecause.READVERTISED, ledger=ledger, now=now)
    listing.cycle += 1
    begin(listing, last_day)
    ledger.note("listing.readvertised", last_day=last_day)


def begin(listing: Listing, last_day: date) -> None:
    """Set a listing's dates for a new advert; its draw gets a seed that nobody could know before (JOUR-6)."""
    listing.advert_last_day = last_day
    listing.advert_ended_at = listing.next_round_at = listing.sign_reminded_at = None
    listing.viewing_first_day = listing.viewing_last_day = listing.answer_last_day = listing.sign_last_day = None
    listing.round = 0
    listing.draw_seed = secrets.token_hex(16)


def end_without_renter(listing: Listing, *, ledger: Ledger, now: datetime) -> None:
    """End a listing that nobody is left for."""
    close_ongoing(listing, ClosedBecause.WITHDRAWN_BY_STAFF, ledger=ledger, now=now)
    listing.ended_at = now
    listing.look_again_at = None
    ledger.note("listing.withdrawn", reason="nobody_left")
