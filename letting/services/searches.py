"""Saved searches: made, changed, paused, taken up again and removed by the person whose they are."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from letting.core.alerting import next_daily
from letting.core.finding import Wanted
from letting.models import AlertRound, Often, SavedSearch
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.landlords import rules_today
from tenants.models import Person
from tenants.outcome import Refused

LONGEST_NAME = 60
MOST_AREAS = 50


def searches_of(person_id: int) -> QuerySet[SavedSearch]:
    """Return a person's saved searches, by name."""
    return SavedSearch.objects.filter(person=person_id).order_by("name", "pk")


@transaction.atomic
def save_search(
    person_id: int, wanted: Wanted, *, name: str, often: str, by: Actor, now: datetime
) -> SavedSearch | Refused:
    """Save a search; one with the same filters is changed instead, so that pressing twice makes one.

    Refused: `too_many_searches` (as many as the landlord allows), `no_name`, `too_many_areas`.
    """
    if refusal := _against(name, wanted):
        return refusal
    _lock(person_id)
    mine, criteria = SavedSearch.objects.filter(person=person_id), wanted.as_data()
    same = mine.filter(criteria=criteria).first()
    if same is not None:
        _reach_back(same.often, often)
        _write(same, name=name, often=often, by=by, now=now)
        return same
    if mine.count() >= rules_today(local_day(now)).alerts.most_searches:
        return Refused(("too_many_searches",))
    row = SavedSearch.objects.create(
        person_id=person_id, name=_tidy(name), criteria=criteria, often=Often(often), since=now
    )
    ready(now)
    _record(row, "search.saved", by, now, often=row.often)
    return row


@transaction.atomic
def change_search(search_id: int, person_id: int, *, name: str, often: str, by: Actor, now: datetime) -> None | Refused:
    """Change a search's name and rhythm. Refused: `no_name`, `search_gone`."""
    if refusal := _against(name, Wanted()):
        return refusal
    was = SavedSearch.objects.filter(pk=search_id, person=person_id).values_list("often", flat=True).first()
    if was is not None:
        _reach_back(was, often)
    return _with_mine(search_id, person_id, lambda row: _write(row, name=name, often=often, by=by, now=now))


@transaction.atomic
def pause_search(search_id: int, person_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Let a search be silent until it is taken up again. Refused: `search_gone`."""

    def pause(row: SavedSearch) -> None:
        if row.paused_at is None:
            row.paused_at = now
            row.save(update_fields=["paused_at"])
            _record(row, "search.paused", by, now)

    return _with_mine(search_id, person_id, pause)


@transaction.atomic
def resume_search(search_id: int, person_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Take a search up again: it tells of what is published from now on. Refused: `search_gone`."""

    def resume(row: SavedSearch) -> None:
        if row.paused_at is not None:
            row.paused_at, row.since = None, now
            row.save(update_fields=["paused_at", "since"])
            _record(row, "search.resumed", by, now)

    return _with_mine(search_id, person_id, resume)


@transaction.atomic
def remove_search(search_id: int, person_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Remove a search for good. Refused: `search_gone`."""

    def remove(row: SavedSearch) -> None:
        _record(row, "search.removed", by, now)
        row.delete()

    return _with_mine(search_id, person_id, remove)


@transaction.atomic
def pause_all(person_id: int, *, by: Actor, now: datetime) -> int:
    """Pause every search of a person; return how many were awake. Again it changes nothing."""
    _lock(person_id)
    awake = list(SavedSearch.objects.select_for_update().filter(person=person_id, paused_at=None).order_by("pk"))
    SavedSearch.objects.filter(pk__in=[row.pk for row in awake]).update(paused_at=now)
    record([Fact("search.unsubscribed", _subject(row), person_id) for row in awake], by=by, now=now)
    return len(awake)


def ready(now: datetime) -> None:
    """See to it that both rounds of alerts are there, the daily one with its next moment."""
    rules = rules_today(local_day(now))
    daily = next_daily(now, rules.alerts.daily_at, rules.workdays, workdays=rules.alerts.daily_on == "workdays")
    AlertRound.objects.bulk_create(
        [AlertRound(often=Often.IMMEDIATE), AlertRound(often=Often.DAILY, look_again_at=daily)], ignore_conflicts=True
    )


def _reach_back(was: str, will_be: str) -> None:
    """Let the next round of a search's new rhythm look as far back as its old one would have: nothing falls between.

    A run locks its round before the searches; so does this.
    """
    if was != will_be:
        left = AlertRound.objects.filter(often=was).values("through")
        rounds = AlertRound.objects.filter(often=will_be)
        rounds.filter(through__gt=left).update(through=left)
        if AlertRound.objects.filter(often=was, through=None).exists():
            rounds.update(through=None)


def _lock(person_id: int) -> None:
    Person.objects.select_for_update(no_key=True).get(pk=person_id)


def _with_mine(search_id: int, person_id: int, act: Callable[[SavedSearch], None]) -> None | Refused:
    _lock(person_id)
    row = SavedSearch.objects.select_for_update(of=("self",)).filter(pk=search_id, person=person_id).first()
    if row is None:
        return Refused(("search_gone",))
    act(row)
    return None


def _write(row: SavedSearch, *, name: str, often: str, by: Actor, now: datetime) -> None:
    if (row.name, row.often) != (_tidy(name), often):
        row.name, row.often = _tidy(name), Often(often)
        row.save(update_fields=["name", "often"])
        _record(row, "search.changed", by, now, often=row.often)


def _against(name: str, wanted: Wanted) -> Refused | None:
    if not _tidy(name):
        return Refused(("no_name",))
    return Refused(("too_many_areas",)) if len(wanted.area) > MOST_AREAS else None


def _tidy(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME]


def _subject(row: SavedSearch) -> str:
    return f"letting.search:{row.pk}"


def _record(row: SavedSearch, kind: str, by: Actor, now: datetime, **data: str) -> None:
    record(
        [Fact(kind, _subject(row), row.person_id, {name: str(value) for name, value in data.items()})], by=by, now=now
    )
