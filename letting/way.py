"""The way of a letting in words: its steps with their dates, as one's own offer has them."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from letting.core.states import IN_LINE, ListingState, OfferState
from letting.core.timeline import Dates, Progress, Step, StepKey, timeline
from letting.models import Listing, Offer
from letting.services.loading import offered_directly, rules_of, scheme_of
from tenants import words
from tenants.core.calendar import local_day
from tenants.rulesets.scheme_rules import Award, SchemeRules

LABELS = {
    StepKey.ADVERT: _("Annons"),
    StepKey.SELECTION: _("Urval"),
    StepKey.VIEWING: _("Visning"),
    StepKey.ANSWER: _("Svar"),
    StepKey.CHOICE: _("Val"),
    StepKey.CHECK: _("Kontroll"),
    StepKey.LEASE: _("Avtal"),
}


@dataclass(frozen=True, slots=True)
class WayStep:
    """One step, ready to be shown."""

    label: str
    dates: str
    state: str


def way(listing: Listing, offer: Offer | None = None) -> list[WayStep]:
    """Return a published listing's way; with an offer, the dates are that offer's own (JOUR-10).

    No statement, but one while staff choose among those who said yes.
    """
    dates = dates_of(listing)
    if dates is None:
        return []
    state = ListingState(listing.state)
    if offer is not None:
        dates = replace(dates, answer_last_day=offer.answer_last_day or dates.answer_last_day)
        if offer.confirmed_at is not None and offer.state == OfferState.PENDING and state is ListingState.VIEWING:
            state, dates = ListingState.ANSWERING, replace(dates, viewing_last_day=local_day(offer.confirmed_at))
    scheme = scheme_of(listing)
    steps = timeline(state, dates, scheme, rules_of(listing).workdays)
    return [WayStep(str(LABELS[step.key]), _dates(step, scheme), step.progress.value) for step in steps]


def dates_of(listing: Listing) -> Dates | None:
    """Return what a listing knows of its dates; None for one that has not been published."""
    if listing.published_at is None or listing.advert_last_day is None:
        return None
    return Dates(
        published_on=local_day(listing.published_at),
        advert_last_day=listing.advert_last_day,
        viewing_first_day=listing.viewing_first_day,
        viewing_last_day=listing.viewing_last_day,
        answer_last_day=listing.answer_last_day,
        sign_last_day=listing.sign_last_day,
        advert_ended=listing.advert_ended_at is not None,
        offered_directly=offered_directly(listing),
        in_line=_in_line(listing),
    )


def _in_line(listing: Listing) -> bool:
    """Say whether somebody is checked; only where staff choose does the state not say it."""
    if listing.state != ListingState.CHECKING or scheme_of(listing).award is not Award.STAFF_CHOICE:
        return listing.state in (ListingState.CHECKING, ListingState.AWARDED, ListingState.LET)
    rows = Offer.objects.filter(listing=listing, cycle=listing.cycle, state__in=IN_LINE)
    return rows.exists()


def lasts(key: StepKey, scheme: SchemeRules) -> str:
    """Return how long a step takes whose days nobody can plan yet."""
    match key:
        case StepKey.VIEWING if scheme.viewing is not None:
            return words.period(scheme.viewing)
        case StepKey.ANSWER:
            return words.period(scheme.answering)
        case StepKey.LEASE:
            return gettext("inom %(period)s") % {"period": words.period(scheme.signing)}
        case _:
            return ""


def _dates(step: Step, scheme: SchemeRules) -> str:
    if step.open_ended:
        return lasts(step.key, scheme)
    match step.key:
        case StepKey.ADVERT | StepKey.VIEWING:
            return words.span(step.first, step.last)
        case _ if step.progress is Progress.DONE and step.last is None and step.first is None:
            return gettext("klar")
        case StepKey.ANSWER:
            return gettext("senast %(day)s") % {"day": words.short_day(step.last)}
        case StepKey.SELECTION | StepKey.CHOICE | StepKey.CHECK:
            return gettext("från %(day)s") % {"day": words.short_day(step.first)}
        case StepKey.LEASE:
            said = gettext("preliminärt %(day)s") if step.planned else gettext("senast %(day)s")
            return said % {"day": words.short_day(step.last)}
