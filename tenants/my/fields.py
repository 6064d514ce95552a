"""Fields that people fill in by hand: whole numbers as they are written, with gaps and units."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tenants import words

GAPS = re.compile(r"[\s.']|kr(onor)?$", re.IGNORECASE)
LONGEST = 20


class WholeNumberField(forms.CharField):
    """A whole number in a range: "7 200", "7.200 kr" and "7200" are the same. What was typed stays as it was."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "number": _("Skriv ett helt tal med siffror."),
        "range": _("Skriv ett tal mellan %(least)s och %(most)s."),
    }

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the number, None for nothing where nothing is allowed."""
        written = super().clean(value)
        if not written:
            return None
        digits = GAPS.sub("", written)
        if not re.fullmatch(r"-?[0-9]{1,15}", digits):
            raise ValidationError(self.error_messages["number"], code="number")
        number = int(digits)
        if not self.least <= number <= self.most:
            limits = {"least": words.number(self.least), "most": words.number(self.most)}
            raise ValidationError(self.error_messages["range"], code="range", params=limits)
        return number
