"""Ändra avtalet: apply to sublet, swap, transfer or add; look over, follow, take back, sign (LEASE-7 to 10)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from letting.change_refusals import CHANGES, said_of_lease
from letting.change_words import DOING
from letting.models import Lease, LeaseChange
from letting.models.lease_change import LIVE, ROLES
from letting.my.change_forms import FIELDS, ChangeForm
from letting.my.change_words import (
    SLUGS,
    answers_of,
    before,
    change_status,
    facts_of,
    long_sublet,
    must_sign,
    next_of,
    waits_said,
)
from letting.my.lease_words import house_rules, sections
from letting.my.leases import SignForm
from letting.my.reading import leases_of
from letting.services.change_consents import against_fellow
from letting.services.change_effects import lease_of, sign_change
from letting.services.change_ledger import draft_of
from letting.services.change_requests import (
    Wish,
    against,
    against_mail,
    ask_for_change,
    hindrance,
    withdraw_change,
)
from tenants import clock
from tenants.core.calendar import local_day
from tenants.document_words import SENTENCES as ABOUT_DOCUMENTS
from tenants.documents import documents_of, store_document
from tenants.landlords import rules_today
from tenants.models import Document
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.my.stopping import not_for_representatives
from tenants.outcome import Refused
from tenants.rulesets.change_rules import ChangeKind


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def ask(request: Visit, pk: int, slug: str) -> HttpResponse:
    """Ask what its kind asks, show it to be looked over, and only then send the application."""
    kind = SLUGS.get(slug)
    if kind is None:
        raise Http404
    lease: Lease = get_object_or_404(leases_of(request.person.pk), pk=pk)
    now = clock.now()
    if request.mandate and not request.mandate.may_sign:
        return not_for_representatives(request)
    if code := hindrance(lease, kind, now):
        messages.error(request, told([code], CHANGES))
        return see_other("my:lease", pk)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    wrong = _store(request, lease, kind) if posted else []
    saved = list(documents_of(draft_of(pk, kind)).filter(person=request.person.pk))
    form = _form(request, lease, kind, len(saved))
    if request.method == "POST" and "back" in request.POST:
        return _show(request, form, lease, kind, saved)
    for error in wrong:
        form.add_error("documents", error)
    if not form.is_valid():
        return _show(request, form, lease, kind, saved)
    wish, email = form.wish(), form.cleaned_data["email"].strip().lower()
    if codes := against(lease, wish, documents=len(saved), now=now) or against_mail(request.person, email, now):
        _say(form, codes, lease)
        return _show(request, form, lease, kind, saved)
    if "sure" not in request.POST:
        return _look_over(request, form, wish, lease, saved)
    outcome = ask_for_change(pk, request.person.pk, wish, email=email, by=actor_of(request), now=now)
    if isinstance(outcome, Refused):
        _say(form, outcome.codes, lease)
        return _show(request, form, lease, kind, saved)
    messages.success(request, waits_said(outcome))
    return see_other("my:change", outcome.pk)


def _form(request: Visit, lease: Lease, kind: ChangeKind, saved: int) -> ChangeForm:
    """Return the form: empty, as it was filled in, or, on the way back from looking it over, to be changed."""
    today = local_day(clock.now())
    rules = rules_today(today).change(kind)
    given: dict[str, Any] = {
        "rules": rules,
        "own_rent": lease.rent,
        "today": today,
        "saved": saved,
        "has_pupil": lease.resident_id is not None,
    }
    if request.method != "POST":
        return ChangeForm(kind=kind, **given)
    if "back" in request.POST:
        return ChangeForm(kind=kind, initial=request.POST.dict(), **given)
    return ChangeForm(request.POST, request.FILES, kind=kind, **given)


def _store(request: Visit, lease: Lease, kind: ChangeKind) -> list[str]:
    """Store the files that were sent; return what is to be said of those that were not taken."""
    errors = []
    for upload in request.FILES.getlist("documents"):
        outcome = store_document(
            request.person.pk, draft_of(lease.pk, kind), upload, by=actor_of(request), now=clock.now()
        )
        if isinstance(outcome, Refused):
            errors.append(f"{upload.name}: {told(outcome.codes, ABOUT_DOCUMENTS)}")
        if outcome == Refused(("too_many",)):
            break
    return errors


def _say(form: ChangeForm, codes: tuple[str, ...], lease: Lease) -> None:
    for code in codes:
        field = FIELDS.get(code)
        form.add_error(field if field in form.fields else None, said_of_lease(code, lease.ends_on))


def _show(request: Visit, form: ChangeForm, lease: Lease, kind: ChangeKind, saved: list[Document]) -> HttpResponse:
    rules, today = rules_today(local_day(clock.now())), local_day(clock.now())
    context = {
        "form": form, "lease": lease, "unit": lease.unit, "title": DOING[kind], "saved": saved,
        "before": before(kind, lease, rules, today),
    }  # fmt: skip
    return render(request, "my/change_ask.html", context, status=UNPROCESSABLE if form.errors else 200)


def _look_over(request: Visit, form: ChangeForm, wish: Wish, lease: Lease, saved: list[Document]) -> HttpResponse:
    rules, email = rules_today(local_day(clock.now())), form.cleaned_data["email"]
    context = {
        "lease": lease, "unit": lease.unit, "title": DOING[wish.kind], "saved": saved, "email": email,
        "answers": answers_of(wish, email, lease, rules), "long": long_sublet(wish, rules),
        "hidden": [(name, request.POST[name]) for name in form.fields if name in request.POST],
    }  # fmt: skip
    return render(request, "my/change_check.html", context)


def changes_of(person_id: int) -> QuerySet[LeaseChange]:
    """Return the applications that a person takes part in, the latest first."""
    rows = LeaseChange.objects.filter(LeaseChange.of_person(person_id)).order_by("-made_at", "-pk")
    along = (*ROLES, "lease__unit", "other_lease__unit")
    return rows.select_related(*along).defer(
        "lease__pdf", "lease__terms", "other_lease__pdf", "other_lease__terms", "results"
    )


@require_safe
@my_page
def change(request: Visit, pk: int) -> HttpResponse:
    """Show an application: how far it has come, what happens next and by when, and what one can do."""
    row = get_object_or_404(changes_of(request.person.pk), pk=pk)
    asked = not against_fellow(row, request.person.pk, clock.now())
    context = {
        "change": row,
        "title": DOING[ChangeKind(row.kind)],
        "status": change_status(row, request.person.pk),
        "facts": facts_of(row, request.person.pk),
        "next": next_of(row, request.person.pk),
        "documents": list(documents_of(row.subject).filter(person=request.person.pk)),
        "can_withdraw": row.state in LIVE and not asked and not (row.moves and row.all_signed and row.decided_at),
        "must_sign": must_sign(row, request.person.pk),
        "must_answer": asked,
    }
    return render(request, "my/change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def withdraw(request: Visit, pk: int) -> HttpResponse:
    """Take an application back: a page that says what it means, then one button."""
    row = get_object_or_404(changes_of(request.person.pk), pk=pk)
    if request.mandate and not request.mandate.may_sign:
        return not_for_representatives(request)
    if request.method != "POST":
        if row.state not in LIVE:
            return see_other("my:change", pk)
        context = {"change": row, "title": DOING[ChangeKind(row.kind)]}
        return render(request, "my/change_withdraw.html", context)
    outcome = withdraw_change(pk, request.person.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, CHANGES))
    else:
        messages.success(
            request,
            gettext("Ansökan är tillbakatagen. De andra får veta det.")
            if len(row.people) > 2
            else gettext("Ansökan är tillbakatagen. Den andra får veta det."),
        )
    return see_other("my:change", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def sign(request: Visit, pk: int) -> HttpResponse:
    """Sign the new lease: its terms, what one undertakes, then one button (LEASE-1)."""
    row = get_object_or_404(changes_of(request.person.pk), pk=pk)
    if request.mandate and not request.mandate.may_sign:
        return not_for_representatives(request)
    lease = lease_to_sign(row, request.person.pk)
    if lease is None or not must_sign(row, request.person.pk):
        return see_other("my:change", pk)
    terms = lease.terms
    posted = request.POST if request.method == "POST" else None
    form = SignForm(posted, undertakes=terms.get("undertakes", []), house_rules="house_rules" in terms)
    if not form.is_valid():
        context = {
            "form": form, "change": row, "lease": lease, "unit": lease.unit, "sections": sections(lease),
            "house_rules": house_rules(lease), "last": last_day(row),
        }  # fmt: skip
        return render(request, "my/change_sign.html", context, status=UNPROCESSABLE if form.is_bound else 200)
    outcome = sign_change(pk, request.person.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, CHANGES))
    else:
        messages.success(request, gettext("Du har skrivit under."))
    return see_other("my:change", pk)


def lease_to_sign(row: LeaseChange, person_id: int) -> Lease | None:
    """Return the lease that someone signs; none where she signs nothing."""
    rows = Lease.objects.select_related("unit").defer("pdf")
    return rows.filter(pk=lease_of(row, person_id) or 0).first()


def last_day(row: LeaseChange) -> date | None:
    """Return the last day to sign."""
    made = row.new_lease
    return made.sign_last_day if made is not None else None
