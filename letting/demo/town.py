"""A demo town for one landlord: people, homes, six weeks of life, and a few people to log in as."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.db.models import F

from letting.demo.changing import changes_that_wait
from letting.demo.choosing import extras_chosen
from letting.demo.homes import build
from letting.demo.keeping import keep
from letting.demo.leaving import homes_that_are_left
from letting.demo.life import Life
from letting.demo.logins import DEMO_STAFF
from letting.demo.named import DEMO_PERSONS, NAMED_SERIAL
from letting.demo.past import born, plan
from letting.demo.past_rows import save_past
from letting.demo.people import crowd, series_number, stranger
from letting.demo.renting import RENTS, let_homes
from letting.demo.script import WHOSE, lately, scripted
from letting.demo.settling import settle, settle_member, settle_named
from letting.demo.waiting import let_act, things_that_wait
from letting.models import Listing, Unit, UnitKind
from letting.services.offers import accept
from letting.services.publishing import plan_publication, withdraw_listing
from tenants.actors import person_actor, staff_actor
from tenants.core.calendar import add_months, at_hour, local_day
from tenants.models import Delivery, Message, Ruleset
from tenants.outbox import Letter, post
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Method

HOMES, PEOPLE, WEEKS = 40, 160, 6
MORNING, EVENING = time(10), time(19)
KEEP_FREE = 10  # units left for what is drafted, withdrawn, and offered by whoever plays
RARE, DIRECT_EVERY = 0.3, 12


@transaction.atomic
def make_town(landlord: int, seed: str, now: datetime) -> None:
    """Make a landlord's demo town, up to the present moment. The landlord is in scope, and has no units."""
    random, today = Random(seed), local_day(now)
    ruleset = Ruleset.in_force(today)
    rules, taken = ruleset.rules, set[str]()
    staff = [settle_member(name, role) for name, role in DEMO_STAFF]
    people = [
        settle(someone, rules, today, now, random)
        for someone in crowd(random, PEOPLE - len(DEMO_PERSONS), today, taken)
    ]
    named = {name: settle_named(name, born, years, rules, today, now) for name, born, years in DEMO_PERSONS}
    units = build(random, HOMES, rules)
    let_homes(named[RENTS], units, ruleset, today)
    life = Life(landlord, rules, random, staff[0], people, quiet=set(named.values()))
    _live(life, units, named, now)
    things_that_wait(rules, named, people, staff_actor(staff[0]), now)
    homes_that_are_left(rules, staff[-1], now)
    let_act(named["Hilma"], named["Bo"], rules.landlord.name, now)
    _before(ruleset, Random(f"{seed}:past"), taken, today)
    changes_that_wait(rules, named, people, staff_actor(staff[0]), now)
    extras_chosen(named[RENTS], staff_actor(staff[0]), now)
    quieten(now)
    keep(named, now)
    newcomers = [named[name] for name, _, years in DEMO_PERSONS if years == 0]
    words = _queue_words(rules)
    post(
        [
            Letter("registered", f"welcome:{one}", one, context={**words, "since": today.isoformat()})
            for one in newcomers
        ],
        now=now,
    )


def _before(ruleset: Ruleset, random: Random, taken: set[str], today: date) -> None:
    """What the town let in the years before: what the statistics rest on."""
    taken |= {series_number(birthday, NAMED_SERIAL) for _name, birthday, _years in DEMO_PERSONS}
    lettings = plan(random, ruleset.rules, today)
    people = [stranger(random, born(random, one), one.since, taken) for one in lettings]
    save_past(lettings, people, random, ruleset)


def _live(life: Life, units: list[Unit], named: dict[str, int], now: datetime) -> None:
    """Six weeks: something advertised every other workday, and what the named persons' stories are about."""
    today = local_day(now)
    ordinary = next(iter(life.rules.schemes))
    script = scripted(life.rules.schemes[ordinary], life.calendar, today)
    running: dict[str, Listing] = {}
    for number, day in enumerate(life.days(today - timedelta(weeks=WEEKS), today)):
        morning, evening = at_hour(day, MORNING), at_hour(day, EVENING)
        life.pass_time(min(morning, now))
        if morning > now:
            break
        for key in script.get(day, ()):
            unit = take(units, life.rules, ordinary) or units.pop(0)
            running[key] = life.advertise(
                unit, day, scheme=ordinary, by_landlord=key == "viewing", move_in=_move_in(day)
            )
            life.want(running[key], named[WHOSE[key]], morning)
            life.crowd_wants(running[key], 14, morning)
        if life.calendar.is_workday(day) and number % 2 == 0 and len(units) > KEEP_FREE:
            _advertise_one(life, units, number, day, morning)
        if evening > now:
            break
        life.pass_time(evening)
        life.evening(evening)
        for key in ("award", "checking"):
            approve = key == "award" and lately(day, life.calendar, today)
            _say_yes(life, running.get(key), named[WHOSE[key]], evening, approve=approve)
    life.pass_time(now)
    _odds_and_ends(life, units, ordinary, now)


def _advertise_one(life: Life, units: list[Unit], number: int, day: date, morning: datetime) -> None:
    """Let one more go out, mostly in the first way of letting, now and then in another, as the units allow."""
    ways = list(life.rules.schemes)
    rare = number % 10 == 8 or life.random.random() < RARE
    wanted = life.random.choice(ways[1:]) if rare and len(ways) > 1 else ways[0]
    scheme = life.rules.schemes[wanted]
    unit = take(units, life.rules, wanted)
    if unit is None:
        return
    if scheme.method is Method.DIRECT_OFFER:
        life.offer_directly(unit, scheme=wanted, move_in=_move_in(day), now=morning)
        return
    listing = life.advertise(unit, day, scheme=wanted, by_landlord=number % 3 == 0, move_in=_move_in(day))
    if scheme.method is not Method.FIRST_COME or life.random.random() < RARE:
        life.crowd_wants(listing, life.random.randint(3, 20), morning)


def take(units: list[Unit], rules: Rules, slug: str) -> Unit | None:
    """Take a unit that is let in this way: of its kind, meant for it, in the area of its queue where it has one."""
    scheme = rules.schemes[slug]
    areas = {area: queue for queue, one in rules.queues.items() if (area := one.area) is not None}
    for place, unit in enumerate(units):
        own = areas.get(unit.area_key)
        if (
            unit.kind in scheme.kinds
            and not (scheme.flats and unit.flat.features.isdisjoint(scheme.flats))
            and (own is None or own == scheme.queue)
            and (rules.queues[scheme.queue].area in (None, unit.area_key))
        ):
            return units.pop(place)
    return None


def _say_yes(life: Life, listing: Listing | None, person: int, evening: datetime, *, approve: bool) -> None:
    """One of the named says yes as soon as she may; staff choose her and approve her, or still have her before them."""
    if listing is None:
        return
    accept(listing.pk, person, by=person_actor(person), now=evening)
    life.file_profile(listing.pk, person, evening)
    life.office.choose(listing.pk, person, evening)
    if approve:
        life.office.approve(listing.pk, person, evening)


def _odds_and_ends(life: Life, units: list[Unit], ordinary: str, now: datetime) -> None:
    """A withdrawn listing, drafts, and one that publishes itself tomorrow."""
    today = local_day(now)
    flats = [unit for unit in units if unit.kind == UnitKind.APARTMENT]
    gone = life.advertise(flats[0], today, scheme=ordinary, by_landlord=False, move_in=_move_in(today))
    withdraw_listing(
        gone.pk, reason="Lägenheten behöver renoveras efter en vattenskada.", by=staff_actor(life.staff), now=now
    )
    Listing.objects.create(unit=flats[1], scheme=ordinary, move_in=_move_in(today))
    for slug, scheme in life.rules.schemes.items():
        if scheme.method is Method.DIRECT_OFFER:
            Listing.objects.create(unit=flats[3], scheme=slug, move_in=_move_in(today))
    planned = Listing.objects.create(unit=flats[2], scheme=ordinary, move_in=_move_in(today))
    morning = at_hour(life.calendar.workday_after(today), time(9))
    plan_publication(planned.pk, morning, by=staff_actor(life.staff), now=now)


def _move_in(day: date) -> date:
    return add_months(day.replace(day=1), 3)


def _queue_words(rules: Rules) -> dict[str, str]:
    queue = next(iter(rules.queues.values()))
    return {"queue_sv": queue.name.sv, "queue_en": queue.name.en}


def quieten(now: datetime) -> None:
    """What was written in the past six weeks was mailed or posted then: the demo mailbox begins empty."""
    posted = Message.objects.filter(delivery=Delivery.QUEUED)
    posted.filter(person__email="", created_at__lt=now - timedelta(days=2)).update(
        delivery=Delivery.POSTED, look_again_at=None, sent_at=F("created_at")
    )
    posted.filter(person__email="").update(delivery=Delivery.INBOX_ONLY, look_again_at=None)
    posted.exclude(person__email="").update(delivery=Delivery.SENT, look_again_at=None, sent_at=now)
