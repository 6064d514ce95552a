"""When inspections are held: the day's list, free times in series, a time for one who telephones (LEASE-11)."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from letting.admin.inspection_forms import BookForm, OrderForm, SeriesForm
from letting.admin.interest_for import person_url
from letting.core.inspection import InspectionKind, InspectionState
from letting.models import Inspection, InspectionSlot, Lease
from letting.my.inspection_words import NAMES, status_of
from letting.services.booking_inspections import (
    SHOWN,
    book_inspection,
    free_slots,
    hold_now,
    make_slots,
    remove_slot,
    unbook_inspection,
)
from letting.services.inspections import OPEN, call_off, order_inspection
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day, start_of
from tenants.outcome import Refused
from tenants.words import as_moment, clock_time


def inspections_for(request: HttpRequest) -> Any:
    """Return the inspections that whoever asks may see; a protected renter's only those who handle them."""
    rows = Inspection.objects.select_related("person", "lease__unit", "lease__person", "slot__caretaker")
    rows = rows.defer("pdf", "lease__pdf", "lease__terms")
    return rows if may(request, Act.SEE_PROTECTED) else rows.exclude(person__protected=True)


def page_of(pk: int) -> str:
    """Return the address of an inspection's page."""
    return reverse("admin:letting_inspection_change", args=[pk])


@require_safe
def today(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Show a day's inspections by the hour; `?dag=` is another day."""
    must(request, Act.SEE_INSPECTIONS)
    day = _asked_day(request.GET.get("dag", ""))
    rows = inspections_for(request).filter(slot__starts_at__range=_bounds(day)).order_by("slot__starts_at", "pk")
    here = reverse("admin:letting_inspection_today")
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "inspections_today",
        title=_("Besiktningar"),
        day=day,
        is_today=day == local_day(clock.now()),
        visits=[_visit(row) for row in rows.exclude(state=InspectionState.CANCELLED)],
        before=f"{here}?dag={day - timedelta(days=1)}",
        after=f"{here}?dag={day + timedelta(days=1)}",
        can=may(request, Act.INSPECT),
    )


def _asked_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return local_day(clock.now())


def _bounds(day: date) -> tuple[datetime, datetime]:
    return start_of(day), start_of(day + timedelta(days=1)) - timedelta(microseconds=1)


def _visit(row: Inspection) -> dict[str, Any]:
    at = as_moment(row.slot.starts_at) if row.slot else None
    return {
        "at": clock_time(at) if at else "",
        "street": row.lease.unit.street,
        "number": row.lease.unit.number,
        "kind": NAMES[InspectionKind(row.kind)],
        "renter": row.person.full_name,
        "who": row.slot.caretaker.name if row.slot else "",
        "status": status_of(row),
        "url": page_of(row.pk),
    }


def slots(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Make free times in series, and take those away that nobody has booked."""
    must(request, Act.INSPECT)
    now = clock.now()
    who: int = request.membership.pk  # type: ignore[attr-defined]  # set by the middleware
    form = SeriesForm(request.POST if request.method == "POST" else None, who=who, today=local_day(now))
    if form.is_valid():
        said = form.cleaned_data
        outcome = make_slots(
            int(said["caretaker"]), days=form.days(), first=said["first"], last=said["last"], minutes=said["minutes"],
            kind=said["kind"], now=now,
        )  # fmt: skip
        if not isinstance(outcome, Refused):
            done = ngettext("%(n)s tid är upplagd.", "%(n)s tider är upplagda.", outcome) % {"n": outcome}
            tell(request, outcome, done)
            return see_other(reverse("admin:letting_inspection_slots"))
        form.add_error(None, " ".join(sentences(outcome)))
    free = InspectionSlot.objects.filter(starts_at__gt=now, inspections=None).select_related("caretaker")
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "inspection_slots",
        title=_("Tider för besiktning"),
        form=form,
        free=free.order_by("starts_at", "pk")[:SHOWN],
        back=reverse("admin:letting_inspection_today"),
        status=422 if form.errors else 200,
    )


@require_POST
def remove(request: HttpRequest, slot: int) -> HttpResponse:
    """Take a free time away."""
    must(request, Act.INSPECT)
    get_object_or_404(InspectionSlot, pk=slot)
    tell(request, remove_slot(slot), _("Tiden är borttagen."))
    return see_other(reverse("admin:letting_inspection_slots"))


def order(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Ask for an inspection of a renter's home."""
    must(request, Act.ACT_FOR_APPLICANT)
    lease = lease_for(request, pk)
    form = OrderForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        kind = InspectionKind(form.cleaned_data["kind"])
        by, now = actor_of(request), clock.now()
        outcome = order_inspection(pk, kind, last_day=form.cleaned_data["last_day"], by=by, now=now)
        if not isinstance(outcome, Refused):
            tell(request, outcome, _("Besiktningen är begärd. Hyresgästen får ett meddelande om att boka en tid."))
            return see_other(page_of(outcome.pk))
        form.add_error(None, " ".join(sentences(outcome)))
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Begär besiktning av %(home)s") % {"home": lease.unit},
        subtitle=lease.person.full_name,
        form=form,
        button=_("Begär besiktningen"),
        cancel=person_url(lease.person_id),
        status=422 if form.errors else 200,
    )


def lease_for(request: HttpRequest, pk: int) -> Lease:
    """Return a lease that whoever asks may see, or answer that there is none."""
    rows = Lease.objects.select_related("unit", "person").defer("pdf", "terms")
    if not may(request, Act.SEE_PROTECTED):
        rows = rows.exclude(person__protected=True)
    return get_object_or_404(rows, pk=pk)


def book(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Book a time for a renter who telephones."""
    must(request, Act.ACT_FOR_APPLICANT)
    row = get_object_or_404(inspections_for(request), pk=pk)
    if row.state not in OPEN:
        raise Http404
    now = clock.now()
    free = list(free_slots(InspectionKind(row.kind), now)[:SHOWN])
    form = BookForm(request.POST if request.method == "POST" else None, slots=free)
    if form.is_valid():
        outcome = book_inspection(pk, int(form.cleaned_data["slot"]), by=actor_of(request), now=now)
        if not isinstance(outcome, Refused):
            form.served(request, row.person_id, "inspection_booked", f"letting.inspection:{pk}")
            tell(request, outcome, _("Tiden är bokad."))
            return see_other(page_of(pk))
        form.add_error(None, " ".join(sentences(outcome)))
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Boka besiktning av %(home)s") % {"home": row.lease.unit},
        subtitle=row.person.full_name,
        intro="" if free else _("Det finns inga lediga tider. Lägg upp tider först."),
        form=form if free else None,
        button=_("Boka tiden"),
        cancel=page_of(pk),
        status=422 if form.errors else 200,
    )


@require_POST
def unbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a booked time back: the caretaker cannot come. The renter is told, and books anew."""
    must(request, Act.INSPECT)
    get_object_or_404(inspections_for(request), pk=pk)
    outcome = unbook_inspection(pk, by=actor_of(request), now=clock.now())
    tell(request, outcome, _("Tiden är borttagen. Hyresgästen får ett meddelande om att boka en ny."))
    return see_other(page_of(pk))


def cancel(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Call an inspection off: a page that says what it means, then one button."""
    must(request, Act.ACT_FOR_APPLICANT)
    row = get_object_or_404(inspections_for(request), pk=pk)
    if row.state not in OPEN:
        raise Http404
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        tell(request, call_off(pk, by=actor_of(request), now=clock.now()), _("Besiktningen är inställd."))
        return see_other(page_of(pk))
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Ställ in besiktningen av %(home)s") % {"home": row.lease.unit},
        subtitle=row.person.full_name,
        intro=_("Hyresgästen kan inte boka någon tid, och påminns inte mer. Kom överens med hyresgästen först."),
        form=form,
        button=_("Ställ in besiktningen"),
        danger=True,
        cancel=page_of(pk),
    )


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an inspection that has no time."""
    must(request, Act.INSPECT)
    get_object_or_404(inspections_for(request), pk=pk)
    who: int = request.membership.pk  # type: ignore[attr-defined]  # set by the middleware
    tell(request, hold_now(pk, who, by=actor_of(request), now=clock.now()), _("Besiktningen har börjat."))
    return see_other(page_of(pk))
