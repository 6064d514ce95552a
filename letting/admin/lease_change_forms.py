"""What staff fill in about a change of a lease: a decision, an application on paper, what someone says."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.my.change_forms import ChangeForm
from tenants.admin.search import LONGEST, Sought
from tenants.admin.serving import IdentifiedForm
from tenants.models import Person
from tenants.rulesets.change_rules import ChangeKind, ChangeRules


class DecisionForm(forms.Form):
    """Yes or no, with the reason that both read."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Beslut"),
        choices=[("yes", gettext_lazy("Bevilja")), ("no", gettext_lazy("Avslå"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj ett beslut."),
            "invalid_choice": gettext_lazy("Välj ett beslut."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        help_text=gettext_lazy(
            "Båda läser skälet. Skriv det som behövs, inget om den enas ekonomi, hälsa eller privatliv."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv ett skäl.")},
    )


class EntryForm(ChangeForm, IdentifiedForm):
    """An application that came on paper, signed by both, or that the one who stays makes after a death.

    `asks_fellows`: two may rent on a side, and it is asked whether all have signed.
    """

    other = forms.CharField(
        label=gettext_lazy("Den andra"),
        help_text=gettext_lazy("Personnummer, telefon eller e-postadress. Lägg upp personen först om den inte finns."),
        max_length=LONGEST,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Skriv vem den andra är.")},
    )
    all_agree = forms.BooleanField(
        label=gettext_lazy("Alla som står på avtalen har skrivit under"),
        help_text=gettext_lazy(
            "Saknas någon som hyr tillsammans med en av de två lämnar du rutan tom. Då frågar vi den på Mina sidor."
        ),
        required=False,
    )
    field_order = (
        "reason", "other", "where", "elsewhere", "all_agree", "since_on", "from_on", "until_on", "rent_asked", "text",
        "how", "sure",
    )  # fmt: skip

    def __init__(
        self, *args: Any, request: HttpRequest, kind: ChangeKind, rules: ChangeRules, own_rent: int, today: date,
        asks_fellows: bool = False, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, kind=kind, rules=rules, own_rent=own_rent, today=today, by_staff=True, **kwargs)
        self.request = request
        unneeded = () if asks_fellows else ("all_agree",)
        for name in ("email", "documents", *unneeded):
            del self.fields[name]
        if "reason" in self.fields:
            self.fields["reason"].label = gettext_lazy("Anledning")
        self.fields["text"].label = gettext_lazy("Vad ansökan säger")
        if "since_on" in self.fields:
            self.fields["since_on"].label = gettext_lazy("Folkbokförd på adressen sedan")
            self.fields["since_on"].help_text = gettext_lazy("Enligt folkbokföringen.")

    def clean_other(self) -> Person:
        """Return the one person who is meant; one whom nobody here knows is put in first."""
        found: QuerySet[Person] = Sought(self.request, self.cleaned_data["other"]).persons()
        people = list(found.order_by("pk")[:2])
        if not people:
            raise forms.ValidationError(_("Ingen sådan person finns här. Lägg upp personen först."))
        if len(people) > 1:
            raise forms.ValidationError(_("Flera personer stämmer. Skriv personnumret."))
        return people[0]


class SaidForm(IdentifiedForm):
    """What one who takes part says by telephone or at the office."""

    deed = forms.ChoiceField(
        label=gettext_lazy("Vad säger personen?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad personen säger.")},
    )
    field_order = ("deed", "how", "sure")

    def __init__(self, *args: Any, can_be_said: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deed"].choices = can_be_said  # type: ignore[attr-defined]  # a choice field's
