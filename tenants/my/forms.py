"""Forms about the person herself. What was typed stays; each error is a sentence that says how to go on."""

import re
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tenants.models import Person
from tenants.personal_number import BadNumber, Number, read
from tenants.persons import Contact

PHONE = re.compile(r"^\+?[0-9]{6,15}$")
DASHES = re.compile("[\N{HYPHEN}-\N{HORIZONTAL BAR}\N{MINUS SIGN}]")
POSTAL_CODE = re.compile(r"^[0-9]{5}$")

BAD_NUMBER = {
    "form": _("Det här är inget personnummer. Skriv tolv siffror, ÅÅÅÅMMDD-XXXX, och se efter att alla stämmer."),
    "unborn": _("Enligt numret är du inte född än. Se efter att året stämmer."),
    "too_old": _("Enligt numret är du över 120 år. Se efter att året stämmer."),
    "not_test_series": _(
        "I demoläget får du bara använda nummer ur den officiella testserien, till exempel 19821105-9954."
    ),
}


class ContactForm(forms.Form):
    """How to reach her."""

    phone = forms.CharField(
        label=_("Telefon"),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("Så att vi kan ringa om något brådskar, till exempel en visning."),
        error_messages={"required": _("Skriv ett telefonnummer.")},
    )
    street = forms.CharField(
        label=_("Gatuadress"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "street-address"}),
        error_messages={"required": _("Skriv din gatuadress.")},
    )
    postal_code = forms.CharField(
        label=_("Postnummer"),
        max_length=10,
        widget=forms.TextInput({"autocomplete": "postal-code", "inputmode": "numeric"}),
        error_messages={"required": _("Skriv ditt postnummer.")},
    )
    city = forms.CharField(
        label=_("Postort"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "address-level2"}),
        error_messages={"required": _("Skriv din postort.")},
    )

    def clean_phone(self) -> str:
        """Keep the number as it was written, if it can be dialled."""
        phone: str = self.cleaned_data["phone"]
        if not PHONE.match(re.sub(r"[\s()/-]", "", phone)):
            raise forms.ValidationError(_("Skriv telefonnumret med siffror, till exempel 070-123 45 67."))
        return phone

    def clean_postal_code(self) -> str:
        """Write a postal code as 123 45."""
        digits = re.sub(r"\s", "", self.cleaned_data["postal_code"])
        if not POSTAL_CODE.match(digits):
            raise forms.ValidationError(_("Ett postnummer har fem siffror, till exempel 791 30."))
        return f"{digits[:3]} {digits[3:]}"


class WhoForm(ContactForm):
    """Who she is, the first time she comes to a landlord."""

    given_name = forms.CharField(
        label=_("Förnamn"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "given-name"}),
        error_messages={"required": _("Skriv ditt förnamn.")},
    )
    family_name = forms.CharField(
        label=_("Efternamn"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "family-name"}),
        error_messages={"required": _("Skriv ditt efternamn.")},
    )
    number = forms.CharField(
        label=_("Personnummer"),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("ÅÅÅÅMMDD-XXXX, med eller utan bindestreck. Numret krypteras och visas aldrig i sin helhet."),
        error_messages={"required": _("Skriv ditt personnummer.")},
    )
    field_order = ("given_name", "family_name", "number", "phone", "street", "postal_code", "city")

    def __init__(self, *args: Any, today: date, proven: Number | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.proven = today, proven
        if proven is not None:
            del self.fields["number"]

    def clean(self) -> dict[str, Any]:
        """Let a number that BankID has shown stand for one that is written."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        return data if self.proven is None else data | {"number": self.proven}

    def clean_number(self) -> Number:
        """Read the number in any notation."""
        try:
            return read(DASHES.sub("-", re.sub(r"\s", "", self.cleaned_data["number"])), today=self.today)
        except BadNumber as error:
            raise forms.ValidationError(str(BAD_NUMBER[error.code])) from error

    def contact(self, email: str, language: str) -> Contact:
        """Return how to reach her; her login's address to begin with."""
        return contact_of(self, email, language)


class ProfileForm(ContactForm):
    """Her contact details and language, to change."""

    email = forms.EmailField(
        label=_("E-post för meddelanden"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("Vi skickar en kopia av varje meddelande hit. Du loggar in med samma adress som förut."),
        error_messages={
            "required": _("Skriv en e-postadress."),
            "invalid": _("Skriv en hel e-postadress, till exempel namn@exempel.se."),
        },
    )
    language = forms.ChoiceField(label=_("Språk i meddelanden"), choices=settings.LANGUAGES)
    field_order = ("email", "phone", "street", "postal_code", "city", "language")

    @classmethod
    def of(cls, person: Person) -> "ProfileForm":
        """Return the form filled with what is saved."""
        fields = (*cls.field_order,)
        return cls(initial={field: getattr(person, field) for field in fields})

    def contact(self) -> Contact:
        """Return what was filled in."""
        return contact_of(self, self.cleaned_data["email"], self.cleaned_data["language"])


def contact_of(form: forms.Form, email: str, language: str) -> Contact:
    """Return a valid form's contact details."""
    data = form.cleaned_data
    return Contact(email, data["phone"], data["street"], data["postal_code"], data["city"], language)
