"""What is let in a demo town: forty homes of believable sizes and rents."""

from random import Random

from letting.demo.people import AREAS, STREETS
from letting.demo.places import coordinates
from letting.models import Unit, UnitKind
from tenants.rulesets import Rules

SIZES = {1: (28, 42), 2: (48, 66), 3: (68, 84), 4: (86, 106), 5: (108, 124)}
WORDS = (
    "Ljus lägenhet med fönster åt två håll. Köket har plats för matbord.",
    "Genomgående lägenhet med utsikt mot gården. Parkettgolv i rummen, klinker i hallen.",
    "Nyrenoverat kök och badrum. Förråd i källaren och gemensam tvättstuga i huset bredvid.",
    "Lugnt läge nära skola, affär och busshållplats. Cykelförråd i porten.",
    "Rymlig lägenhet med gott om garderober. Innergården har lekplats och grillplats.",
)


SPACES = {UnitKind.VEHICLE_SPACE: ("P", 12, 290), UnitKind.STORAGE: ("F", 4, 160)}
OF_EACH = 6  # how many spaces of a kind, and homes in an area with a queue of its own


def build(random: Random, number: int, rules: Rules) -> list[Unit]:
    """Return so many saved homes, and some of all else that the landlord lets, in an order that mixes them."""
    town = rules.landlord.town
    homes = [Unit.objects.create(**_home(random, place, town)) for place in range(number)]
    for queue in rules.queues.values():
        if queue.area is not None:
            for home in homes[3 :: number // OF_EACH][:OF_EACH]:
                home.area = area_name(queue.area, rules)
                vars(home).update(coordinates(random, home.area, town))
                home.save(update_fields=["area", "latitude", "longitude"])
    kinds = {kind for scheme in rules.schemes.values() for kind in scheme.kinds}
    spaces = [
        _space(random, UnitKind(kind), place, town)
        for kind in sorted(kinds - {"apartment"})
        for place in range(OF_EACH)
    ]
    return [*homes, *spaces]


def area_name(area: str, rules: Rules) -> str:
    """Return an area as it is written: as the way of letting that is for it is called."""
    names = (scheme.name.sv for scheme in rules.schemes.values() if rules.queues[scheme.queue].area == area)
    return next(names, area.capitalize())


def _space(random: Random, kind: UnitKind, place: int, town: str) -> Unit:
    letter, size, rent = SPACES[kind]
    return Unit.objects.create(
        number=f"{letter}-{101 + place}",
        kind=kind,
        street=f"{STREETS[place % len(STREETS)]} {random.randint(1, 48)}",
        area=AREAS[place % len(AREAS)],
        rooms=0,
        size=size,
        rent=rent + 10 * random.randint(0, 6),
        **coordinates(random, AREAS[place % len(AREAS)], town),
    )


def _home(random: Random, place: int, town: str) -> dict[str, object]:
    rooms = random.choices((1, 2, 3, 4, 5), weights=(22, 40, 26, 9, 3))[0]
    low, high = SIZES[rooms]
    size = random.randint(low * 2, high * 2) / 2
    built = random.choice((1948, 1956, 1963, 1968, 1972, 1989, 2004, 2019))
    rent = round((1900 + size * (62 if built < 1975 else 84)) / 10) * 10
    area = AREAS[place % len(AREAS)]
    floor = random.randint(0, 5)
    return {
        "number": f"{1 + place // 8:02d}-{1001 + place}",
        "street": f"{STREETS[place % len(STREETS)]} {random.randint(1, 48)}",
        "area": area,
        "rooms": rooms,
        "size": size,
        "rent": rent,
        "floor": floor,
        "built": built,
        "lift": built > 1985 or floor > 3,
        "balcony": random.random() < 0.6,
        "accessible": built > 1985 and random.random() < 0.7,
        "description": random.choice(WORDS),
        **coordinates(random, area, town),
    }
