"""The candidate's checks: what was judged, what waits for a decision, and the figures it needs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.figures import needs
from letting.admin.words import CODES, REQUIREMENTS, RESULTS
from letting.checks.providers import read_facts
from letting.core.answers import Result
from letting.core.states import IN_LINE, ListingState, OfferState
from letting.models import Check, Listing
from letting.models.check import PROFILE
from letting.services.profile_snapshots import FILED
from tenants.models import Person
from tenants.rulesets import Rules


class ReviewForm(forms.Form):
    """A decision with its reason, which stays."""

    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        help_text=gettext_lazy("Skälet sparas. Skriv det som behövs för beslutet, inget om hälsa eller privatliv."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv ett skäl.")},
    )
    answer = forms.ChoiceField(choices=[("pass", "pass"), ("fail", "fail")], widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Review:
    """One check of the one who stands in line."""

    name: str
    word: str
    kind: str
    code: str
    needs: str
    reason: str
    who: str
    form: ReviewForm | None
    url: str
    subject: str


def judged(listing: Listing) -> list[Check]:
    """Return all checks of the listing's present advert, with whose they are and what those have told: one query."""
    rows = Check.objects.filter(offer__listing=listing, offer__cycle=listing.cycle)
    return list(rows.select_related("offer__person__facts").order_by("offer", "position"))


def reviews_of(
    listing: Listing, rules: Rules, checks: list[Check], *, now: datetime, bound: dict[int, ReviewForm],
    see_protected: bool,
) -> list[Review]:  # fmt: skip
    """Return the checks of the one in line, and the filed profiles that wait (CHECK-2)."""
    found = []
    for check in checks:
        offer = check.offer
        profile_waits = offer.state == OfferState.ACCEPTED and check.kind == PROFILE
        if offer.state not in IN_LINE and not profile_waits:
            continue
        hidden = offer.person.protected and not see_protected
        who = _("Skyddade personuppgifter") if hidden else offer.person.full_name
        candidate = listing.state == ListingState.CHECKING and offer.state == OfferState.CANDIDATE
        open_ = (candidate or profile_waits) and not hidden
        found.append(
            _review(
                check,
                listing,
                rules,
                filed_by(offer.person) if check.kind == PROFILE else told_by(offer.person),
                now,
                bound,
                who,
                open_=open_,
            )
        )
    return found


def told_by(person: Person) -> dict[str, Any]:
    """Return what a person has told of herself; read along with her checks."""
    told = getattr(person, "facts", None)  # nobody need have told anything
    return read_facts(told.data) if told else {}


def filed_by(person: Person) -> dict[str, Any]:
    """Return what a person's filed profile told when it was filed."""
    told = getattr(person, "facts", None)
    return read_facts(told.data.get(FILED, told.data)) if told else {}


def _review(
    check: Check, listing: Listing, rules: Rules, told: dict[str, Any], now: datetime, bound: dict[int, Any],
    who: str, *, open_: bool,
) -> Review:  # fmt: skip
    word, kind = RESULTS[Result(check.result)]
    waits = open_ and check.result == Result.REVIEW
    form = (bound.get(check.pk) or ReviewForm(prefix=f"c{check.pk}")) if waits else None
    return Review(
        name=str(REQUIREMENTS.get(check.kind, check.kind)),
        word=str(word),
        kind=kind,
        code=str(CODES.get(check.code, check.code)) if check.code else "",
        needs=needs(check, listing, rules, told, now),
        reason=check.reason,
        who=who,
        form=form,
        url=reverse("admin:letting_listing_decide", args=[listing.pk, check.pk]),
        subject=f"c{check.pk}",
    )
