"""The next day that a letting has to keep, for lists and the start page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, When
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from letting.core.states import ListingState
from tenants.words import as_day, short_day

WORDS = {
    ListingState.DRAFT: ("publish_at", _("publiceras")),
    ListingState.ADVERTISED: ("advert_last_day", _("sista anmälningsdag")),
    ListingState.VIEWING: ("viewing_last_day", _("sista visningsdag")),
    ListingState.ANSWERING: ("answer_last_day", _("sista svarsdag")),
    ListingState.AWARDED: ("sign_last_day", _("skrivs under senast")),
}
NEXT_DAY = Case(
    *(
        When(state=state, then=TruncDate(name) if name == "publish_at" else F(name))
        for state, (name, _word) in WORDS.items()
    ),
    output_field=DateField(),
)


def next_day(listing: Any) -> date | None:
    """Return the next day that a listing has to keep; none where nothing is due, or the advert has ended."""
    if listing.state not in WORDS or (listing.state == ListingState.ADVERTISED and listing.advert_ended_at is not None):
        return None
    found = getattr(listing, WORDS[ListingState(listing.state)][0])
    return as_day(found)


def word_of(listing: Any) -> str:
    """Return what a listing's next day is called."""
    return str(WORDS[ListingState(listing.state)][1])


def in_words(listing: Any) -> str:
    """Return that day and what it is, "mån 25 maj, sista svarsdag"; nothing where there is none."""
    day = next_day(listing)
    return f"{short_day(day)}, {word_of(listing)}" if day else ""
