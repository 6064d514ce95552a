"""Förtur: what it is, what it asks, how one applies for it, and what became of it (SCHEME-7)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from queues.models import PriorityClaim
from queues.my.priority_form import PriorityForm
from queues.my.priority_words import asks, claim_card, what_it_gives
from queues.refusals import PRIORITY
from queues.services.claims import LIVE, draft_of
from queues.services.priority import apply_for_priority, withdraw_claim
from tenants import clock
from tenants.core.calendar import local_day
from tenants.document_words import SENTENCES as ABOUT_DOCUMENTS
from tenants.documents import documents_of, store_document
from tenants.landlords import rules_today
from tenants.models import Document
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.outcome import Refused
from tenants.rulesets import Rules
from tenants.rulesets.office_rules import PriorityRules

FIELDS = {
    "too_near": "distance_km", "not_permanent": "permanent_full_time", "document_missing": "documents",
}  # fmt: skip


def _rules() -> tuple[Rules, PriorityRules]:
    """Return the rules; where the landlord gives no priority there is no page about it."""
    rules = rules_today(local_day(clock.now()))
    if rules.priority is None:
        raise Http404
    return rules, rules.priority


@require_safe
@my_page
def priority(request: Visit) -> HttpResponse:
    """Show what became of one's applications, what priority is, and the grounds for it."""
    rules, given = _rules()
    claims = list(PriorityClaim.objects.filter(person=request.person.pk).order_by("-filed_at", "-pk"))
    shown = Document.objects.filter(person=request.person.pk, subject__startswith="queues.", removed_at=None)
    documents: dict[str, list[Document]] = {}
    for document in shown.order_by("uploaded_at", "pk"):
        documents.setdefault(document.subject, []).append(document)
    cards = [claim_card(claim, given, documents) for claim in claims]
    context = {
        "cards": cards,
        "live": any(claim.state in LIVE for claim in claims),
        "grounds": [
            {"slug": slug, "ground": ground, "asks": asks(ground)} for slug, ground in given.grounds.items()
        ],
        "gives": what_it_gives(given),
        "appeal": given.appeal,
        "steps": rules.complaints,
        "draft": documents.get(draft_of(request.person.pk), []),
    }  # fmt: skip
    return render(request, "my/priority.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def apply(request: Visit, ground: str) -> HttpResponse:
    """Apply on one page: words and files go together, and files that were good stay when the words were not."""
    _, given = _rules()
    chosen = given.grounds.get(ground)
    if chosen is None or chosen.by_staff:
        raise Http404
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    stored: list[str] = _store(request) if posted else []
    saved = list(documents_of(draft_of(request.person.pk)).filter(person=request.person.pk))
    form = PriorityForm(*posted, ground=chosen, saved=len(saved))
    for error in stored:
        form.add_error("documents", error)
    if form.is_valid():
        outcome = apply_for_priority(
            request.person.pk, ground, statement=form.statement(), text=form.cleaned_data["text"],
            by=actor_of(request), now=clock.now(),
        )  # fmt: skip
        if isinstance(outcome, PriorityClaim):
            messages.success(request, gettext("Din ansökan om förtur är inlämnad."))
            return see_other("my:priority")
        for code in outcome.codes:
            field = FIELDS.get(code)
            form.add_error(field if field in form.fields else None, told([code], PRIORITY))
    context = {"form": form, "ground": chosen, "asks": asks(chosen), "saved": saved}
    return render(request, "my/priority_apply.html", context, status=UNPROCESSABLE if form.errors else 200)


def _store(request: Visit) -> list[str]:
    """Store the files that were sent with an application; return what is to be said of those that were not taken."""
    errors, person = [], request.person.pk
    for upload in request.FILES.getlist("documents"):
        outcome = store_document(person, draft_of(person), upload, by=actor_of(request), now=clock.now())
        if isinstance(outcome, Refused):
            errors.append(f"{upload.name}: {told(outcome.codes, ABOUT_DOCUMENTS)}")
        if outcome == Refused(("too_many",)):
            break
    return errors


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def withdraw(request: Visit, pk: int) -> HttpResponse:
    """Take an application back, or give up what was granted: a page that says what it means, then one button."""
    _, given = _rules()
    claim = get_object_or_404(PriorityClaim, pk=pk, person=request.person.pk)
    if request.method != "POST":
        if claim.state not in LIVE:
            return see_other("my:priority")
        context: dict[str, Any] = {"card": claim_card(claim, given, {}), "granted": claim.decided_at is not None}
        return render(request, "my/priority_withdraw.html", context)
    outcome = withdraw_claim(pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, PRIORITY))
    else:
        messages.success(request, gettext("Din förtur är återkallad."))
    return see_other("my:priority")
