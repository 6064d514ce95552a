"""Someone is asked to take part in a change of a lease: opened from her mail, answered when she is logged in."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from letting.change_refusals import CHANGES
from letting.change_words import DOING
from letting.models import Lease, LeaseChange, UnitKind
from letting.my.change_words import CONSENT, home_words, meaning
from letting.services.change_answers import against_answer, answer_change, by_key
from letting.services.change_ledger import against_lease
from tenants import clock
from tenants.actors import person_actor
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.my.frame import UNPROCESSABLE, login_needed, see_other, who_first
from tenants.my.stopping import not_for_representatives
from tenants.outcome import Refused
from tenants.refusals import in_words
from tenants.requests import LandlordRequest
from tenants.rulesets.change_rules import ChangeKind


class AnswerForm(forms.Form):
    """The box beside the wording that is kept, and which home is swapped where one has several here."""

    def __init__(self, *args: Any, wording: str, homes: list[Lease], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(homes) > 1:
            self.fields["home"] = forms.TypedChoiceField(
                label=_("Vilken av dina bostäder gäller det?"),
                choices=[(home.pk, home.unit.street) for home in homes],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Välj en bostad."), "invalid_choice": _("Välj en av bostäderna.")},
            )
        self.fields["consent"] = forms.BooleanField(
            label=wording, error_messages={"required": _("Kryssa i rutan för att kunna säga ja.")}
        )


@require_http_methods(["GET", "HEAD", "POST"])
@login_needed
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Show what is asked and take the answer. Who is not known here yet first says who she is, and comes back."""
    visit: LandlordRequest = request  # type: ignore[assignment]  # the middleware has met it
    change = by_key(key)
    if change is None:
        raise Http404
    if visit.mandate:
        return not_for_representatives(request)
    if not visit.person:
        return who_first(request)
    now, person = clock.now(), visit.person
    if against := against_answer(change, person.pk, now):
        return _closed(request, against)
    said, wording = request.POST.get("answer"), str(CONSENT[ChangeKind(change.kind)])
    homes = _homes(change, person.pk)
    form = AnswerForm(request.POST if said == "yes" else None, wording=wording, homes=homes)
    if said == "no" or (said == "yes" and form.is_valid()):
        yes = said == "yes"
        outcome = answer_change(
            key, person.pk, accepted=yes, wording=wording if yes else "", by=person_actor(person.pk), now=now,
            other_lease_id=form.cleaned_data.get("home") if yes else None,
        )  # fmt: skip
        if isinstance(outcome, Refused):
            return _closed(request, *outcome.codes)
        messages.success(request, gettext("Tack, ditt ja är sparat.") if yes else gettext("Ditt nej är sparat."))
        return see_other("my:change", outcome.pk)
    context = {
        "form": form,
        "change": change,
        "title": DOING[ChangeKind(change.kind)],
        "asks": change.person.full_name,
        "home": home_words(change),
        "meaning": meaning(change, rules_today(local_day(now))),
        "unclear": request.method == "POST" and not form.is_bound,
    }
    return render(request, "my/change_answer.html", context, status=UNPROCESSABLE if request.method == "POST" else 200)


def _homes(change: LeaseChange, person_id: int) -> list[Lease]:
    """Return the homes here that someone could swap."""
    if not change.swaps_here:
        return []
    mine = Lease.objects.filter(person=person_id, co_renter=None)
    rows = mine.select_related("unit").defer("pdf", "terms")
    today = local_day(clock.now())
    homes = rows.filter(unit__kind=UnitKind.APARTMENT).exclude(pk=change.lease_id).order_by("pk")
    return [row for row in homes if not against_lease(row, today)]


def _closed(request: HttpRequest, *codes: str) -> HttpResponse:
    """Say why it cannot be answered; nothing of it is shown."""
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "my/change_closed.html", {"reasons": in_words(codes, CHANGES)}, status=status)
