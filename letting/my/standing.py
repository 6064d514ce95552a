"""One offer as its applicant meets it today: what she can do, by when, and what it is called. No query."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from django.utils.translation import gettext

from letting.core.answering import Answering, against_answering, against_booking, against_confirming, viewing_runs
from letting.core.states import ListingState, OfferState
from letting.models import Booking, Listing, Offer
from letting.models.listing import ShownBy
from letting.services.loading import rules_of, scheme_of
from letting.services.offers import answering
from tenants import words
from tenants.core.calendar import Calendar, local_day
from tenants.rulesets.scheme_rules import Award, SchemeRules


class Stage(StrEnum):
    """How far an offer has come, as its applicant sees it."""

    VIEWING = "viewing"
    ANSWER = "answer"
    LATE = "late"
    PROFILE = "profile"
    ACCEPTED = "accepted"
    CANDIDATE = "candidate"
    SIGN = "sign"
    SIGNED = "signed"
    DECLINED = "declined"
    ENDED = "ended"


STAGES = {
    OfferState.ACCEPTED: Stage.ACCEPTED,
    OfferState.CANDIDATE: Stage.CANDIDATE,
    OfferState.AWARDED: Stage.SIGN,
    OfferState.SIGNED: Stage.SIGNED,
    OfferState.DECLINED: Stage.DECLINED,
}


@dataclass(frozen=True)
class OfferView:
    """An offer with its listing, unit, rules and booking, on a day."""

    offer: Offer
    now: datetime

    @cached_property
    def listing(self) -> Listing:
        """Return what is offered."""
        return self.offer.listing

    @cached_property
    def scheme(self) -> SchemeRules:
        """Return the rules it is let by."""
        return scheme_of(self.listing)

    @cached_property
    def calendar(self) -> Calendar:
        """Return the landlord's workdays."""
        return rules_of(self.listing).workdays

    @cached_property
    def today(self) -> date:
        """Return the day it is."""
        return local_day(self.now)

    @cached_property
    def asked(self) -> Answering:
        """Return the offer as the core judges it."""
        return answering(self.listing, self.offer, self.today)

    @cached_property
    def current(self) -> bool:
        """Say whether it belongs to the listing's present advert: an older one can only be read."""
        return self.offer.cycle == self.listing.cycle

    @cached_property
    def can_accept(self) -> bool:
        """Say whether a yes would be taken now (JOUR-9, JOUR-10)."""
        against = against_answering(self.asked, yes=True, confirm_viewing=self.scheme.confirm_viewing)
        return self.current and against is None

    @cached_property
    def can_decline(self) -> bool:
        """Say whether a no would be taken now: also from the candidate (JOUR-15)."""
        if self.offer.state == OfferState.CANDIDATE:
            return self.current
        return self.current and against_answering(self.asked, yes=False, confirm_viewing=False) is None

    @cached_property
    def can_confirm(self) -> bool:
        """Say whether "Jag har varit på visning" can be pressed (JOUR-9)."""
        return self.current and self.scheme.confirm_viewing and against_confirming(self.asked) is None

    @cached_property
    def can_book(self) -> bool:
        """Say whether a time can be booked (JOUR-8)."""
        by_landlord = self.listing.shown_by == ShownBy.LANDLORD
        return self.current and by_landlord and against_booking(self.asked) is None

    @cached_property
    def stage(self) -> Stage:
        """Return how far it has come."""
        state = OfferState(self.offer.state)
        if state is OfferState.ACCEPTED and self.profile_awaited:
            return Stage.PROFILE
        if state in STAGES:
            return STAGES[state]
        if state is not OfferState.PENDING:
            return Stage.ENDED
        if self.can_accept:
            return Stage.ANSWER
        if viewing_runs(self.asked) or self.waits_for_hour:
            return Stage.VIEWING
        return Stage.LATE

    @cached_property
    def profile_awaited(self) -> bool:
        """Say whether her yes needs a profile that she has not filed, and still can (CHECK-2)."""
        last_day = self.offer.profile_last_day
        return last_day is not None and self.offer.profile_filed_at is None and self.today <= last_day

    @cached_property
    def waits_for_hour(self) -> bool:
        """Say whether the viewing is over but its morning has not come yet."""
        return self.offer.viewing_last_day is not None and self.offer.answer_last_day is None

    @cached_property
    def answer_by(self) -> date:
        """Return the last day to answer; while the viewing runs, what it is without the press (JOUR-10)."""
        if self.offer.answer_last_day is not None:
            return self.offer.answer_last_day
        first = self.calendar.workday_after(self.offer.viewing_last_day or self.today)
        return self.calendar.last_day_starting(first, self.scheme.answering)

    @cached_property
    def answer_by_if_confirmed(self) -> date:
        """Return the last day to answer that pressing "Jag har varit på visning" today gives (JOUR-10)."""
        return self.calendar.last_day_after(self.today, self.scheme.answering)

    @cached_property
    def booking(self) -> Booking | None:
        """Return her booked time, which the offer was read along with."""
        return getattr(self.offer, "booking", None)

    @cached_property
    def status(self) -> tuple[str, str]:
        """Return the word and the sign of how far it has come."""
        answer = words.deadline(self.answer_by)
        match self.stage:
            case Stage.VIEWING:
                return gettext("Visning till och med %(day)s") % {"day": words.day(self.offer.viewing_last_day)}, "info"
            case Stage.ANSWER:
                return gettext("Svara senast %(day)s") % {"day": answer}, "wait"
            case Stage.LATE:
                return gettext("Svarstiden gick ut %(day)s") % {"day": answer}, "bad"
            case Stage.PROFILE:
                last_day = words.deadline(self.offer.profile_last_day)
                return gettext("Lämna in sökandeprofilen senast %(day)s") % {"day": last_day}, "wait"
            case Stage.ACCEPTED:
                return self._accepted, "good"
            case Stage.CANDIDATE:
                return gettext("Du står i tur: vi kontrollerar kraven"), "info"
            case Stage.SIGN:
                last_day = words.deadline(self.listing.sign_last_day)
                return gettext("Skriv under senast %(day)s") % {"day": last_day}, "wait"
            case Stage.SIGNED:
                return gettext("Bostaden är din"), "good"
            case Stage.DECLINED:
                return gettext("Du har tackat nej"), "plain"
            case Stage.ENDED:
                return gettext("Avslutat"), "plain"

    @property
    def _accepted(self) -> str:
        if self.listing.state in (ListingState.CHECKING, ListingState.AWARDED):
            if self.scheme.award is Award.STAFF_CHOICE:
                return gettext("Du har tackat ja: vi väljer vem som får bostaden")
            return gettext("Du har tackat ja: vi kontrollerar någon som står före dig")
        if self.offer.profile_filed_at is not None:
            return gettext("Du har tackat ja: vi granskar din sökandeprofil")
        return gettext("Du har tackat ja")
