"""Telling saved searches of new flats: by the minute's tick, one mail per person and run, never the same flat twice.

A run holds its round's row. What was told is written as hits in the same transaction as the mails, so that a run
that comes twice, at once or after an outage, tells what is not told yet and nothing else.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from letting.core.alerting import LATE, next_daily
from letting.core.finding import Vacancy, Wanted, Watch, news
from letting.models import AlertRound, Announcement, Listing, Often, SavedSearch, SearchHit
from letting.services.vacancies import vacancies
from queues.models import Registration
from tenants.core.calendar import later, local_day
from tenants.landlords import rules_today
from tenants.outbox import Letter, post

Told = dict[int, list[tuple[Watch, list[Vacancy]]]]
AGAIN = timedelta(minutes=1)
SHOWN = 10  # flats in one mail; of the rest it tells how many they are


def announce(listing: Listing, now: datetime) -> None:
    """Note, in the transaction that publishes a listing, that searches are to be told."""
    Announcement.objects.bulk_create([Announcement(listing=listing, look_again_at=now)], ignore_conflicts=True)


def look_at_announcement(row: Announcement, now: datetime) -> None:
    """Tell the searches that want to know at once; while another run does, come back in a minute."""
    rounds = AlertRound.objects.filter(often=Often.IMMEDIATE)
    mine = rounds.select_for_update(skip_locked=True).first()
    if mine is not None:
        tell(mine, now)
    elif rounds.exists():
        row.look_again_at = later(now, AGAIN)
        row.save(update_fields=["look_again_at"])
        return
    row.delete()


def look_at_round(row: AlertRound, now: datetime) -> None:
    """Tell the searches that gather a day, and set when next."""
    tell(row, now)
    rules = rules_today(local_day(now))
    row.look_again_at = next_daily(
        now, rules.alerts.daily_at, rules.workdays, workdays=rules.alerts.daily_on == "workdays"
    )
    row.save(update_fields=["look_again_at"])


def tell(turn: AlertRound, now: datetime) -> int:
    """Tell every awake search of a locked round what is new to it; return how many persons were told."""
    since = turn.through - LATE if turn.through else None
    fresh = vacancies(local_day(now), since=since)
    told = _awake_still(news(_watches(turn.often), fresh, _told_before(fresh))) if fresh else {}
    _remember(told, now)
    post([_letter(person, hits, now) for person, hits in told.items()], now=now)
    turn.through = now
    turn.save(update_fields=["through"])
    return len(told)


def _watches(often: str) -> Iterable[Watch]:
    """Yield the awake searches of those who can be told: not of whoever has left, or stands in line no more."""
    places = Registration.objects.filter(person=OuterRef("person"))
    stands = Exists(places.filter(Registration.is_active)) | ~Exists(places)
    rows = SavedSearch.objects.filter(stands, Q(person__user__is_active=True), often=often, paused_at=None)
    for pk, person, name, criteria, since in rows.values_list("pk", "person", "name", "criteria", "since"):
        yield Watch(pk, person, name, Wanted.from_data(criteria), since)


def _told_before(fresh: list[Vacancy]) -> frozenset[tuple[int, int]]:
    hits = SearchHit.objects.filter(listing__in=[one.pk for one in fresh])
    return frozenset(hits.values_list("search", "listing"))


def _awake_still(found: Told) -> Told:
    """Lock the searches that found something; leave out those that were paused or removed meanwhile."""
    ids = [watch.pk for hits in found.values() for watch, _ in hits]
    locked = SavedSearch.objects.select_for_update(no_key=True).filter(pk__in=ids, paused_at=None).order_by("pk")
    awake = {row.pk for row in locked}
    kept = {person: [hit for hit in hits if hit[0].pk in awake] for person, hits in found.items()}
    return {person: hits for person, hits in kept.items() if hits}


def _remember(told: Told, now: datetime) -> None:
    rows = (
        SearchHit(search_id=watch.pk, listing_id=one.pk, told_at=now)
        for hits in told.values()
        for watch, vacancies_ in hits
        for one in vacancies_
    )
    SearchHit.objects.bulk_create(rows, batch_size=5000)


def _letter(person: int, hits: list[tuple[Watch, list[Vacancy]]], now: datetime) -> Letter:
    flats = sorted({one.pk: one for _, found in hits for one in found}.values(), key=lambda one: (one.last_day, one.pk))
    context = {
        "searches": [watch.name for watch, _ in hits],
        "flats": [_facts(one) for one in flats[:SHOWN]],
        "count": len(flats),
        "more": max(len(flats) - SHOWN, 0),
    }
    return Letter("homes_found", f"homes_found:{person}:{hits[0][0].pk}:{now.isoformat()}", person, context=context)


def _facts(one: Vacancy) -> dict[str, Any]:
    return {
        "listing": one.pk, "street": one.street, "area": one.area, "rooms": one.rooms, "size": one.size,
        "rent": one.rent, "last_day": one.last_day.isoformat(), "unit_kind": one.kind,
        "move_in": one.move_in.isoformat() if one.move_in else None,
    }  # fmt: skip
