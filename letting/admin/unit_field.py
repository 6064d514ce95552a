"""The field in which staff name a unit: its number, or an address that is suggested while they type."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from letting.models import Unit

IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")
HELP = _("Skriv objektsnumret eller adressen.")
SUGGESTIONS = {"app_label": "letting", "model_name": "listing", "field_name": "unit"}


def _where_to_ask() -> str:
    return f"{reverse('admin:autocomplete')}?{urlencode(SUGGESTIONS)}"


_suggestions = lazy(_where_to_ask, str)  # the form is made before there are addresses


class UnitField(forms.CharField):
    """A unit by its number, or by its address where no other unit has the same.

    `kolapp/suggest.js` offers what the search finds, as "address (number)". Without it the number is written.
    Refused with a sentence: what is no unit, and an address that several have.
    """

    def __init__(self, **more: Any) -> None:
        written = {"data-suggest": _suggestions(), "autocomplete": "off", "spellcheck": "false"}
        super().__init__(label=_("Objekt"), help_text=HELP, widget=UnfoldAdminTextInputWidget(written), **more)

    def prepare_value(self, value: Any) -> Any:
        """Show a unit as it is suggested; what was typed stays as it was."""
        return str(Unit.objects.get(pk=value)) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Return the unit that is meant."""
        typed = super().clean(value)
        named = IN_BRACKETS.search(typed)
        number = named.group(1).strip() if named else typed
        found = Unit.objects.filter(number__iexact=number)[:2] or Unit.objects.filter(street__iexact=typed)[:2]
        if not found:
            raise ValidationError(_("Inget objekt har det numret eller den adressen. Kontrollera vad du har skrivit."))
        if len(found) > 1:
            raise ValidationError(_("Flera objekt har den adressen. Skriv objektsnumret."))
        return found[0]
