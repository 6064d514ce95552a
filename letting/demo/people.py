"""Who lives in a demo town: invented names, numbers from the official test series only."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

_NAMES = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
GIVEN, FAMILY, STREETS, AREAS = (tuple(_NAMES[key]) for key in ("given", "family", "streets", "areas"))
TOWNS: dict[str, tuple[float, float]] = _NAMES["towns"]


@dataclass(frozen=True, slots=True)
class Someone:
    """An invented person."""

    given_name: str
    family_name: str
    number: str
    since: date


def series_number(born: date, serial: int) -> str:
    """Return a number of the official test series (last four digits 9880 to 9999), with its check digit by Luhn."""
    digits = f"{born:%y%m%d}{serial}"
    products = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    total = sum(product // 10 + product % 10 for product in products)
    return f"{born:%Y%m%d}-{serial}{-total % 10}"


def crowd(random: Random, number: int, today: date, taken: set[str] | None = None) -> Iterator[Someone]:
    """Yield so many invented persons of 18 to 84 years, no two with the same number, who have stood in line a while.

    The numbers in `taken` are left out, and those of the persons put into it.
    """
    taken = set() if taken is None else taken
    wanted = len(taken) + number
    while len(taken) < wanted:
        born = today - timedelta(days=random.randint(19 * 365, 84 * 365))
        written = series_number(born, random.randint(988, 999))
        if written in taken:
            continue
        taken.add(written)
        most = min((today - born).days - 16 * 366, 24 * 365)
        since = today - timedelta(days=int(random.random() ** 2 * most) + 40)
        yield Someone(random.choice(GIVEN), random.choice(FAMILY), written, since)


def stranger(random: Random, born: date, since: date, taken: set[str]) -> Someone:
    """Return an invented person born about a day, whose number nobody in `taken` has; it is put into it."""
    while (written := series_number(born, random.randint(988, 999))) in taken:
        born += timedelta(days=1)
    taken.add(written)
    return Someone(random.choice(GIVEN), random.choice(FAMILY), written, since)
