"""A person's places in line, as the pages show them: points, since when, safe until when, what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext

from queues.core.points import points_date, points_on, safe_until
from queues.models import Registration
from queues.my.words import period
from tenants import words
from tenants.models import Person
from tenants.rulesets import Rules
from tenants.rulesets.queue_rules import QueueRules

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class StandingCard:
    """One's place in one queue, ready to be shown."""

    slug: str
    pk: int
    name: str
    points: int | None
    since: str
    keep: str
    keep_kind: str
    safe_until: date | None
    resting: bool
    can_renew: bool
    hidden: bool = False


def registrations_of(person: Person) -> list[Registration]:
    """Return a person's places in line with their queues: one query."""
    return hers(person, registration_rows(person))


def registration_rows(person: Person) -> QuerySet[Registration]:
    """Return the question for a person's places in line, for a page that asks it along with others."""
    return Registration.objects.filter(person=person.pk).select_related("queue").order_by("registered_at", "pk")


def hers(person: Person, rows: Iterable[Registration]) -> list[Registration]:
    """Return places in line that know whose they are."""
    found = list(rows)
    for row in found:
        row.person = person
    return found


def cards(rows: Iterable[Registration], rules: Rules, today: date) -> list[StandingCard]:
    """Return the places in line as cards; a queue that the rules have dropped is left out."""
    return [card(row, rules.queues[row.queue.slug], today) for row in rows if row.queue.slug in rules.queues]


def card(row: Registration, rules: QueueRules, today: date) -> StandingCard:
    """Return one place in line as a card (TIME-8, QUEUE-6 to 9)."""
    standing = row.standing(rules)
    since = points_date(standing, today)
    last_day = safe_until(replace(standing, points_from=since))
    resting = row.deactivated_at is not None
    renewal = rules.activity is not None and rules.activity.act == "renewal"
    hidden = row.points_hidden_at is not None
    soon = last_day is not None and last_day - today <= SOON
    return StandingCard(
        slug=row.queue.slug,
        pk=row.pk,
        name=name_of(rules),
        points=None if hidden else points_on(standing, today),
        since=gettext("Poängen räknas från %(day)s.") % {"day": words.day(since, year=True, weekday=False)},
        keep=_resting() if resting else keep_sentence(rules, last_day),
        keep_kind="warn" if resting or soon else "good",
        safe_until=last_day,
        resting=resting,
        can_renew=renewal and not resting,
        hidden=hidden,
    )


def _resting() -> str:
    return gettext("Platsen vilar. Återaktivera den för att kunna anmäla intresse igen.")


def keep_sentence(rules: QueueRules, last_day: date | None) -> str:
    """Say until when the points are safe, and what keeps them so (QUEUE-6, QUEUE-7)."""
    if last_day is None or rules.activity is None:
        return gettext("Poängen är säkra så länge du står i kön.")
    said = {"day": words.day(last_day, year=True), "period": period(rules.activity.within)}
    if rules.activity.act == "login":
        return gettext("Poängen är säkra till och med %(day)s. Varje inloggning ger dig %(period)s till.") % said
    return gettext("Poängen är säkra till och med %(day)s. Varje förnyelse ger dig %(period)s till.") % said


def name_of(rules: QueueRules) -> str:
    """Return a queue's name in the language of the page."""
    return words.said(rules.name)


def open_queues(rules: Rules, rows: Iterable[Registration]) -> Mapping[str, QueueRules]:
    """Return the queues that the person does not stand in yet."""
    mine = {row.queue.slug for row in rows}
    return {slug: queue for slug, queue in rules.queues.items() if slug not in mine}
