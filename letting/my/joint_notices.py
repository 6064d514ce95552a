"""Säga upp tillsammans: asked by one of two and answered by the other, or joined where one ended it all (LEASE-6)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from letting.models import JointNotice, Lease, Notice
from letting.my.notice_words import OF_RENTER, REASONS, why
from letting.my.reading import leases_of, notice_of
from letting.refusals import CLAIMS, NOTICE
from letting.services.home_claims import may_claim
from letting.services.joint_notices import (
    answer_joint_notice,
    ask_for_joint_notice,
    drop_joint_notice,
    join_notice,
    open_question,
)
from letting.services.notice import ends_of
from tenants import clock
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.my.stopping import not_for_representatives
from tenants.outcome import Refused
from tenants.rulesets.tenancy_rules import NoticeReason


def ask_the_other(request: Visit, lease: Lease, reason: NoticeReason, *, shows_home: bool) -> HttpResponse:
    """Ask the other of two to give notice too; go to the page that says how far it has come."""
    outcome = ask_for_joint_notice(
        lease.pk, request.person.pk, reason=reason, shows_home=shows_home, by=actor_of(request), now=clock.now()
    )
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, NOTICE))
        return see_other("my:lease", lease.pk)
    messages.success(request, gettext("Frågan är skickad. Avtalet är inte uppsagt förrän den andra har sagt ja."))
    return see_other("my:joint_notice", lease.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def joint_notice(request: Visit, pk: int) -> HttpResponse:
    """Show what the other asks and when the lease would end; a POST says yes or no, or takes the question back."""
    lease: Lease = get_object_or_404(leases_of(request.person.pk), pk=pk)
    row, act = open_question(pk), request.POST.get("act", "")
    if request.mandate and not request.mandate.may_sign:
        return not_for_representatives(request)
    if lease.ended_with_id is not None:
        return see_other("my:notice", pk)
    if row is None:
        if request.method == "POST":
            messages.error(request, told(("already_answered",), NOTICE))
        return see_other("my:lease", pk)
    if request.method == "POST" and act in ("no", "drop"):
        return _said(request, row, act)
    ends, asks = ends_of(lease, NoticeReason(row.reason), now=clock.now()), row.person_id == request.person.pk
    if isinstance(ends, Refused):
        messages.error(request, told(ends.codes, NOTICE))
        return see_other("my:lease", pk)
    seen = request.POST.get("seen", "")
    if request.method == "POST" and act == "yes" and seen == ends.ends_on.isoformat():
        return _said(request, row, act)
    words = REASONS if asks else OF_RENTER
    context: dict[str, Any] = {
        "lease": lease, "unit": lease.unit, "question": row, "asks": asks, "ends": ends,
        "why": why(lease, ends, jointly=True), "moved": act == "yes", "reason": words[NoticeReason(row.reason)],
        "other": "" if row.person.protected else row.person.full_name,
    }  # fmt: skip
    return render(request, "my/joint_notice.html", context, status=UNPROCESSABLE if request.method == "POST" else 200)


def _said(request: Visit, row: JointNotice, act: str) -> HttpResponse:
    by, now, person = actor_of(request), clock.now(), request.person.pk
    outcome: Notice | JointNotice | Refused
    if act == "drop":
        outcome = drop_joint_notice(row.pk, person, by=by, now=now)
    else:
        outcome = answer_joint_notice(row.pk, person, agrees=act == "yes", by=by, now=now)
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, NOTICE))
    elif isinstance(outcome, Notice):
        messages.success(request, gettext("Ni har sagt upp avtalet tillsammans."))
        return see_other("my:notice", row.lease_id)
    else:
        no, drop = gettext("Du har sagt nej. Avtalet gäller som förut."), gettext("Frågan är borttagen.")
        messages.success(request, no if act == "no" else drop)
    return see_other("my:lease", row.lease_id)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def join(request: Visit, pk: int) -> HttpResponse:
    """Say that one leaves too: a page that says what it means, then one button."""
    row, now, person = notice_of(request, pk), clock.now(), request.person.pk
    if request.mandate and not request.mandate.may_sign:
        return not_for_representatives(request)
    if request.method != "POST":
        if may_claim(row, person, now) is not None:
            return see_other("my:notice", pk)
        return render(request, "my/notice_join.html", {"notice": row, "unit": row.lease.unit})
    outcome = join_notice(row.pk, person, by=actor_of(request), now=now)
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, CLAIMS))
    else:
        messages.success(request, gettext("Uppsägningen är nu er gemensamma."))
    return see_other("my:notice", pk)
