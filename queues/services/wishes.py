"""What a person wishes for; and that choosing an area with a queue of its own joins that queue (QUEUE-15)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from queues.core.wishes import area_key
from queues.models import Consent, Registration, Wishes
from queues.services.registrations import reactivate, register
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.landlords import rules_today
from tenants.models import Person
from tenants.outcome import Refused
from tenants.rulesets.scheme_rules import Feature

MOST_ROOMS = 20
MOST_RENT = 1_000_000

# Each returns names of areas that can be chosen: `letting` tells of those that it has homes in.
area_sources: list[Callable[[], Iterable[str]]] = []


def areas_offered(now: datetime) -> Mapping[str, str]:
    """Return the areas that can be wished for, by key, as they are written, in order: where homes are, and queues."""
    named = {area_key(name): name for source in area_sources for name in source() if area_key(name)}
    for area in _area_queues(now).values():
        named.setdefault(area, area.capitalize())
    return dict(sorted(named.items(), key=lambda item: item[1].casefold()))


def wishes_of(person_id: int) -> Wishes | None:
    """Return what a person has wished for, None if nothing."""
    return Wishes.objects.filter(person=person_id).first()


@transaction.atomic
def choose_area(person_id: int, area: str, *, by: Actor, now: datetime) -> None | Refused:
    """Add an area to a person's wishes; one with a queue of its own she stands in from today (QUEUE-15).

    Who has left it before comes back to the place that was kept. Refused: `unknown_area`, `not_registered` (she stands
    in no queue here yet), and as `register`: with a refusal nothing has changed.
    """
    row = _lock(person_id, now)
    if refused := _choose(row, [area], by, now):
        return refused
    _save(row, now)
    return None


@transaction.atomic
def leave_area(person_id: int, area: str, *, by: Actor, now: datetime) -> None:
    """Take an area out of a person's wishes; her place in its queue rests, with its points kept (QUEUE-15)."""
    row = _lock(person_id, now)
    _leave(row, [name for name in row.areas if area_key(name) == area_key(area)], by, now)
    _save(row, now)


@transaction.atomic
def save_wishes(
    person_id: int, *, areas: Collection[str], features: Collection[str], least_rooms: int | None,
    most_rent: int | None, by: Actor, now: datetime,
) -> None | Refused:  # fmt: skip
    """Save all of a person's wishes at once; areas are chosen and left as if one by one (QUEUE-15, SCHEME-6).

    Refused: `unknown_feature`, `bad_rooms`, `bad_rent`, and as `choose_area`: with a refusal nothing has changed.
    """
    reasons = (
        ("unknown_feature", bool(set(features) - set(Feature))),
        ("bad_rooms", least_rooms is not None and not 1 <= least_rooms <= MOST_ROOMS),
        ("bad_rent", most_rent is not None and not 1 <= most_rent <= MOST_RENT),
    )
    if any(holds for _, holds in reasons):
        return Refused(tuple(code for code, holds in reasons if holds))
    row = _lock(person_id, now)
    wanted, had = {area_key(area) for area in areas}, {area_key(name) for name in row.areas}
    if refused := _choose(row, [area for area in areas if area_key(area) not in had], by, now):
        return refused
    _leave(row, [name for name in row.areas if area_key(name) not in wanted], by, now)
    row.features = [feature.value for feature in Feature if feature in set(features)]
    row.least_rooms, row.most_rent = least_rooms, most_rent
    _save(row, now)
    record([_fact("wishes.saved", row)], by=by, now=now)
    return None


def _lock(person_id: int, now: datetime) -> Wishes:
    """Lock the person, whose lock is her wishes' too, and return them; made with the first one that is saved."""
    person = Person.objects.select_for_update().get(pk=person_id)
    return wishes_of(person_id) or Wishes(person=person, saved_at=now)


def _save(row: Wishes, now: datetime) -> None:
    row.saved_at = now
    row.save()


def _choose(row: Wishes, areas: Iterable[str], by: Actor, now: datetime) -> None | Refused:
    offered = areas_offered(now)
    for key in dict.fromkeys(area_key(area) for area in areas):
        if key not in offered:
            return _undone("unknown_area")
        if key in {area_key(name) for name in row.areas}:
            continue
        for slug in [slug for slug, area in _area_queues(now).items() if area == key]:
            if refused := _join(row.person_id, slug, by, now):
                return _undone(*refused.codes)
        row.areas = [*row.areas, offered[key]]
        record([_fact("area.chosen", row, area=offered[key])], by=by, now=now)
    return None


def _undone(*codes: str) -> Refused:
    """Take back what was done before the refusal: one area in three may not be had, and then none is."""
    transaction.set_rollback(True)
    return Refused(codes)


def _join(person_id: int, slug: str, by: Actor, now: datetime) -> None | Refused:
    rows = Registration.objects.select_related("queue").filter(person=person_id)
    mine = {row.queue.slug: row for row in rows}
    if not mine:
        return Refused(("not_registered",))
    if slug in mine:
        return None if mine[slug].deactivated_at is None else reactivate(person_id, slug, by=by, now=now)
    outcome = register(person_id, slug, consents={}, held=_held(person_id, mine, now), by=by, now=now)
    return outcome if isinstance(outcome, Refused) else None


def _held(person_id: int, mine: Iterable[str], now: datetime) -> set[str]:
    """Return the consents that she gave when she joined the queues she stands in, and has not taken back (QUEUE-19)."""
    queues = rules_today(local_day(now)).queues
    asked: set[str] = {kind for slug in mine if slug in queues for kind in queues[slug].consents}
    taken_back = Consent.objects.filter(person=person_id, withdrawn_at__isnull=False)
    return asked - set(taken_back.values_list("kind", flat=True))


def _leave(row: Wishes, areas: Collection[str], by: Actor, now: datetime) -> None:
    queues = _area_queues(now)
    for name in areas:
        resting = [slug for slug, area in queues.items() if area == area_key(name)]
        rows = Registration.objects.select_related("queue").select_for_update(of=("self",))
        for place in rows.filter(person=row.person_id, queue__slug__in=resting, deactivated_at=None):
            place.deactivated_at = now
            place.save(update_fields=["deactivated_at"])
            subject, data = f"queues.registration:{place.pk}", {"queue": place.queue.slug}
            record([Fact("registration.rested", subject, row.person_id, data)], by=by, now=now)
        row.areas = [kept for kept in row.areas if kept != name]
        record([_fact("area.left", row, area=name)], by=by, now=now)


def _area_queues(now: datetime) -> Mapping[str, str]:
    """Return the queues that are joined by choosing an area, each with its area's key."""
    queues = rules_today(local_day(now)).queues
    return {slug: area_key(rules.area) for slug, rules in queues.items() if rules.area is not None}


def _fact(kind: str, row: Wishes, **data: str) -> Fact:
    return Fact(kind, f"tenants.person:{row.person_id}", row.person_id, data)
