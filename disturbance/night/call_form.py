"""The call as the operator writes it down: what may be sent, and what the service makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from disturbance.core.categories import Category, Danger, Priority
from disturbance.models import Customer
from disturbance.night.refusals import in_sentences
from disturbance.services.intake import Intake
from disturbance.words import CATEGORIES, DANGERS, PRIORITIES
from tenants.outcome import Refused

KEYS = dict(zip(Category, "1234567890", strict=True))
LETTERS = dict(zip(Danger, "vaehbd", strict=True))  # våld, vapen (a: anfall), eld, hot, berusade, djur
FIELDS = {
    "landlord_missing": "landlord", "not_a_customer": "landlord", "place_missing": "home_search",
    "category_missing": "category", "told_missing": "told",
    "caller_missing": "caller_search", "no_such_home": "home_search", "not_the_same": "join", "case_closed": "join",
}  # fmt: skip


class CallForm(forms.Form):
    """A call. All is voluntary here: what is missing is the service's to say."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    caller_search = forms.CharField(label=_("Vem ringer?"), max_length=120, required=False)
    caller_home = forms.IntegerField(required=False, min_value=1)
    caller_name = forms.CharField(label=_("Namn"), max_length=120, required=False)
    caller_phone = forms.CharField(label=_("Telefon"), max_length=60, required=False)
    caller_unknown = forms.CharField(label=_("Varför uppringaren är okänd"), max_length=200, required=False)
    home_search = forms.CharField(label=_("Var stör det?"), max_length=120, required=False)
    home = forms.IntegerField(required=False, min_value=1)
    street = forms.CharField(label=_("Adress"), max_length=120, required=False)
    flat = forms.CharField(label=_("Lägenhet"), max_length=20, required=False)
    landlord = forms.TypedChoiceField(label=_("Hyresvärd"), coerce=int, empty_value=None, required=False)
    category = forms.ChoiceField(
        label=_("Vad är det?"), choices=[(code.value, word) for code, word in CATEGORIES.items()], required=False
    )
    dangers = forms.MultipleChoiceField(
        label=_("Fara"), choices=[(code.value, word) for code, word in DANGERS.items()], required=False
    )
    told = forms.CharField(label=_("Vad uppringaren berättar"), max_length=4000, required=False)
    priority = forms.TypedChoiceField(
        label=_("Prioritet"), coerce=int, empty_value=None, required=False,
        choices=[("", ""), *((str(code.value), word) for code, word in PRIORITIES.items())],
    )  # fmt: skip
    join = forms.IntegerField(label=_("Hör till"), required=False, min_value=1)
    close_now = forms.BooleanField(label=_("Avsluta utan utryckning"), required=False)

    def __init__(self, data: Any, customers: Iterable[Customer]) -> None:
        super().__init__(data, initial={"key": uuid4()}, auto_id="%s")
        names = [(str(one.landlord_id), one.landlord.name) for one in customers]
        self.fields["landlord"].choices = [("", _("Välj")), *names]  # type: ignore[attr-defined]  # a choice field

    def call(self, landlord: int | None) -> Intake:
        """Return the call, for the landlord that the place is at."""
        said = self.cleaned_data
        return Intake(
            landlord=landlord or 0, category=Category(said["category"]) if said["category"] else None,
            told=said["told"], home=said["home"], street=said["street"], flat=said["flat"],
            caller_home=said["caller_home"], caller_name=said["caller_name"], caller_phone=said["caller_phone"],
            caller_unknown="" if said["caller_home"] or said["caller_name"] else said["caller_unknown"],
            dangers=frozenset(map(Danger, said["dangers"])),
            priority=Priority(said["priority"]) if said["priority"] else None, key=said["key"] or uuid4(),
        )  # fmt: skip

    def is_refused(self, outcome: Refused) -> None:
        """Show why the service took no case, at the field that it is about."""
        said = dict(self.cleaned_data)  # what has an error is taken out of it, and is to be shown all the same
        for code, sentence in zip(outcome.codes, in_sentences(outcome), strict=True):
            self.add_error(FIELDS.get(code), sentence)
        self.cleaned_data = said
