"""The forms about persons that staff fill in."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.admin.serving import ServedForm
from tenants.personal_number import BadNumber, Number, read
from tenants.persons import Contact


class ContactForm(forms.Form):
    """How to reach a person. Everything may be left out: then letters go by post."""

    email = forms.EmailField(label=_("E-postadress"), required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=30, required=False)
    street = forms.CharField(label=_("Gatuadress"), max_length=120, required=False)
    postal_code = forms.CharField(label=_("Postnummer"), max_length=10, required=False)
    city = forms.CharField(label=_("Postort"), max_length=80, required=False)
    language = forms.ChoiceField(label=_("Språk"), choices=[("sv", _("Svenska")), ("en", _("Engelska"))])

    def contact(self) -> Contact:
        """Return what was filled in."""
        return Contact(**{name: self.cleaned_data[name] for name in ContactForm.base_fields})


class ChangeContactForm(ServedForm, ContactForm):
    """The same as staff fill it in for her later on, and how she told it."""

    field_order = (*ContactForm.base_fields, "how")


class PersonForm(ContactForm):
    """A person who comes to the office or phones: her number, or a birth date when she has none (QUEUE-4)."""

    given_name = forms.CharField(label=_("Förnamn"), max_length=80)
    family_name = forms.CharField(label=_("Efternamn"), max_length=80)
    number = forms.CharField(
        label=_("Personnummer eller samordningsnummer"),
        help_text=_("Tolv siffror. Lämna tomt om personen saknar nummer, och fyll i födelsedatum i stället."),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    born = forms.DateField(label=_("Födelsedatum"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    field_order = ("given_name", "family_name", "number", "born")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["language"].initial = "sv"

    def clean_number(self) -> Number | None:
        """Read the number in any notation."""
        text = self.cleaned_data["number"]
        if not text:
            return None
        try:
            return read(text, today=self.today)
        except BadNumber as error:
            raise forms.ValidationError(BAD_NUMBER[error.code]) from error

    def clean(self) -> dict[str, Any]:
        """Ask for a birth date where there is no number."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("number") and not data.get("born") and "number" not in self.errors:
            self.add_error("born", _("Fyll i personnummer eller födelsedatum."))
        if data.get("born") and data["born"] > self.today:
            self.add_error("born", _("Födelsedatumet ligger i framtiden."))
        return data


class NumberForm(forms.Form):
    """The search by number, in the head of the list."""

    number = forms.CharField(
        label=_("Personnummer"), widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today


BAD_NUMBER = {
    "form": _("Personnumret stämmer inte. Kontrollera siffrorna."),
    "unborn": _("Enligt numret är personen inte född än. Kontrollera siffrorna."),
    "too_old": _("Enligt numret är personen orimligt gammal. Kontrollera siffrorna."),
    "not_test_series": _("I demoläget godtas bara nummer ur den officiella testserien."),
}
