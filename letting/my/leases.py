"""Avtal: read the lease, what one undertakes, sign or say no, and the PDF (LEASE-1)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from letting.models import Lease
from letting.my.change_cards import change_cards, change_to_sign, changes_of, kinds_to_ask
from letting.my.earlier_words import move_card
from letting.my.extras import cost_lines, extra_cards, extras_of
from letting.my.inspections import leaving_context
from letting.my.lease_words import house_rules, sections
from letting.my.reading import leases_of
from letting.my.words import facts_line, lease_status, undertaking
from letting.refusals import SENTENCES
from letting.services.extras import is_home_that_runs
from letting.services.home_claims import sign_own_lease
from letting.services.leases import signatures_of
from letting.services.moving_in import days_of
from letting.services.notice import runs, two_on_lease
from letting.services.signing import decline_lease, sign
from tenants import clock
from tenants.core.calendar import local_day
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.my.stopping import not_for_representatives
from tenants.outcome import Refused


class SignForm(forms.Form):
    """What the renter undertakes, and that she has read the lease: a box each."""

    def __init__(
        self, *args: Any, undertakes: Sequence[dict[str, str]], house_rules: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for item in undertakes:
            needed = item["needed"] == "required"
            self.fields[item["kind"]] = forms.BooleanField(
                label=undertaking(item["kind"], item["needed"]),
                required=needed,
                error_messages={"required": _("Kryssa i rutan för att kunna skriva under.")},
            )
        if house_rules:
            self.fields["house_rules"] = forms.BooleanField(
                label=_("Jag har läst ordningsreglerna och följer dem"),
                error_messages={"required": _("Kryssa i rutan när du har läst ordningsreglerna.")},
            )
        self.fields["read"] = forms.BooleanField(
            label=_("Jag har läst avtalet och vill hyra bostaden på de villkoren"),
            error_messages={"required": _("Kryssa i rutan när du har läst avtalet.")},
        )


@require_safe
@my_page
def leases(request: Visit) -> HttpResponse:
    """List her leases, the latest first."""
    rows = [
        {"lease": row, "title": row.unit.street, "facts": facts_line(row.unit), "status": lease_status(row)}
        for row in leases_of(request.person.pk)
    ]
    changes = change_cards(changes_of(request.person.pk), request.person.pk)
    return render(request, "my/leases.html", {"rows": rows, "changes": changes})


def _lease(request: Visit, pk: int) -> Lease:
    return get_object_or_404(leases_of(request.person.pk), pk=pk)


def _can_sign(lease: Lease) -> bool:
    signed = lease.signed_at is not None or getattr(lease, "has_signed", False)  # one of two may have signed already
    open_still = not signed and lease.annulled_at is None and lease.sign_last_day is not None
    open_still = open_still and lease.follows_id is None  # signed where the change is followed
    return open_still and local_day(clock.now()) <= (lease.sign_last_day or lease.starts_on)


def _context(lease: Lease) -> dict[str, Any]:
    return {
        "lease": lease,
        "unit": lease.unit,
        "sections": sections(lease),
        "undertakes": [undertaking(item["kind"], item["needed"]) for item in lease.terms.get("undertakes", [])],
        "house_rules": house_rules(lease),
        "status": lease_status(lease),
        "can_sign": _can_sign(lease),
        "is_own": lease.home_since is not None and lease.follows_id is None,
        "signatures": signatures_of(lease) if lease.co_renter_id is not None else [],
        "days": days_of(lease),
    }


@require_safe
@my_page
def lease(request: Visit, pk: int) -> HttpResponse:
    """Show one lease, whole, and its notice or the way to one."""
    row = _lease(request, pk)
    given, now, person = row.ended_with_id is not None, clock.now(), request.person.pk
    can_give = not given and row.notice_on is None and runs(row, local_day(now))
    leaving, (found, extras) = leaving_context(row, changes_of(person, row), extras_of(row))
    changes = change_cards(found, person)
    context = {
        "notice": given,
        "can_give_notice": can_give,
        "both_must": can_give and row.co_renter_id is not None and two_on_lease(now) is None,
        "can_decline": row.person_id == person and row.listing_id is not None,
        "move": move_card(row, person, now),
        "changes": changes,
        "can_change": kinds_to_ask(row, changes, now),
        "extras": extra_cards(extras, person),
        "costs": cost_lines(row, extras),
        "can_choose": is_home_that_runs(row, now),  # what the rules offer is asked in the page, which has them
    }
    return render(request, "my/lease.html", {**_context(row), **leaving, **context})


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def lease_sign(request: Visit, pk: int) -> HttpResponse:
    """Sign: the lease once more, what one undertakes, then one button (JOUR-19, LEASE-1)."""
    row = _lease(request, pk)
    if (change := change_to_sign(row)) is not None:
        return see_other("my:change_sign", change)  # with the other, on the application's page
    if request.mandate and not request.mandate.may_sign:
        return not_for_representatives(request)
    posted = request.POST if request.method == "POST" else None
    terms = row.terms
    form = SignForm(posted, undertakes=terms.get("undertakes", []), house_rules="house_rules" in terms)
    if posted is None and not _can_sign(row):
        return see_other("my:lease", pk)
    if not form.is_valid():
        status = UNPROCESSABLE if form.is_bound else 200
        return render(request, "my/lease_sign.html", {"form": form, **_context(row)}, status=status)
    outcome: Lease | Refused = Refused(("not_open",))
    if row.listing_id is None:
        outcome = sign_own_lease(pk, request.person.pk, by=actor_of(request), now=clock.now())
    elif row.annulled_at is None:
        outcome = sign(row.listing_id, request.person.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, SENTENCES))
        return see_other("my:lease", pk)
    return see_other("my:lease_done", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def lease_decline(request: Visit, pk: int) -> HttpResponse:
    """Say no to a lease: a page that tells what it means, then one button (JOUR-15)."""
    row = _lease(request, pk)
    if row.person_id != request.person.pk:
        return see_other("my:lease", pk)  # the second of two leaves it unsigned
    if request.method != "POST":
        if not _can_sign(row) or row.listing_id is None:
            return see_other("my:lease", pk)
        return render(request, "my/lease_decline.html", _context(row))
    outcome: None | Refused = Refused(("not_open",))
    if row.listing_id is not None and row.annulled_at is None:
        outcome = decline_lease(row.listing_id, request.person.pk, by=actor_of(request), now=clock.now())
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, SENTENCES))
        return see_other("my:lease", pk)
    messages.success(request, gettext("Du har tackat nej till avtalet. Bostaden går vidare till nästa."))
    return see_other("my:overview")


@require_safe
@my_page
def lease_done(request: Visit, pk: int) -> HttpResponse:
    """Confirm a signature: what happens next and when."""
    row = _lease(request, pk)
    if row.signed_at is None and not getattr(row, "has_signed", False):
        return see_other("my:lease", pk)
    waits_for = [name for name, at in signatures_of(row) if at is None]
    return render(request, "my/lease_done.html", {**_context(row), "waits_for": waits_for})


@require_safe
@my_page
def lease_pdf(request: Visit, pk: int) -> HttpResponse:
    """Send the PDF, to those who rent by it only; while the worker makes it, say so."""
    row = get_object_or_404(Lease.objects.select_related("unit"), Lease.rented_by(request.person.pk), pk=pk)
    if row.pdf is None:
        if not row.terms:
            raise Http404
        messages.info(request, gettext("Vi gör i ordning PDF-filen. Den är klar om en liten stund."))
        return see_other("my:lease", pk)
    headers = {"Content-Disposition": f'attachment; filename="hyresavtal-{row.pk}.pdf"'}
    return HttpResponse(bytes(row.pdf), content_type="application/pdf", headers=headers)
