"""The way of a letting in words: its steps with their dates, as one's own offer has them."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from letting.core.states import ListingState, OfferState
from letting.core.timeline import Dates, Progress, Step, StepKey, timeline
from letting.models import Listing, Offer
from letting.services.loading import rules_of, scheme_of
from tenants import words
from tenants.core.calendar import local_day

LABELS = {
    StepKey.ADVERT: _("Annons"),
    StepKey.VIEWING: _("Visning"),
    StepKey.ANSWER: _("Svar"),
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
    """Return a published listing's way; with an offer, the dates are that offer's own (JOUR-10)."""
    if listing.published_at is None or listing.advert_last_day is None:
        return []
    state, viewing_last = ListingState(listing.state), listing.viewing_last_day
    answer_last = listing.answer_last_day
    if offer is not None:
        answer_last = offer.answer_last_day or answer_last
        if offer.confirmed_at is not None and offer.state == OfferState.PENDING and state is ListingState.VIEWING:
            state, viewing_last = ListingState.ANSWERING, local_day(offer.confirmed_at)
    dates = Dates(
        published_on=local_day(listing.published_at),
        advert_last_day=listing.advert_last_day,
        viewing_first_day=listing.viewing_first_day,
        viewing_last_day=viewing_last,
        answer_last_day=answer_last,
        sign_last_day=listing.sign_last_day,
    )
    steps = timeline(state, dates, scheme_of(listing), rules_of(listing).workdays)
    return [WayStep(str(LABELS[step.key]), _dates(step), step.progress.value) for step in steps]


def _dates(step: Step) -> str:
    match step.key:
        case StepKey.ADVERT | StepKey.VIEWING:
            return words.span(step.first, step.last)
        case _ if step.progress is Progress.DONE and step.last is None and step.first is None:
            return gettext("klar")
        case StepKey.ANSWER:
            return gettext("senast %(day)s") % {"day": words.short_day(step.last)}
        case StepKey.CHECK:
            return gettext("från %(day)s") % {"day": words.short_day(step.first)}
        case StepKey.LEASE:
            said = gettext("preliminärt %(day)s") if step.planned else gettext("senast %(day)s")
            return said % {"day": words.short_day(step.last)}
