"""Settling a demo town's people: in the queues they are old enough for, with what they have told of themselves."""

from datetime import date, datetime, timedelta
from random import Random

from letting.demo.logins import make_login
from letting.demo.named import NAMED_SERIAL
from letting.demo.people import Someone, series_number
from letting.models import ApplicantFacts
from queues.core.registering import age_on
from queues.models import Consent, Queue, Registration
from queues.services.activity import reschedule
from tenants.core.calendar import add_months, start_of
from tenants.models import Membership, Person, User
from tenants.personal_number import read
from tenants.persons import Contact, register_person
from tenants.rulesets import Rules

OTHER_QUEUES = 0.35  # how likely someone stands in a queue beside the first


def settle(someone: Someone, rules: Rules, today: date, now: datetime, random: Random) -> int:
    """Settle one of the crowd; return who it is."""
    contact = Contact(email="", phone=f"070-174 06 {random.randint(5, 99):02d}")
    person = register_person(
        user=None,
        given_name=someone.given_name,
        family_name=someone.family_name,
        number=read(someone.number, today=today),
        contact=contact,
        now=now,
    )
    active = today - timedelta(days=random.randint(0, 150))
    since = dict.fromkeys(_queues_for(person, rules, today, random), someone.since)
    stand(person, rules, since, max(active, someone.since), now)
    _tell(person, random, now)
    return person.pk


def settle_named(name: str, born: date, years: int, rules: Rules, today: date, now: datetime) -> int:
    """Settle a person that one can log in as, in every queue that she may stand in; one login serves all landlords."""
    user = make_login(name)
    person = register_person(
        user=user,
        given_name=name,
        family_name="Demo",
        number=read(series_number(born, NAMED_SERIAL), today=today),
        contact=Contact(email=user.email, phone="070-174 06 33"),
        now=now,
    )
    since = add_months(today, -12 * years) if years else today
    wanted = [
        slug
        for slug, queue in rules.queues.items()
        if queue.elsewhere is None and queue.register_age <= age_on(born, today) and not queue.residents_only
    ]
    stand(person, rules, dict.fromkeys(wanted if years else wanted[:1], since), today, now)
    return person.pk


def settle_member(name: str, role: str) -> int:
    """Give a demo login a role at the landlord."""
    user: User = make_login(name)
    return Membership.objects.create(user=user, role=role, name=f"{name} Demo").pk


def _queues_for(person: Person, rules: Rules, today: date, random: Random) -> list[str]:
    """Return the first queue, and some of the others that she is old enough for."""
    age = age_on(person.born, today)
    open_to_her = [
        slug for slug, queue in rules.queues.items() if queue.elsewhere is None and queue.register_age <= age
    ]
    return [slug for number, slug in enumerate(open_to_her) if number == 0 or random.random() < OTHER_QUEUES]


def stand(person: Person, rules: Rules, since: dict[str, date], active: date, now: datetime) -> None:
    """Let a person stand in queues since a day each, last active on another."""
    Person.objects.filter(pk=person.pk).update(last_login_on=active)
    person.last_login_on = active
    rows = {queue.slug: queue for queue in Queue.objects.filter(slug__in=since)}
    for slug, day in since.items():
        row = Registration.objects.create(
            person=person,
            queue=rows[slug],
            registered_at=start_of(day),
            points_from=day,
            renewed_on=active,
        )
        reschedule(row, rules.queues[slug], now=now)
    kinds = {kind for slug in since for kind in rules.queues[slug].consents}
    first = start_of(min(since.values()))
    Consent.objects.bulk_create(
        Consent(person=person, kind=kind, wording="Lämnat vid registreringen.", given_at=first)
        for kind in sorted(kinds)
    )


def _tell(person: Person, random: Random, now: datetime) -> None:
    """Let one of the crowd have told of household and income."""
    adults = random.choice((1, 1, 2))
    children = [random.randint(0, 17) for _ in range(random.choice((0, 0, 0, 1, 2)))]
    income = {"kind": "permanent", "net": random.randint(17, 38) * 1000, "months_left": 120}
    data = {"household": {"adults": adults, "children": children}, "income": [income]}
    ApplicantFacts.objects.create(person=person, data=data, stated_at=now)
