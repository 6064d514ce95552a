"""Choosing when to move in, where the landlord lets a free flat wait (SCHEME-9)."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from letting.core.move_in import MoveIn
from letting.models import Lease
from letting.my.reading import leases_of
from letting.refusals import SENTENCES
from letting.services.moving_in import choose_move_in, days_of
from tenants import clock, words
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.outcome import Refused


class MoveInForm(forms.Form):
    """The day on which the lease begins."""

    day = forms.DateField(
        label=_("Avtalet börjar gälla"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Välj en dag."), "invalid": _("Skriv dagen så här: 2026-09-01.")},
    )

    def __init__(self, *args: Any, days: MoveIn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = days

    def clean_day(self) -> date:
        """Refuse a day before the flat is free, or later than it waits."""
        day: date = self.cleaned_data["day"]
        if not self.days.first <= day <= self.days.last:
            between = {"first": words.day(self.days.first, year=True), "last": words.day(self.days.last, year=True)}
            raise forms.ValidationError(gettext("Välj en dag från %(first)s till och med %(last)s.") % between)
        return day


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def lease_move_in(request: Visit, pk: int) -> HttpResponse:
    """Ask for the day, and let the unsigned lease begin on it."""
    lease: Lease = get_object_or_404(leases_of(request.person.pk), pk=pk)
    days = days_of(lease)
    if days is None or not days.waits or lease.listing_id is None:
        return see_other("my:lease", pk)
    form = MoveInForm(request.POST or None, days=days, initial={"day": lease.starts_on})
    if request.method == "POST" and form.is_valid():
        outcome = choose_move_in(
            lease.listing_id, request.person.pk, form.cleaned_data["day"], by=actor_of(request), now=clock.now()
        )
        if isinstance(outcome, Refused):
            messages.error(request, told(outcome.codes, SENTENCES))
        else:
            messages.success(request, gettext("Inflyttningsdagen är sparad. Läs avtalet igen innan du skriver under."))
        return see_other("my:lease", pk)
    context = {"form": form, "lease": lease, "unit": lease.unit, "days": days}
    return render(request, "my/lease_move_in.html", context, status=UNPROCESSABLE if form.errors else 200)
