"""What the demo's named persons keep of what is free: favourites, and searches that tell of new flats."""

from collections.abc import Mapping
from datetime import datetime

from letting.core.finding import Wanted
from letting.demo.people import AREAS
from letting.models import Often
from letting.services.favourites import mark
from letting.services.searches import save_search
from letting.services.vacancies import vacancies
from tenants.actors import person_actor
from tenants.core.calendar import local_day

WISHES = (
    ("Anna", "Nära centrum", Wanted(kind="apartment", area=AREAS[:2], rooms_from=2), Often.IMMEDIATE),
    ("Anna", "Billigt", Wanted(kind="apartment", rent_to=7000), Often.DAILY),
    ("Hilma", "Med hiss", Wanted(kind="apartment", lift=True), Often.DAILY),
)
MARKED = {"Anna": 3, "Cecilia": 2}


def keep(named: Mapping[str, int], now: datetime) -> None:
    """Let the named mark the flats that close first, and save their searches."""
    free = sorted(vacancies(local_day(now)), key=lambda one: (one.last_day, one.pk))
    for name, number in MARKED.items():
        for one in free[:number]:
            mark(named[name], one.pk, now=now)
    for name, called, wanted, often in WISHES:
        person = named[name]
        save_search(person, wanted, name=called, often=often, by=person_actor(person), now=now)
