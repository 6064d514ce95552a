"""Klagomål: what one complains about, its answers, and the next instance (SCHEME-10)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from letting.models import Complaint, ComplaintState
from letting.my.complaint_words import card_of, following, matters_of, titles_of, told
from letting.refusals import COMPLAINTS
from letting.services.complaints import close_complaint, file_complaint, steps_of, take_further
from tenants import clock
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other
from tenants.my.frame import told as in_one
from tenants.outcome import Refused

LONGEST = 4000
OTHER = "other"
TEXT = _("Skriv vad som hände och varför du tycker att det blev fel. Skriv inget om hälsa eller annat känsligt.")


class TextForm(forms.Form):
    """What one has to say."""

    text = forms.CharField(
        label=_("Ditt klagomål"),
        help_text=TEXT,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": _("Skriv ditt klagomål."), "max_length": _("Skriv högst 4 000 tecken.")},
    )


class ComplaintForm(TextForm):
    """What it is about, and what one has to say."""

    subject = forms.ChoiceField(
        label=_("Vad klagomålet gäller"),
        error_messages={
            "required": _("Välj vad det gäller, eller Något annat."),
            "invalid_choice": _("Välj något i listan."),
        },
    )
    field_order = ("subject", "text")

    def __init__(self, *args: Any, matters: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [("", _("Välj vad det gäller")), *matters] if matters else []
        self.fields["subject"].choices = [*first, (OTHER, _("Något annat"))]  # type: ignore[attr-defined]  # a choice field's

    def clean_subject(self) -> str:
        """Return the subject; none for something else."""
        chosen: str = self.cleaned_data["subject"]
        return "" if chosen == OTHER else chosen


@require_safe
@my_page
def complaints(request: Visit) -> HttpResponse:
    """List one's complaints; where the landlord has no instances, say how to reach it."""
    rows = list(
        Complaint.objects.filter(person=request.person.pk).select_related("ruleset").order_by("-filed_at", "-pk")
    )
    titles = titles_of(rows, request.person.pk)
    rules = rules_today(local_day(clock.now()))
    context = {"cards": [card_of(row, titles) for row in rows], "steps": rules.complaints, "facts": rules.landlord}
    return render(request, "my/complaints.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def new(request: Visit) -> HttpResponse:
    """Write a complaint: what it is about, and what happened."""
    rules = rules_today(local_day(clock.now()))
    if not rules.complaints:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    asked = {"subject": request.GET.get("galler", "")}
    form = ComplaintForm(posted, matters=matters_of(request.person.pk, rules), initial=asked)
    if form.is_valid():
        outcome = file_complaint(
            request.person.pk, subject=form.cleaned_data["subject"], text=form.cleaned_data["text"],
            by=actor_of(request), now=clock.now(),
        )  # fmt: skip
        if isinstance(outcome, Complaint):
            messages.success(request, gettext("Ditt klagomål är inlämnat."))
            return see_other("my:complaint", outcome.pk)
        form.add_error(None, in_one(outcome.codes, COMPLAINTS))
    context = {"form": form, "steps": rules.complaints}
    return render(request, "my/complaint_new.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def complaint(request: Visit, pk: int) -> HttpResponse:
    """Show a complaint with its answers; a POST takes it to the next instance."""
    row = get_object_or_404(Complaint.objects.select_related("ruleset"), pk=pk, person=request.person.pk)
    form = TextForm(request.POST if request.method == "POST" else None, label_suffix="")
    form.fields["text"].label = _("Varför du inte är nöjd med svaret")
    if form.is_valid():
        outcome = take_further(pk, text=form.cleaned_data["text"], by=actor_of(request), now=clock.now())
        if not isinstance(outcome, Refused):
            messages.success(request, gettext("Ditt klagomål är lämnat till nästa instans."))
            return see_other("my:complaint", pk)
        form.add_error(None, in_one(outcome.codes, COMPLAINTS))
    entries = told(row, row.turns.all(), to_herself=True)
    context = {
        "complaint": row,
        "card": card_of(row, titles_of([row], request.person.pk)),
        "entries": entries,
        "next": following(row),
        "steps": steps_of(row),
        "form": form if row.state == ComplaintState.ANSWERED or form.errors else None,
        "waits": row.state == ComplaintState.WAITING,
        "closed": row.state == ComplaintState.CLOSED,
    }
    return render(request, "my/complaint.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def close(request: Visit, pk: int) -> HttpResponse:
    """Close a complaint: a page that says what it means, then one button."""
    row = get_object_or_404(Complaint.objects.select_related("ruleset"), pk=pk, person=request.person.pk)
    if request.method != "POST":
        if row.state == ComplaintState.CLOSED:
            return see_other("my:complaint", pk)
        card = card_of(row, titles_of([row], request.person.pk))
        return render(request, "my/complaint_close.html", {"complaint": row, "card": card})
    outcome = close_complaint(pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, in_one(outcome.codes, COMPLAINTS))
    else:
        messages.success(request, gettext("Klagomålet är avslutat."))
    return see_other("my:complaint", pk)
