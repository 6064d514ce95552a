"""Inspecting: remarks with a photograph, saved one by one; the end of the protocol; keys (LEASE-11)."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from letting.admin.inspection_forms import CloseForm, KeysForm, RemarkForm
from letting.admin.inspection_times import inspections_for, lease_for, page_of
from letting.core.inspection import DONE, InspectionKind, InspectionState
from letting.core.notice import leave_by
from letting.models import Cleaning, Inspection, InspectionRemark, KeyReceipt
from letting.services.keys import hand_keys_out, take_keys_in
from letting.services.protocols import (
    Remark,
    ask_to_clean_again,
    close_protocol,
    remove_remark,
    save_remark,
    total_of,
)
from letting.serving import photo_of
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, must
from tenants.outcome import Refused
from tenants.words import kronor, moment

PHOTO_CODES = {"wrong_photo", "empty", "too_large", "lies_about_type", "broken"}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Save a new remark; the page comes back with the next one's form below it."""
    must(request, Act.INSPECT)
    row = get_object_or_404(inspections_for(request), pk=pk)
    if request.method != "POST":
        return see_other(page_of(pk))
    if row.state != InspectionState.BOOKED:
        tell(request, Refused(("already_held",)), "")
        return see_other(page_of(pk))
    form = RemarkForm(request.POST, request.FILES, unit=row.lease.unit)
    if form.is_valid() and _saved(request, row, form, None):
        return see_other(page_of(pk) + "#ny")
    return model_admin.show(request, row, form)  # type: ignore[no-any-return]  # the inspection's page


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, remark: int, model_admin: Any) -> HttpResponse:
    """Change a remark, or take it away."""
    must(request, Act.INSPECT)
    row = get_object_or_404(inspections_for(request), pk=pk)
    found = get_object_or_404(InspectionRemark, pk=remark, inspection=pk)
    if "remove" in request.POST:
        outcome = remove_remark(pk, remark, by=actor_of(request), now=clock.now())
        tell(request, outcome, _("Anmärkningen är borttagen."))
        return see_other(page_of(pk))
    if row.state != InspectionState.BOOKED:
        return see_other(page_of(pk))
    wear = "abnormal" if found.abnormal else "normal"
    start = {"room": found.room, "text": found.text, "wear": wear, "cost": found.cost or None}
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RemarkForm(*posted, unit=row.lease.unit, remark=found, initial=start)
    if form.is_bound and form.is_valid() and _saved(request, row, form, remark):
        return see_other(page_of(pk) + "#anmarkningar")
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "inspection_remark",
        title=_("Ändra anmärkningen"),
        row=row,
        remark=found,
        form=form,
        cancel=page_of(pk),
        status=422 if form.errors else 200,
    )


def _saved(request: HttpRequest, row: Inspection, form: RemarkForm, remark: int | None) -> bool:
    """Save what was filled in; what stands in the way is said at the field that it is about."""
    said = form.cleaned_data
    given = Remark(said["room"], said["text"], abnormal=said["wear"] == "abnormal", cost=said["cost"] or 0)
    outcome = save_remark(
        row.pk, given, remark_id=remark, photo=said["photo"] or None, by=actor_of(request), now=clock.now()
    )
    if isinstance(outcome, Refused):
        form.add_error("photo" if outcome.code in PHOTO_CODES else None, " ".join(sentences(outcome)))
        return False
    tell(request, outcome, _("Anmärkningen är sparad."))
    return True


@require_safe
def photo(request: HttpRequest, pk: int, remark: int) -> HttpResponse:
    """Show a remark's photograph."""
    must(request, Act.SEE_INSPECTIONS)
    get_object_or_404(inspections_for(request), pk=pk)
    return photo_of(get_object_or_404(InspectionRemark, pk=remark, inspection=pk))


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Look the protocol over and sign it, or let the renter clean once more."""
    must(request, Act.INSPECT)
    row = get_object_or_404(inspections_for(request), pk=pk)
    if row.state != InspectionState.BOOKED:
        return see_other(page_of(pk))
    form = CloseForm(request.POST if request.method == "POST" else None, row=row)
    if form.is_valid():
        outcome = _closed(request, row, form)
        if not isinstance(outcome, Refused):
            again = outcome.state == InspectionState.BOOKED
            done = (
                _("Hyresgästen får veta att bostaden ska städas om.")
                if again
                else _("Protokollet är fastslaget. Hyresgästen kan läsa det och svara på Mina sidor nu.")
            )
            tell(request, outcome, done)
            return see_other(page_of(pk))
        form.add_error(None, " ".join(sentences(outcome)))
    remarks = list(row.remarks.all())
    facts = [(one.room, f"{one.text} ({kronor(one.cost)})" if one.cost else one.text) for one in remarks]
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Slå fast protokollet"),
        subtitle=str(row.lease.unit),
        facts=[*facts, (_("Kostnader sammanlagt"), kronor(total_of(row)))],
        form=form,
        button=_("Skriv under och slå fast") if row.kind == InspectionKind.PRE else _("Spara"),
        cancel=page_of(pk),
        status=422 if form.errors else 200,
    )


def _closed(request: HttpRequest, row: Inspection, form: CloseForm) -> Inspection | Refused:
    said, by, now = form.cleaned_data, actor_of(request), clock.now()
    if said.get("cleaning") == Cleaning.AGAIN:
        return ask_to_clean_again(row.pk, said["again_by"], by=by, now=now)
    name: str = request.membership.name  # type: ignore[attr-defined]  # set by the middleware
    cost = said.get("cost") or 0
    return close_protocol(row.pk, cleaning=said.get("cleaning", ""), cleaning_cost=cost, inspector=name, by=by, now=now)


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the protocol as a PDF."""
    must(request, Act.SEE_INSPECTIONS)
    row = get_object_or_404(inspections_for(request).defer(None), pk=pk)
    if row.state not in DONE or row.pdf is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="besiktning-{row.pk}.pdf"'}
    return HttpResponse(bytes(row.pdf), content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Note the keys of a lease: those that go out, and when it ends those that come back."""
    must(request, Act.INSPECT)
    lease = lease_for(request, pk)
    receipt = KeyReceipt.objects.filter(lease=pk).first()
    form = None
    if receipt is None or receipt.keys_in_at is None:
        posted, noted = request.POST if request.method == "POST" else None, bool(receipt and receipt.handed_out)
        form = KeysForm(posted, coming_in=lease.ends_on is not None, noted=noted)
    if form is not None and form.is_valid() and _keys_noted(request, pk, form, coming_in=lease.ends_on is not None):
        return see_other(reverse("admin:letting_inspection_keys", args=[pk]))
    facts = [
        (_("Hyresgäst"), lease.person.full_name),
        (_("Lämnad senast"), moment(leave_by(lease.ends_on)) if lease.ends_on else ""),
        (_("Utlämnade nycklar"), str(receipt.handed_out or "") if receipt else ""),
        (_("Återlämnade nycklar"), str(receipt.handed_in) if receipt and receipt.keys_in_at else ""),
        (_("Återlämnade"), moment(receipt.keys_in_at) if receipt else ""),
        (_("I tid"), (_("Nej") if receipt.late else _("Ja")) if receipt and receipt.keys_in_at else ""),
    ]
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Nycklar till %(home)s") % {"home": lease.unit},
        facts=[(name, said) for name, said in facts if said],
        form=form,
        button=_("Ta emot nycklarna") if lease.ends_on else _("Lämna ut nycklarna"),
        cancel=reverse("admin:letting_inspection_changelist"),
        status=422 if form is not None and form.errors else 200,
    )


def _keys_noted(request: HttpRequest, lease: int, form: forms.Form, *, coming_in: bool) -> bool:
    number, by, now = form.cleaned_data["number"], actor_of(request), clock.now()
    if coming_in:
        cost, out = form.cleaned_data["cost"] or 0, form.cleaned_data.get("out")
        outcome = take_keys_in(lease, number, missing_cost=cost, handed_out=out, by=by, now=now)
    else:
        outcome = hand_keys_out(lease, number, by=by, now=now)
    if isinstance(outcome, Refused):
        form.add_error(None, " ".join(sentences(outcome)))
        return False
    tell(request, outcome, _("Nycklarna är noterade."))
    return True
