"""The candidate's checks: what was judged, what waits for a decision, and the figures it needs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.words import CODES, REQUIREMENTS, RESULTS
from letting.checks.providers import read_facts
from letting.core.answers import Result
from letting.core.facts import Household
from letting.core.income import normal_amount, table_of
from letting.core.states import IN_LINE, ListingState, OfferState
from letting.models import Check, Listing
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import HouseholdRule, IncomeRule
from tenants.words import kronor


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
    """Return those checks that are the candidate's, or of the one with the award."""
    checks = [check for check in checks if check.offer.state in IN_LINE]
    if not checks:
        return []
    person = checks[0].offer.person
    told = getattr(person, "facts", None)  # nobody need have told anything
    household = read_facts(told.data).get("household") if told else None
    hidden = person.protected and not see_protected
    who = _("Skyddade personuppgifter") if hidden else person.full_name
    waiting = listing.state == ListingState.CHECKING and checks[0].offer.state == OfferState.CANDIDATE
    return [
        _review(check, listing, rules, household, now, bound, who, open_=waiting and not hidden) for check in checks
    ]


def _review(
    check: Check, listing: Listing, rules: Rules, household: Household | None, now: datetime, bound: dict[int, Any],
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
        needs=_needs(check, listing, rules, household, now),
        reason=check.reason,
        who=who,
        form=form,
        url=reverse("admin:letting_listing_decide", args=[listing.pk, check.pk]),
        subject=f"c{check.pk}",
    )


def _needs(check: Check, listing: Listing, rules: Rules, household: Household | None, now: datetime) -> str:
    rule = next((one for one in rules.requirements.values() if one.kind == check.kind), None)
    if isinstance(rule, IncomeRule) and rules.normal_amounts:
        living = normal_amount(household or Household(), table_of(rules.normal_amounts, now.year))
        words = _("Krävs %(sum)s i månaden efter skatt: hyra %(rent)s och normalbelopp %(living)s (%(whom)s).") % {
            "sum": kronor(check.needed or listing.unit.rent + living),
            "rent": kronor(listing.unit.rent),
            "living": kronor(living),
            "whom": _("för hushållet") if household else _("för en ensamstående; hushållet är inte känt"),
        }
        found = _(" Uppgiven inkomst: %(found)s.") % {"found": kronor(check.found)} if check.found is not None else ""
        return words + found
    if isinstance(rule, HouseholdRule) and check.needed is not None:
        return _("Högst %(most)s personer, hushållet är %(found)s.") % {"most": check.needed, "found": check.found}
    return ""
