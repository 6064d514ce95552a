"""What is let in a demo town: forty homes of believable sizes and rents."""

from random import Random

from letting.demo.people import AREAS, STREETS
from letting.models import Unit

SIZES = {1: (28, 42), 2: (48, 66), 3: (68, 84), 4: (86, 106), 5: (108, 124)}
CENTRE = (60.6065, 15.6355)
WORDS = (
    "Ljus lägenhet med fönster åt två håll. Köket har plats för matbord.",
    "Genomgående lägenhet med utsikt mot gården. Parkettgolv i rummen, klinker i hallen.",
    "Nyrenoverat kök och badrum. Förråd i källaren och gemensam tvättstuga i huset bredvid.",
    "Lugnt läge nära skola, affär och busshållplats. Cykelförråd i porten.",
    "Rymlig lägenhet med gott om garderober. Innergården har lekplats och grillplats.",
)


def build(random: Random, number: int) -> list[Unit]:
    """Return so many saved homes."""
    return [Unit.objects.create(**_home(random, place)) for place in range(number)]


def _home(random: Random, place: int) -> dict[str, object]:
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
        "latitude": round(CENTRE[0] + random.uniform(-0.025, 0.025), 5),
        "longitude": round(CENTRE[1] + random.uniform(-0.05, 0.05), 5),
    }
