"""Someone is asked to take part in a change of a lease: the other from her mail, who rents with either of the two on
Mina sidor. Answered when she is logged in.
"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from letting.change_refusals import CHANGES
from letting.change_words import DOING
from letting.models import Lease, LeaseChange
from letting.my.change_consent_words import CONSENT, FELLOWS_CONSENT, home_words, meaning, meaning_to_fellow
from letting.my.change_words import facts_of
from letting.my.changes import changes_of
from letting.services.change_answers import against_answer, answer_change, by_key
from letting.services.change_consents import against_fellow, answer_as_fellow, homes_to_swap
from tenants import clock
from tenants.actors import person_actor
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, login_needed, my_page, see_other, who_first
from tenants.my.stopping import not_for_representatives
from tenants.outcome import Refused
from tenants.refusals import in_words
from tenants.requests import LandlordRequest
from tenants.rulesets.change_rules import ChangeKind


class AnswerForm(forms.Form):
    """The box beside the wording that is kept, and which home is swapped where one has several here."""

    def __init__(self, *args: Any, wording: str, homes: Sequence[Lease], **kwargs: Any) -> None:
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

    def answered(wording: str, home: int | None, *, yes: bool) -> LeaseChange | Refused:
        by = person_actor(person.pk)
        return answer_change(
            key, person.pk, accepted=yes, wording=wording, other_lease_id=home, by=by, now=now
        )  # fmt: skip

    homes = homes_to_swap(person.pk, change.lease, now) if change.swaps_here else []
    context = {
        "asks": change.person.full_name, "home": home_words(change),
        "meaning": meaning(change, rules_today(local_day(now))),
    }  # fmt: skip
    return _answering(request, change, CONSENT[ChangeKind(change.kind)], context, answered, homes=homes)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def agree(request: Visit, pk: int) -> HttpResponse:
    """Show what one of two who rent together is asked, as the other has applied or answered, and take her answer."""
    change = get_object_or_404(changes_of(request.person.pk), pk=pk)
    if request.mandate:
        return not_for_representatives(request)
    now, person = clock.now(), request.person
    if against := against_fellow(change, person.pk, now):
        return _closed(request, against)

    def answered(wording: str, _home: int | None, *, yes: bool) -> LeaseChange | Refused:
        return answer_as_fellow(pk, person.pk, accepted=yes, wording=wording, by=actor_of(request), now=now)

    rules = rules_today(local_day(now))
    beside = change.person if change.is_of_renter(person.pk) else change.other
    context = {
        "asks": beside.full_name if beside else "", "fellow": True, "facts": facts_of(change, person.pk),
        "meaning": meaning_to_fellow(change, rules),
    }  # fmt: skip
    return _answering(request, change, FELLOWS_CONSENT[ChangeKind(change.kind)], context, answered)


def _answering(
    request: HttpRequest, change: LeaseChange, wording: Any, context: dict[str, Any], answered: Any, *,
    homes: Sequence[Lease] = (),
) -> HttpResponse:  # fmt: skip
    """Show a question with its wording, or save the yes or no to it."""
    said = request.POST.get("answer")
    form = AnswerForm(request.POST if said == "yes" else None, wording=str(wording), homes=homes)
    if said == "no" or (said == "yes" and form.is_valid()):
        yes = said == "yes"
        outcome = answered(str(wording) if yes else "", form.cleaned_data.get("home") if yes else None, yes=yes)
        if isinstance(outcome, Refused):
            return _closed(request, *outcome.codes)
        messages.success(request, gettext("Tack, ditt ja är sparat.") if yes else gettext("Ditt nej är sparat."))
        return see_other("my:change", outcome.pk)
    posted = request.method == "POST"
    context |= {
        "form": form, "change": change, "title": DOING[ChangeKind(change.kind)],
        "unclear": posted and not form.is_bound,
    }  # fmt: skip
    return render(request, "my/change_answer.html", context, status=UNPROCESSABLE if posted else 200)


def _closed(request: HttpRequest, *codes: str) -> HttpResponse:
    """Say why it cannot be answered; nothing of it is shown."""
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "my/change_closed.html", {"reasons": in_words(codes, CHANGES)}, status=status)
