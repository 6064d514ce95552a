"""An exception in words: from what, for what, how it stands."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from letting.models import Listing
from letting.services.excepting import SUBJECT
from queues.exception_words import RULES
from queues.models import Exemption
from tenants.reading import numbers_in
from tenants.words import begun


def excepted(row: Exemption) -> str:
    """Return the rule that an exception is from."""
    return begun(RULES.get(row.rule, row.rule))


def titles(rows: Iterable[Exemption]) -> Mapping[str, str]:
    """Return what the listings that exceptions are for are called: one query, none where they are for none."""
    wanted = {row.subject for row in rows if row.subject.startswith(SUBJECT)}
    if not wanted:
        return {}
    found = Listing.objects.filter(pk__in=[int(subject.removeprefix(SUBJECT)) for subject in wanted])
    return called(found.select_related("unit"))


def called(listings: Iterable[Listing]) -> Mapping[str, str]:
    """Return what listings are called, by their names in the log. Their units must have been selected along."""
    return {listing.subject: str(listing) for listing in listings}


def listings_of(rows: QuerySet[Exemption]) -> QuerySet[Listing]:
    """Return the listings that exceptions are for, to be read beside them (`tenants.reading`)."""
    return Listing.objects.filter(pk__in=numbers_in(rows, "subject", SUBJECT)).select_related("unit").order_by("pk")


def about(row: Exemption, found: Mapping[str, str]) -> str:
    """Return what an exception is for."""
    return found.get(row.subject, row.subject) if row.subject else _("allt som personen söker")


def state_of(row: Exemption) -> tuple[str, str]:
    """Return how an exception stands, as a word and a sign."""
    if row.ended_at is not None:
        return _("Har upphört"), "plain"
    if row.confirmed_at is None:
        return _("Ska bekräftas"), "wait"
    return _("I kraft"), "good"
