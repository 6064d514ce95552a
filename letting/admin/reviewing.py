"""The candidate's checks: what was judged, what waits for a decision, and the figures it needs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, CharField, OuterRef, Value, When
from django.db.models.functions import Cast, Concat, JSONObject
from django.urls import reverse
from django.utils.translation import gettext_lazy

from letting.admin.figures import needs
from letting.admin.words import CODES, REQUIREMENTS, RESULTS
from letting.checks.providers import read_facts
from letting.core.answers import Result
from letting.core.states import IN_LINE, ListingState, OfferState
from letting.models import Check, Listing
from letting.models.check import PROFILE
from letting.services.applicant_profiles import SUBJECT
from letting.services.profile_snapshots import FILED
from tenants.admin.protected import name_for
from tenants.models import Document
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
    papers: list[tuple[str, str]]


def judged(listing: Listing) -> list[Any]:
    """Return all checks of the listing's present advert, with whose they are and what those have told: one query.

    A filed profile has its documents beside it, as `papers`.
    """
    rows = Check.objects.filter(offer__listing=listing, offer__cycle=listing.cycle)
    about = Concat(Value(SUBJECT), Cast(OuterRef("offer__person"), CharField()))
    shown = Document.objects.filter(subject=about, removed_at=None).order_by("uploaded_at", "pk")
    papers = ArraySubquery(shown.values(paper=JSONObject(pk="pk", name="name")))
    filed = Case(When(kind=PROFILE, then=papers), default=Value(None))
    return list(rows.select_related("offer__person__facts").annotate(papers=filed).order_by("offer", "position"))


def reviews_of(
    listing: Listing, rules: Rules, checks: list[Any], *, now: datetime, bound: dict[int, ReviewForm],
    see_protected: bool, read_documents: bool,
) -> list[Review]:  # fmt: skip
    """Return the checks of the one in line, and the filed profiles that wait (CHECK-2)."""
    found = []
    for check in checks:
        offer = check.offer
        profile_waits = offer.state == OfferState.ACCEPTED and check.kind == PROFILE
        if offer.state not in IN_LINE and not profile_waits:
            continue
        hidden = offer.person.protected and not see_protected
        who = name_for(offer.person, see_protected=see_protected)
        candidate = listing.state == ListingState.CHECKING and offer.state == OfferState.CANDIDATE
        open_ = (candidate or profile_waits) and not hidden
        papers = _papers(check) if read_documents and not hidden else []
        found.append(_review(check, listing, rules, now, bound, who, open_=open_, papers=papers))
    return found


def told_in(check: Check) -> dict[str, Any]:
    """Return what its person has told of herself, for a profile as it was filed; read along with the checks."""
    told = getattr(check.offer.person, "facts", None)  # nobody need have told anything
    if told is None:
        return {}
    return read_facts(told.data.get(FILED, told.data) if check.kind == PROFILE else told.data)


def _review(
    check: Any, listing: Listing, rules: Rules, now: datetime, bound: dict[int, Any], who: str, *, open_: bool,
    papers: list[tuple[str, str]],
) -> Review:  # fmt: skip
    word, kind = RESULTS[Result(check.result)]
    waits = open_ and check.result == Result.REVIEW
    form = (bound.get(check.pk) or ReviewForm(prefix=f"c{check.pk}")) if waits else None
    return Review(
        name=str(REQUIREMENTS.get(check.kind, check.kind)),
        word=str(word),
        kind=kind,
        code=str(CODES.get(check.code, check.code)) if check.code else "",
        needs=needs(check, listing, rules, told_in(check), now),
        reason=check.reason,
        who=who,
        form=form,
        url=reverse("admin:letting_listing_decide", args=[listing.pk, check.pk]),
        subject=f"c{check.pk}",
        papers=papers,
    )


def _papers(check: Any) -> list[tuple[str, str]]:
    return [(paper["name"], reverse("admin:tenants_document_file", args=[paper["pk"]])) for paper in check.papers or ()]
