"""The coming dates of a letting's way as a calendar file: what its page says to anyone, and no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from letting.calendar_files import calendar_file, whole_days
from letting.core.states import OPEN, ListingState
from letting.core.timeline import Step, StepKey, timeline
from letting.models import Listing
from letting.public.looking import published
from letting.services.loading import rules_of, scheme_of
from letting.way import dates_of
from tenants import clock
from tenants.core.calendar import local_day
from tenants.requests import LandlordRequest

TITLES: dict[StepKey, Any] = {
    StepKey.ADVERT: gettext_lazy("Sista dag att anmäla intresse"),
    StepKey.VIEWING: gettext_lazy("Visning"),
    StepKey.ANSWER: gettext_lazy("Sista dag att svara"),
    StepKey.LEASE: gettext_lazy("Sista dag att skriva under"),
}
SPANS = frozenset({StepKey.VIEWING})  # takes all its days; of the others the last one matters
MOVE_IN = "move_in"


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that is to come. `key` tells it from the others of its listing; `planned` may still change."""

    key: str
    title: str
    first: date
    last: date
    planned: bool


def steps_of(listing: Listing) -> tuple[Step, ...]:
    """Return the steps of a published listing's way; none of one that has no dates."""
    dates = dates_of(listing)
    if dates is None:
        return ()
    return timeline(ListingState(listing.state), dates, scheme_of(listing), rules_of(listing).workdays)


def coming(listing: Listing, steps: tuple[Step, ...], today: date) -> list[Coming]:
    """Return what is to come from today on, in order; nothing of a letting that is over."""
    return list(_coming(listing, steps, today)) if listing.state in OPEN else []


def _coming(listing: Listing, steps: tuple[Step, ...], today: date) -> Iterator[Coming]:
    for step in steps:
        if step.key in TITLES and step.last is not None and step.last >= today and not step.open_ended:
            first = step.first if step.key in SPANS and step.first else step.last
            yield Coming(step.key.value, str(TITLES[step.key]), first, step.last, step.planned)
    if listing.move_in is not None and listing.move_in >= today:
        yield Coming(MOVE_IN, _("Inflyttning"), listing.move_in, listing.move_in, planned=False)


@require_safe
def dates_file(request: LandlordRequest, pk: int) -> HttpResponse:
    """Send what is to come of a letting as a calendar file; one that is over has none."""
    listing, now = published(pk), clock.now()
    found = coming(listing, steps_of(listing), local_day(now))
    if not found:
        raise Http404
    address = request.build_absolute_uri(reverse("public:flat", args=[pk]))
    events = []
    for one in found:
        summary = f"{one.title}: {listing.unit.street}"
        name = f"annons-{pk}-{listing.cycle}-{one.key}"
        alarm = _("I dag är sista dagen att anmäla intresse.") if one.key == StepKey.ADVERT else ""
        event = whole_days(name, request.landlord.pk, summary, one.first, one.last, now=now, alarm=alarm)
        event.add("status", "TENTATIVE" if one.planned else "CONFIRMED")
        if one.planned:
            event.add("description", _("Preliminärt: datumet kan ändras. Aktuella datum står på bostadens sida."))
        event.add("url", address)
        events.append(event)
    return calendar_file(f"bostad-{pk}", events)
