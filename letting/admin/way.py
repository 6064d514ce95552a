"""The way of a letting as the component `components/way.html` wants it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from letting.admin.words import STEPS
from letting.core.states import ListingState
from letting.core.timeline import Dates, Step, StepKey, timeline
from letting.models import Listing
from tenants.core.calendar import local_day
from tenants.rulesets import Rules
from tenants.words import short_day, span


@dataclass(frozen=True, slots=True)
class Mark:
    """One step: its word, its dates in words, and where it stands."""

    label: str
    dates: str
    state: str


def way_of(listing: Listing, rules: Rules) -> list[Mark]:
    """Return the way of a published listing: past steps as they were, coming ones at the earliest."""
    if listing.published_at is None or listing.advert_last_day is None:
        return []
    dates = Dates(
        published_on=local_day(listing.published_at),
        advert_last_day=listing.advert_last_day,
        viewing_first_day=listing.viewing_first_day,
        viewing_last_day=listing.viewing_last_day,
        answer_last_day=listing.answer_last_day,
        sign_last_day=listing.sign_last_day,
    )
    scheme = rules.schemes[listing.scheme]
    return marks(timeline(ListingState(listing.state), dates, scheme, rules.workdays))


def coming_way(rules: Rules, scheme: str, today: date, last_day: date) -> list[Mark]:
    """Return the way that a draft would have if it were published today."""
    dates = Dates(published_on=today, advert_last_day=last_day)
    return marks(timeline(ListingState.ADVERTISED, dates, rules.schemes[scheme], rules.workdays))


def marks(steps: tuple[Step, ...]) -> list[Mark]:
    """Return steps in words."""
    return [Mark(str(STEPS[step.key]), _dates(step), step.progress.value) for step in steps]


def _dates(step: Step) -> str:
    if step.first is None and step.last is None:
        return _("klar")
    if step.key is StepKey.CHECK:
        return _("tidigast %(day)s") % {"day": short_day(step.first)}
    if step.key is StepKey.LEASE:
        return _("senast %(day)s") % {"day": short_day(step.last)}
    words = span(step.first, step.last)
    return _("%(span)s, preliminärt") % {"span": words} if step.planned else words
