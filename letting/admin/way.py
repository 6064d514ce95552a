"""The way of a letting as the component `components/way.html` wants it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from letting.core.states import ListingState
from letting.core.timeline import Dates, Step, StepKey, timeline
from letting.models import Listing
from letting.way import LABELS, dates_of, lasts
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import SchemeRules
from tenants.words import short_day, span


@dataclass(frozen=True, slots=True)
class Mark:
    """One step: its word, its dates in words, and where it stands."""

    label: str
    dates: str
    state: str


def way_of(listing: Listing, rules: Rules) -> list[Mark]:
    """Return the way of a published listing: past steps as they were, coming ones at the earliest."""
    dates = dates_of(listing)
    if dates is None:
        return []
    scheme = rules.schemes[listing.scheme]
    return marks(timeline(ListingState(listing.state), dates, scheme, rules.workdays), scheme)


def coming_way(rules: Rules, scheme: str, today: date, last_day: date) -> list[Mark]:
    """Return the way that a draft would have if it were published today."""
    dates, chosen = Dates(published_on=today, advert_last_day=last_day), rules.schemes[scheme]
    return marks(timeline(ListingState.ADVERTISED, dates, chosen, rules.workdays), chosen)


def marks(steps: tuple[Step, ...], scheme: SchemeRules) -> list[Mark]:
    """Return steps in words."""
    return [Mark(str(LABELS[step.key]), _dates(step, scheme), step.progress.value) for step in steps]


def _dates(step: Step, scheme: SchemeRules) -> str:
    if step.open_ended:
        return lasts(step.key, scheme)
    if step.first is None and step.last is None:
        return _("klar")
    if step.key in (StepKey.SELECTION, StepKey.CHOICE, StepKey.CHECK):
        return _("tidigast %(day)s") % {"day": short_day(step.first)}
    if step.key is StepKey.LEASE:
        return _("senast %(day)s") % {"day": short_day(step.last)}
    words = span(step.first, step.last)
    return _("%(span)s, preliminärt") % {"span": words} if step.planned else words
