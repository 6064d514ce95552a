"""The forms about ombud: whom one asks, how far and how long it goes; and the consent."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.models import Extent
from tenants.my.forms import BAD_NUMBER, DASHES
from tenants.personal_number import BadNumber, Number, read

EXTENTS = [
    (Extent.ACT, _("Läsa och göra allt som jag kan göra på Mina sidor")),
    (Extent.READ, _("Bara läsa")),
]


class TermsForm(forms.Form):
    """How far and how long someone may act for another; asked of the person herself and of staff with her paper."""

    extent = forms.ChoiceField(
        label=_("Vad ombudet får göra"),
        choices=EXTENTS,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Välj vad ombudet får göra.")),
    )
    may_sign = forms.BooleanField(label=_("Ombudet får också skriva under hyresavtal"), required=False)
    ends_on = forms.DateField(
        label=_("Gäller till och med"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Lämna tomt om det ska gälla tills vidare."),
        error_messages={"invalid": _("Skriv dagen så här: ÅÅÅÅ-MM-DD.")},
    )

    def terms(self) -> dict[str, Any]:
        """Return what was chosen."""
        data = self.cleaned_data
        return {"extent": Extent(data["extent"]), "may_sign": data["may_sign"], "ends_on": data["ends_on"]}


class AskForm(TermsForm):
    """Whom she wants as her ombud: an address or a number, and her consent."""

    who = forms.CharField(
        label=_("Ombudets e-postadress eller personnummer"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Vi frågar personen, som svarar på Mina sidor. Du får veta vad svaret blev."),
        error_messages={"required": _("Skriv en e-postadress eller ett personnummer.")},
    )
    agree = forms.BooleanField(
        label=_("Jag samtycker till att ombudet företräder mig så som jag har valt här"),
        error_messages={"required": _("Kryssa i rutan för att kunna fråga.")},
    )
    field_order = ("who", "extent", "may_sign", "ends_on", "agree")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_who(self) -> str | Number:
        """Return an address or a number."""
        text = self.cleaned_data["who"].strip()
        if "@" in text:
            try:
                return str(forms.EmailField().clean(text))
            except forms.ValidationError as error:
                raise forms.ValidationError(_("Skriv en hel e-postadress, till exempel namn@exempel.se.")) from error
        try:
            return read(DASHES.sub("-", "".join(text.split())), today=self.today)
        except BadNumber as error:
            raise forms.ValidationError(str(BAD_NUMBER[error.code])) from error

    def asked(self) -> dict[str, Any]:
        """Return whom she asks, as `ask_to_represent` takes it."""
        who = self.cleaned_data["who"]
        return {"number": who} if isinstance(who, Number) else {"email": who}


class AnswerForm(forms.Form):
    """What one takes on with a yes."""

    agree = forms.BooleanField(
        label=_("Jag åtar mig att vara ombud och bara göra det som den jag företräder vill"),
        error_messages={"required": _("Kryssa i rutan för att kunna säga ja.")},
    )
