"""Flats that a person has marked: what she keeps for herself, and what nobody else is told."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from letting.models import Favourite
from tenants.models import Person
from tenants.outcome import Refused

MOST = 200  # more than anyone reads again; a program that marks everything stops there


@transaction.atomic
def mark(person_id: int, listing_id: int, *, now: datetime) -> None | Refused:
    """Mark a listing; the same again changes nothing. Refused: `too_many_favourites`."""
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    mine = Favourite.objects.filter(person=person_id)
    if not mine.filter(listing=listing_id).exists() and mine.count() >= MOST:
        return Refused(("too_many_favourites",))
    Favourite.objects.get_or_create(person_id=person_id, listing_id=listing_id, defaults={"made_at": now})
    return None


def unmark(person_id: int, listing_id: int, *, now: datetime) -> None | Refused:
    """Take a mark away; where there is none nothing changes. Never refused."""
    Favourite.objects.filter(person=person_id, listing=listing_id).delete()
    return None


def marked(person_id: int, listings: Iterable[int]) -> frozenset[int]:
    """Return which of some listings a person has marked: one statement."""
    rows = Favourite.objects.filter(person=person_id, listing__in=list(listings))
    return frozenset(rows.values_list("listing", flat=True))
