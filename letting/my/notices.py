"""Säga upp avtalet: the reason with its date, the answer looked over, the receipt; and asking to undo it (LEASE-2)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from letting.core.notice import leave_by
from letting.models import Lease, UnitKind
from letting.my.inspections import leaving_context
from letting.my.joint_notices import ask_the_other
from letting.my.notice_papers import PaperForm, give_with_papers, needs_paper, store_papers
from letting.my.notice_words import REASONS, Way, claim_status, notice_status, ways, why
from letting.my.reading import leases_of, notice_of
from letting.refusals import CLAIMS, NOTICE
from letting.services.home_claims import claim_home, may_claim
from letting.services.joint_notices import open_question
from letting.services.notice import Ends, ask_to_withdraw, ends_of, runs, two_on_lease
from letting.services.notice_papers import subject_of
from tenants import clock
from tenants.core.calendar import local_day
from tenants.documents import documents_of
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.my.stopping import not_for_representatives
from tenants.outcome import Refused
from tenants.rulesets.tenancy_rules import NoticeReason


class NoticeForm(forms.Form):
    """Why one moves, and whether one shows the home. `seen` is the day that was shown before the last button."""

    reason = forms.ChoiceField(
        label=_("Varför säger du upp avtalet?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj en anledning."), "invalid_choice": _("Välj en av anledningarna.")},
    )
    shows_home = forms.BooleanField(
        label=_("Jag visar bostaden för dem som söker den, och ni får ge dem mitt namn och telefonnummer"),
        required=False,
    )
    seen = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Sequence[Way], is_home: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(way.reason.value, f"{way.label}. {way.hint}") for way in offered]  # type: ignore[attr-defined]  # a choice field's
        if not is_home:
            del self.fields["shows_home"]


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def give(request: Visit, pk: int) -> HttpResponse:
    """Ask for the reason, show when the lease ends and why, and only then take the notice."""
    lease: Lease = get_object_or_404(leases_of(request.person.pk), pk=pk)
    now = clock.now()
    if request.mandate and not request.mandate.may_sign:
        return not_for_representatives(request)
    if not runs(lease, local_day(now)) or lease.notice_on is not None:
        return see_other("my:lease", pk)
    jointly = lease.co_renter_id is not None and two_on_lease(now) is None
    if jointly and open_question(pk) is not None:
        return see_other("my:joint_notice", pk)
    offered, is_home = ways(lease, now), lease.unit.kind == UnitKind.APARTMENT
    only = {"reason": offered[0].reason.value} if len(offered) == 1 else {}
    posted = request.POST if request.method == "POST" else None
    form = NoticeForm(posted, offered=offered, is_home=is_home, initial=only)
    context = {"form": form, "lease": lease, "unit": lease.unit, "jointly": jointly}
    if request.method != "POST" or not form.is_valid():
        return render(request, "my/notice.html", context, status=UNPROCESSABLE if form.errors else 200)
    reason = NoticeReason(form.cleaned_data["reason"])
    ends = ends_of(lease, reason, now=now)
    if isinstance(ends, Refused):
        form.add_error(None, told(ends.codes, NOTICE))
        return render(request, "my/notice.html", context, status=UNPROCESSABLE)
    shows, seen = form.cleaned_data.get("shows_home", False), form.cleaned_data["seen"]
    if seen != ends.ends_on:
        paper = None if jointly else PaperForm()
        return _look_over(request, lease, ends, paper, shows=shows, moved=seen is not None, jointly=jointly)
    if jointly:
        return ask_the_other(request, lease, reason, shows_home=shows)
    paper = PaperForm(request.POST, request.FILES)
    outcome = give_with_papers(request, lease, ends, paper, shows_home=shows) if paper.is_valid() else None
    if outcome is None:
        return _look_over(request, lease, ends, paper, shows=shows, moved=False)
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, NOTICE))
        return see_other("my:lease", pk)
    return see_other("my:notice", pk)


def _look_over(
    request: Visit, lease: Lease, ends: Ends, paper: PaperForm | None, *, shows: bool, moved: bool,
    jointly: bool = False,
) -> HttpResponse:  # fmt: skip
    """Show what the notice would mean. `moved`: the day that was shown before holds no longer: a month has ended."""
    context = {
        "lease": lease, "unit": lease.unit, "ends": ends, "why": why(lease, ends, jointly=jointly), "shows_home": shows,
        "reason": REASONS[ends.asked.reason], "moved": moved,
        "form": paper if ends.asked.needs_document else None, "jointly": jointly,
    }  # fmt: skip
    wrong = paper is not None and paper.errors
    return render(request, "my/notice_check.html", context, status=UNPROCESSABLE if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def notice(request: Visit, pk: int) -> HttpResponse:
    """Show the receipt of a lease's notice: when it came in, when the lease ends, what happens next.

    The other of two sees that notice was given, not why, and how to stay (LEASE-6).
    """
    row, now, person = notice_of(request, pk), clock.now(), request.person.pk
    asks = row.person_id == person and needs_paper(row)
    form = PaperForm(*((request.POST, request.FILES) if request.method == "POST" else ())) if asks else None
    if form is not None and form.is_valid() and store_papers(request, row, form):
        messages.success(request, gettext("Handlingen är inlämnad."))
        return see_other("my:notice", pk)
    mine, claim = row.person_id == person or row.by_both, row.claims.select_related("lease").first()
    context = {
        "mine": mine,
        "form": form,
        "documents": list(documents_of(subject_of(row.pk)).filter(person=person)) if row.asked_ends_on else [],
        "claim": claim,
        "claim_status": claim_status(claim) if claim else None,
        "claims_herself": claim is not None and claim.person_id == person,
        "can_claim": not mine and claim is None and may_claim(row, person, now, claimed=False) is None,
        "notice": row,
        "unit": row.lease.unit,
        "status": notice_status(row),
        "reason": REASONS[NoticeReason(row.reason)] if row.person_id == person else "",
        "leave_by": leave_by(row.ends_on),
        "can_ask": row.person_id == person and row.withdrawal_asked_at is None and row.ends_on >= local_day(now),
        **leaving_context(row.lease)[0],
        "parking": [
            lease.unit
            for lease in row.ended_leases.filter(Lease.rented_by(person))
            .exclude(pk=pk)
            .select_related("unit")
            .defer("pdf")
        ],
    }
    return render(request, "my/notice_done.html", context, status=UNPROCESSABLE if form and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def undo(request: Visit, pk: int) -> HttpResponse:
    """Ask to have the notice undone: a page that says what that takes, then one button."""
    row = notice_of(request, pk, own=True)
    if request.mandate and not request.mandate.may_sign:
        return not_for_representatives(request)
    if request.method != "POST":
        return render(request, "my/notice_undo.html", {"notice": row, "unit": row.lease.unit})
    outcome = ask_to_withdraw(row.pk, request.person.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, NOTICE))
    else:
        messages.success(request, gettext("Din fråga är skickad. Uppsägningen gäller tills vi har svarat."))
    return see_other("my:notice", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def stay(request: Visit, pk: int) -> HttpResponse:
    """Ask to stay where the other of two has given notice: a page that says what that takes, then one button."""
    row, now, person = notice_of(request, pk), clock.now(), request.person.pk
    if request.mandate and not request.mandate.may_sign:
        return not_for_representatives(request)
    if request.method != "POST":
        if may_claim(row, person, now) is not None:
            return see_other("my:notice", pk)
        two = two_on_lease(now)
        return render(request, "my/notice_stay.html", {"notice": row, "unit": row.lease.unit, "two": two})
    outcome = claim_home(row.pk, person, by=actor_of(request), now=now)
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, CLAIMS))
    else:
        messages.success(request, gettext("Vi har tagit emot att du vill bo kvar. Du får besked här."))
    return see_other("my:notice", pk)
