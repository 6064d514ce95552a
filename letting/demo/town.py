"""A demo town for one landlord: people, homes, six weeks of life, and a few people to log in as."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from letting.core.answers import Result
from letting.core.states import OfferState
from letting.demo.homes import build
from letting.demo.life import Life
from letting.demo.logins import DEMO_PERSONS, DEMO_STAFF, make_login
from letting.demo.people import Someone, crowd, series_number
from letting.models import Check, Listing, Unit
from letting.services.offers import accept
from letting.services.publishing import plan_publication, withdraw_listing
from letting.services.reviews import record_check
from queues.models import Consent, Queue, Registration
from queues.services.activity import reschedule
from tenants.actors import person_actor, staff_actor
from tenants.core.calendar import add_months, at_hour, local_day, start_of
from tenants.models import Delivery, Membership, Message, Person, Ruleset, User
from tenants.outbox import Letter, post
from tenants.personal_number import read
from tenants.persons import Contact, register_person
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Method

HOMES, PEOPLE, WEEKS = 40, 300, 6
MORNING, EVENING = time(10), time(19)

# The named persons' stories: how many workdays ago a flat was advertised, and who wanted it.
SCRIPT = {
    "advert": (1, "Anna"),
    "viewing": (5, "Anna"),
    "answering": (8, "Anna"),
    "award": (11, "Cecilia"),
    "checking": (11, "Hilma"),
}


@transaction.atomic
def make_town(landlord: int, seed: str, now: datetime) -> None:
    """Make a landlord's demo town, up to the present moment. The landlord is in scope, and has no units."""
    random, today = Random(seed), local_day(now)
    rules = Ruleset.in_force(today).rules
    staff = [_member(name, role) for name, role in DEMO_STAFF]
    people = [
        _settle(someone, rules, today, now, random) for someone in crowd(random, PEOPLE - len(DEMO_PERSONS), today)
    ]
    named = {name: _named(name, born, years, rules, today, now) for name, born, years in DEMO_PERSONS}
    units = build(random, HOMES)
    life = Life(landlord, rules, random, staff[0], people, quiet=set(named.values()))
    _live(life, units, named, now)
    _quieten(now)
    newcomers = [named[name] for name, _, years in DEMO_PERSONS if years == 0]
    words = _queue_words(rules, today)
    post([Letter("registered", f"welcome:{person}", person, context=words) for person in newcomers], now=now)


def _live(life: Life, units: list[Unit], named: dict[str, int], now: datetime) -> None:
    """Six weeks: a flat advertised every other workday, and those that the named persons' stories are about."""
    today = local_day(now)
    calendar, free = life.calendar, list(units)
    scripted = _script(life, today)
    schemes = [slug for slug, scheme in life.rules.schemes.items() if scheme.method is Method.ROUNDS]
    first_come = [slug for slug, scheme in life.rules.schemes.items() if scheme.method is Method.FIRST_COME]
    running: dict[str, Listing] = {}
    ordinary = schemes[0]
    for number, day in enumerate(life.days(today - timedelta(weeks=WEEKS), today)):
        morning, evening = at_hour(day, MORNING), at_hour(day, EVENING)
        life.pass_time(min(morning, now))
        if morning > now:
            break
        for key in scripted.get(day, ()):
            running[key] = life.advertise(
                free.pop(0), day, scheme=ordinary, by_landlord=key == "viewing", move_in=_move_in(day)
            )
            life.want(running[key], named[SCRIPT[key][1]], morning)
            life.crowd_wants(running[key], 18, morning)
        if calendar.is_workday(day) and number % 2 == 0 and len(free) > 8:
            scheme = life.random.choice(schemes) if life.random.random() < 0.2 else ordinary
            if first_come and number % 10 == 8:
                scheme = first_come[0]
            listing = life.advertise(
                free.pop(0), day, scheme=scheme, by_landlord=number % 3 == 0, move_in=_move_in(day)
            )
            if scheme not in first_come or life.random.random() < 0.3:
                life.crowd_wants(listing, life.random.randint(4, 32), morning)
        if evening > now:
            break
        life.pass_time(evening)
        life.evening(evening)
        for key in ("award", "checking"):
            _say_yes(life, running.get(key), named[SCRIPT[key][1]], evening, approve=key == "award")
    life.pass_time(now)
    _odds_and_ends(life, free, now)


def _script(life: Life, today: date) -> dict[date, list[str]]:
    """Return when the flats of the named persons' stories are advertised, so that each is where it should be today."""
    calendar = life.calendar
    back = [day for day in reversed(life.days(today - timedelta(weeks=WEEKS), today)) if calendar.is_workday(day)]
    script: dict[date, list[str]] = {}
    for key, (workdays_ago, _) in SCRIPT.items():
        script.setdefault(back[workdays_ago], []).append(key)
    return script


def _say_yes(life: Life, listing: Listing | None, person: int, evening: datetime, *, approve: bool) -> None:
    """One of the named says yes as soon as she may; staff approve her checks, or still have them before them."""
    if listing is None:
        return
    accept(listing.pk, person, by=person_actor(person), now=evening)
    if approve:
        checks = Check.objects.filter(offer__listing=listing, offer__person=person, offer__state=OfferState.CANDIDATE)
        for kind in list(checks.filter(result=Result.REVIEW).values_list("kind", flat=True)):
            by, reason = staff_actor(life.staff), "Underlagen är kontrollerade."
            record_check(listing.pk, person, kind, passed=True, reason=reason, by=by, now=evening)


def _odds_and_ends(life: Life, free: list[Unit], now: datetime) -> None:
    """A withdrawn listing, a draft, and one that publishes itself tomorrow."""
    today = local_day(now)
    ordinary = next(iter(life.rules.schemes))
    gone = life.advertise(free.pop(0), today, scheme=ordinary, by_landlord=False, move_in=_move_in(today))
    withdraw_listing(
        gone.pk, reason="Lägenheten behöver renoveras efter en vattenskada.", by=staff_actor(life.staff), now=now
    )
    Listing.objects.create(unit=free.pop(0), scheme=ordinary, move_in=_move_in(today))
    planned = Listing.objects.create(unit=free.pop(0), scheme=ordinary, move_in=_move_in(today))
    plan_publication(planned.pk, at_hour(life.calendar.workday_after(today), time(9)))


def _move_in(day: date) -> date:
    return add_months(day.replace(day=1), 3)


def _settle(someone: Someone, rules: Rules, today: date, now: datetime, random: Random) -> int:
    number = read(someone.number, today=today)
    contact = Contact(email="", phone=f"070-174 06 {random.randint(5, 99):02d}")
    person = register_person(
        user=None,
        given_name=someone.given_name,
        family_name=someone.family_name,
        number=number,
        contact=contact,
        now=now,
    )
    active = today - timedelta(days=random.randint(0, 250))
    _stand(person, rules, someone.since, max(active, someone.since), now)
    return person.pk


def _stand(person: Person, rules: Rules, since: date, active: date, now: datetime) -> None:
    Person.objects.filter(pk=person.pk).update(last_login_on=active)
    person.last_login_on = active
    slug, queue_rules = next(iter(rules.queues.items()))
    row = Registration.objects.create(
        person=person,
        queue=Queue.objects.get(slug=slug),
        registered_at=start_of(since),
        points_from=since,
        renewed_on=active,
    )
    for kind in queue_rules.consents:
        Consent.objects.create(person=person, kind=kind, wording="Lämnat vid registreringen.", given_at=start_of(since))
    reschedule(row, queue_rules, now=now)


def _named(name: str, born: date, years: int, rules: Rules, today: date, now: datetime) -> int:
    """Make a person that one can log in as; one login serves all landlords."""
    user = make_login(name)
    number = read(series_number(born, 988), today=today)
    person = register_person(
        user=user,
        given_name=name,
        family_name="Demo",
        number=number,
        contact=Contact(email=user.email, phone="070-174 06 33"),
        now=now,
    )
    _stand(person, rules, add_months(today, -12 * years) if years else today, today, now)
    return person.pk


def _member(name: str, role: str) -> int:
    user: User = make_login(name)
    return Membership.objects.create(user=user, role=role, name=f"{name} Demo").pk


def _queue_words(rules: Rules, today: date) -> dict[str, str]:
    queue = next(iter(rules.queues.values()))
    return {"queue_sv": queue.name.sv, "queue_en": queue.name.en, "since": today.isoformat()}


def _quieten(now: datetime) -> None:
    """What was posted in the past six weeks was mailed then: the demo mailbox begins empty."""
    posted = Message.objects.filter(delivery=Delivery.QUEUED)
    posted.filter(person__email="").update(delivery=Delivery.INBOX_ONLY, look_again_at=None)
    posted.exclude(person__email="").update(delivery=Delivery.SENT, look_again_at=None, sent_at=now)
