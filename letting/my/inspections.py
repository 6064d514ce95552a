"""Besiktningar: book a time, change it, give it back; read the protocol, answer it, save it (LEASE-11)."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from letting.calendar_files import calendar_file, timed
from letting.core.inspection import DONE, InspectionKind, InspectionState
from letting.core.notice import leave_by
from letting.models import Cleaning, Debt, Inspection, InspectionRemark, KeyReceipt, Lease
from letting.my.inspection_words import ABOUT, CLEANED, NAMES, keys_line, owed, rooms_of, slot_cards, status_of
from letting.my.inspection_words import told as told_of
from letting.my.reading import leases_of
from letting.refusals import INSPECTIONS
from letting.services.booking_inspections import book_inspection, slots_for, unbook_inspection
from letting.services.inspections import OPEN
from letting.services.protocols import sign_protocol
from letting.serving import photo_of
from tenants import clock
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.my.stopping import not_for_representatives
from tenants.outcome import Refused
from tenants.reading import read_together

AGREES, DISAGREES = "agrees", "disagrees"


class AnswerForm(forms.Form):
    """What the renter says to a protocol: that she agrees, or in her own words what she does not agree with."""

    answer = forms.ChoiceField(
        label=_("Stämmer protokollet?"),
        choices=(
            (AGREES, _("Ja, jag har läst det och skriver under")),
            (DISAGREES, _("Nej, jag håller inte med om allt")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett av svaren."), "invalid_choice": _("Välj ett av svaren.")},
    )
    objection = forms.CharField(
        label=_("Vad stämmer inte?"),
        help_text=_("Bara om du inte håller med. Det du skriver står kvar i protokollet med dina egna ord."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": _("Skriv högst 2 000 tecken.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for her words where she does not agree; keep none where she does."""
        given = super().clean() or {}
        if given.get("answer") == DISAGREES and not str(given.get("objection", "")).strip():
            self.add_error("objection", gettext("Skriv vad som inte stämmer."))
        if given.get("answer") == AGREES:
            given["objection"] = ""
        return given


def inspections_of(lease: Lease) -> QuerySet[Inspection]:
    """Return a lease's inspections without the bytes of their PDFs, in the order they come in."""
    rows = Inspection.objects.filter(lease=lease.pk).exclude(state=InspectionState.CANCELLED)
    return rows.select_related("slot__caretaker").defer("pdf").order_by("last_day", "pk")


def leaving_context(lease: Lease, *along: QuerySet[Any]) -> tuple[dict[str, Any], list[list[Any]]]:
    """Return what a lease's page and its notice's receipt show of inspections, keys and what is owed, and what is asked
    for along with it. One statement.
    """
    receipts, debts = KeyReceipt.objects.filter(lease=lease.pk), Debt.objects.filter(lease=lease.pk).order_by("pk")
    inspections, keys, owing, *others = read_together(inspections_of(lease), receipts, debts, *along)
    context: dict[str, Any] = {"inspections": [told_of(row) for row in inspections]}
    if lease.ends_on is not None:
        context["keys"] = keys_line(keys[0] if keys else None, leave_by(lease.ends_on))
        context["owed"] = owed(owing)
    return context, others


@require_safe
@my_page
def inspection(request: Visit, pk: int) -> HttpResponse:
    """Show an inspection: the times to choose between, the one that is booked, or its protocol."""
    return render(request, "my/inspection.html", _context(_mine(request, pk)))


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def book(request: Visit, pk: int) -> HttpResponse:
    """Book a time, or another. A refusal shows the page again, with the times as they are now."""
    row = _mine(request, pk)
    if request.method != "POST":
        return see_other("my:inspection", pk)
    chosen = request.POST.get("slot", "")
    if not chosen.isdecimal() or len(chosen) > 18:
        error = gettext("Välj en av tiderna.")
    else:
        whose = request.person.pk
        outcome = book_inspection(row.pk, int(chosen), of=whose, by=actor_of(request), now=clock.now())
        if not isinstance(outcome, Refused):
            messages.success(request, gettext("Tiden är bokad. Du får en påminnelse dagen innan."))
            return see_other("my:inspection", pk)
        error = told(outcome.codes, INSPECTIONS)
    row = _mine(request, pk)
    if row.state not in OPEN:
        messages.error(request, error)
        return see_other("my:inspection", pk)
    context = {**_context(row, chosen), "slot_error": error}
    return render(request, "my/inspection.html", context, status=UNPROCESSABLE)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def unbook(request: Visit, pk: int) -> HttpResponse:
    """Give a time back: a page that says what is left to do, then one button."""
    row = _mine(request, pk)
    if request.method != "POST":
        if row.state != InspectionState.BOOKED:
            return see_other("my:inspection", pk)
        return render(request, "my/inspection_unbook.html", _context(row))
    outcome = unbook_inspection(pk, of=request.person.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, INSPECTIONS))
    else:
        messages.success(request, gettext("Tiden är avbokad. Boka en ny här."))
    return see_other("my:inspection", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def answer(request: Visit, pk: int) -> HttpResponse:
    """Sign the protocol, or say what one does not agree with."""
    row = _mine(request, pk)
    if request.mandate and not request.mandate.may_sign:
        return not_for_representatives(request)
    if request.method != "POST" and row.state != InspectionState.HELD:
        return see_other("my:inspection", pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {**_context(row), "form": form}
        return render(request, "my/inspection_sign.html", context, status=UNPROCESSABLE if form.errors else 200)
    objection = form.cleaned_data["objection"]
    outcome = sign_protocol(pk, request.person.pk, objection=objection, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, INSPECTIONS))
    elif objection:
        messages.success(request, gettext("Din invändning är sparad i protokollet. Vi hör av oss till dig."))
    else:
        messages.success(request, gettext("Du har skrivit under protokollet."))
    return see_other("my:inspection", pk)


@require_safe
@my_page
def time_file(request: Visit, pk: int) -> HttpResponse:
    """Send the booked time as a calendar file."""
    row = _mine(request, pk)
    if row.slot is None or row.state != InspectionState.BOOKED:
        raise Http404
    street, length = row.lease.unit.street, timedelta(minutes=row.slot.minutes)
    summary = gettext("%(name)s av %(street)s") % {"name": NAMES[InspectionKind(row.kind)], "street": street}
    event = timed(f"besiktning-{pk}", request.landlord.pk, summary, row.slot.starts_at, length, now=clock.now())
    event.add("location", street)
    event.add("url", request.build_absolute_uri(reverse("my:inspection", args=[pk])))
    return calendar_file("besiktning", [event])


@require_safe
@my_page
def pdf(request: Visit, pk: int) -> HttpResponse:
    """Send the protocol as a PDF; while the worker makes it, say so."""
    row = _mine(request, pk, whole=True)
    if row.state not in DONE:
        raise Http404
    if row.pdf is None:
        messages.info(request, gettext("Vi gör i ordning PDF-filen. Den är klar om en liten stund."))
        return see_other("my:inspection", pk)
    headers = {"Content-Disposition": f'attachment; filename="besiktning-{row.pk}.pdf"'}
    return HttpResponse(bytes(row.pdf), content_type="application/pdf", headers=headers)


@require_safe
@my_page
def photo(request: Visit, pk: int, remark: int) -> HttpResponse:
    """Send the photograph of a remark in a protocol that is closed."""
    row = _mine(request, pk)
    found = get_object_or_404(InspectionRemark, pk=remark, inspection=row.pk)
    if row.state not in DONE:
        raise Http404
    return photo_of(found)


def _mine(request: Visit, pk: int, *, whole: bool = False) -> Inspection:
    made = Inspection.objects.filter(pk=OuterRef("pk"), pdf__isnull=False)
    rows = Inspection.objects.filter(lease__in=leases_of(request.person.pk).values("pk"))
    rows = rows.exclude(state=InspectionState.CANCELLED).annotate(has_pdf=Exists(made))
    rows = rows.select_related("lease__unit", "slot__caretaker").defer("lease__pdf", "lease__terms")
    found: Inspection = get_object_or_404(rows if whole else rows.defer("pdf"), pk=pk)
    return found


def _context(row: Inspection, chosen: str = "") -> dict[str, Any]:
    kind, now = InspectionKind(row.kind), clock.now()
    slots = slot_cards(slots_for(row, now), row, chosen) if row.state in OPEN else []
    debts = owed(Debt.objects.filter(inspection=row.pk).order_by("pk")) if row.state in DONE else []
    return {
        "row": row,
        "lease": row.lease,
        "unit": row.lease.unit,
        "name": NAMES[kind],
        "about": ABOUT[kind],
        "status": status_of(row),
        "slots": slots,
        "booked": row.state == InspectionState.BOOKED,
        "can_unbook": row.state == InspectionState.BOOKED and not row.cleaning,
        "again": row.clean_again_by if row.cleaning == Cleaning.AGAIN else None,
        "done": row.state in DONE,
        "rooms": rooms_of(row.protocol),
        "cleaned": CLEANED[Cleaning(row.cleaning)] if row.state in DONE and row.cleaning else "",
        "owed": debts,
        "can_answer": row.state == InspectionState.HELD,
        "leave_by": leave_by(row.lease.ends_on) if row.lease.ends_on else None,
        "book_url": reverse("my:inspection_book", args=[row.pk]),
    }
