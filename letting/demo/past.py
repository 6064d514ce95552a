"""What a demo town let before its six weeks: five years of lettings as real rows, planned one by one, saved in bulk.

Each has its unit, its advert, who wanted the flat with the points they had that day, what they answered, and the lease.
Those who turn a flat down are people who got another later: nobody's queue time contradicts the order she was asked in.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random

from letting.demo.homes import area_name
from letting.demo.people import AREAS, STREETS
from letting.models import UnitKind
from tenants.core.calendar import ONE_DAY, Calendar, add_months
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Feature, Method, SchemeRules

YEARS, A_YEAR = 5, 44
FIRST_WAY = 0.72  # how much is let in the landlord's first way
SAME_AGAIN = 0.25  # how often a home is let that was let before
LONGEST = 24 * 365
SHORTEST_STAY = timedelta(days=420)
# Years in line by rooms; each area asks for more or less, and every year for a little more.
WAITS = {0: 1.1, 1: 4.2, 2: 6.8, 3: 8.4, 4: 10.2, 5: 12.0}
BY_AREA = (1.45, 1.2, 0.95, 0.8, 0.7, 0.9)
SIZES = {0: (12, 12, 290), 1: (28, 42, 3900), 2: (48, 66, 5600), 3: (68, 84, 7300), 4: (86, 106, 8900)}
FEATURES = {Feature.LIFT: "lift", Feature.LAKE_VIEW: "lake_view", Feature.SHELTERED: "sheltered",
            Feature.SUBSIDISED: "subsidised"}  # fmt: skip


@dataclass(slots=True)
class PastHome:
    """A home of the past, as its unit's columns."""

    columns: dict[str, object]
    kind: str
    rooms: int
    rent: int
    wait: float


@dataclass(slots=True)
class Past:
    """One letting of the past: its days, and the points of the one who got the home."""

    home: PastHome
    scheme: str
    queue: str
    advertised: date
    advert_last_day: date
    offered: date
    viewing_last_day: date | None
    answer_last_day: date
    signed: date
    move_in: date
    starts_on: date
    points: int
    before: "Past | None" = None
    ends_on: date | None = None

    @property
    def since(self) -> date:
        """Return since when the one who got the home had stood in line."""
        return self.advert_last_day - timedelta(days=self.points)


def plan(random: Random, rules: Rules, today: date) -> list[Past]:
    """Return the lettings of the past, the oldest first; the last of them was signed before the town's own weeks."""
    first, last = date(today.year - YEARS + 1, 1, 8), today - timedelta(days=120)
    days = sorted(first + timedelta(days=random.randrange((last - first).days)) for _ in range(YEARS * A_YEAR))
    ways = {slug: one for slug, one in rules.schemes.items() if one.method is not Method.DIRECT_OFFER}
    found: list[Past] = []
    for number, day in enumerate(days):
        slug = next(iter(ways)) if random.random() < FIRST_WAY else random.choice(list(ways))
        before = _same_again(random, found, slug, day)
        home = before.home if before else _home(random, number, ways[slug], rules)
        found.append(_letting(random, home, slug, ways[slug], rules.workdays.workday_from(day), rules.workdays, before))
    return found


def _same_again(random: Random, found: list[Past], slug: str, day: date) -> Past | None:
    """Return a letting whose home is let again, its lease long begun and ended now."""
    if random.random() >= SAME_AGAIN:
        return None
    old = [one for one in found if one.scheme == slug and one.ends_on is None and one.starts_on + SHORTEST_STAY < day]
    if not old:
        return None
    before = random.choice(old)
    before.ends_on = add_months(day.replace(day=1), random.choice((2, 3, 3))) - ONE_DAY
    return before


def _letting(
    random: Random, home: PastHome, slug: str, scheme: SchemeRules, day: date, calendar: Calendar, before: Past | None
) -> Past:
    last_day = calendar.last_day_starting(day, scheme.advertising) if scheme.advertising else day
    offered = calendar.workday_after(last_day)
    viewed = calendar.last_day_starting(offered, scheme.viewing) if scheme.viewing else None
    answered = calendar.last_day_starting(calendar.workday_after(viewed or offered), scheme.answering)
    signed = next(islice(calendar.workdays_from(answered + ONE_DAY), random.randint(1, 9), None))
    move_in = before.ends_on + ONE_DAY if before and before.ends_on else add_months(day.replace(day=1), 3)
    late = random.choices((0, 1, 2), weights=(80, 15, 5))[0]
    wait = home.wait * (1 + 0.03 * (day.year % 10)) * random.lognormvariate(0, 0.28)
    return Past(
        home=home, scheme=slug, queue=scheme.queue, advertised=day, advert_last_day=last_day, offered=offered,
        viewing_last_day=viewed, answer_last_day=answered, signed=signed, move_in=move_in,
        starts_on=add_months(move_in, late), points=min(max(int(wait * 365), 20), LONGEST), before=before,
    )  # fmt: skip


def _home(random: Random, number: int, scheme: SchemeRules, rules: Rules) -> PastHome:
    kind = UnitKind(random.choice(scheme.kinds))
    rooms = random.choices((1, 2, 3, 4), weights=(26, 42, 24, 8))[0] if kind == UnitKind.APARTMENT else 0
    place = random.randrange(len(AREAS))
    own = rules.queues[scheme.queue].area
    low, high, base = SIZES[rooms]
    rent = base + 10 * random.randint(0, 90 if rooms else 8)
    columns: dict[str, object] = {
        "number": f"T{1 + number // 12:02d}-{2001 + number}", "kind": kind, "rooms": rooms, "rent": rent,
        "street": f"{random.choice(STREETS)} {random.randint(50, 98)}",
        "area": area_name(own, rules) if own else AREAS[place],
        "size": random.randint(low * 2, high * 2) / 2, "floor": random.randint(0, 4) if rooms else None,
        "built": random.choice((1956, 1963, 1968, 1972, 1989)),
    }  # fmt: skip
    for feature in scheme.flats[:1]:
        columns |= {FEATURES[feature]: True} if feature in FEATURES else {"floor": 0}
    return PastHome(columns, str(kind), rooms, rent, WAITS[rooms] * BY_AREA[place % len(BY_AREA)])


def born(random: Random, one: Past) -> date:
    """Return a birth date for the one who got a home: sixteen when she joined the line, of age when she signed."""
    youngest = min(add_months(one.since, -12 * 16), add_months(one.signed, -12 * 18))
    return youngest - timedelta(days=int(random.random() ** 2 * 45 * 365))
