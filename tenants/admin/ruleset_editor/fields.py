"""A control for each shape of a single value: turns what was typed into what TOML has, or says what is wrong."""

import re
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.admin.rule_vocabulary import UNITS
from tenants.rulesets.shape import COLOUR, Scalar

NOTHING: Any = object()  # left empty where that is allowed: the key is left out
LONGEST = 5_000
LONG = 80  # characters from which on a text gets a box of several rows
REQUIRED = gettext_lazy("Fyll i fältet.")
GAPS = re.compile(r"[\s\u00a0]")


class Control(forms.Field):
    """A control whose empty answer is `blank`, or is refused where there must be a value."""

    blank: Any = NOTHING

    def clean(self, value: Any) -> Any:
        """Return the value as TOML has it; raise ValidationError with a sentence."""
        if self.is_blank(value):
            if self.required:
                raise forms.ValidationError(REQUIRED)
            return self.blank
        return self.read(value)

    def is_blank(self, value: Any) -> bool:
        """Say whether nothing was filled in."""
        return value is None or not str(value).strip()

    def read(self, value: Any) -> Any:
        """Return what was typed as a value."""
        return str(value)

    def prepare_value(self, value: Any) -> Any:
        """Return a value as it is shown."""
        return "" if value is None else value


class Flag(Control):
    """Yes or no, as a box to tick."""

    widget = forms.CheckboxInput

    def is_blank(self, value: Any) -> bool:
        """Say no: an empty box is an answer."""
        return False

    def read(self, value: Any) -> bool:
        """Return whether the box is ticked."""
        return bool(value)

    def prepare_value(self, value: Any) -> bool:
        """Return whether the box is ticked at first."""
        return bool(value)


class Line(Control):
    """A text on one line, or on several."""

    def __init__(self, *, several: bool, pattern: str | None = None, blank: Any = NOTHING, **more: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 3}) if several else forms.TextInput()
        super().__init__(widget=widget, **more)
        self.pattern, self.blank = pattern, blank

    def read(self, value: Any) -> str:
        """Refuse what no page could show, and a name or colour of the wrong form."""
        text = str(value).replace("\r\n", "\n").strip()
        if len(text) > LONGEST:
            raise forms.ValidationError(_("Texten är för lång. Den får ha högst 5 000 tecken."))
        if any(ord(sign) < 32 and sign not in "\n\t" for sign in text):
            raise forms.ValidationError(_("Texten innehåller tecken som inte kan visas. Skriv om den."))
        if self.pattern == COLOUR:
            text = text.lower()
        if self.pattern and not re.match(self.pattern, text):
            raise forms.ValidationError(
                _("Skriv en färg som # och sex tecken, till exempel #8f2f1c.")
                if self.pattern == COLOUR
                else _("Skriv med små bokstäver a–z, siffror, - och _, och börja med en bokstav.")
            )
        return text


class Whole(Control):
    """A whole number; gaps between thousands are allowed."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), **more)

    def read(self, value: Any) -> int:
        """Read the number."""
        text = GAPS.sub("", str(value)).replace("\N{MINUS SIGN}", "-")
        if not re.fullmatch(r"-?[0-9]{1,12}", text):
            raise forms.ValidationError(_("Skriv ett heltal."))
        return int(text)


class Number(Control):
    """A number, its decimals behind a comma."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **more)

    def read(self, value: Any) -> float:
        """Read the number."""
        text = GAPS.sub("", str(value)).replace(",", ".")
        if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", text):
            raise forms.ValidationError(_("Skriv ett tal, till exempel 49 eller 49,5."))
        return float(text)

    def prepare_value(self, value: Any) -> Any:
        """Return the number without decimals that say nothing."""
        return f"{value:g}".replace(".", ",") if isinstance(value, float) else super().prepare_value(value)


class Day(Control):
    """A date."""

    widget = forms.DateInput(attrs={"type": "date"})

    def read(self, value: Any) -> date:
        """Read the date."""
        try:
            return date.fromisoformat(str(value).strip())
        except ValueError as error:
            raise forms.ValidationError(_("Skriv ett datum, till exempel 2026-12-23.")) from error

    def prepare_value(self, value: Any) -> Any:
        """Return the date as browsers want it."""
        return value.isoformat() if isinstance(value, date) else super().prepare_value(value)


class Hour(Control):
    """A time of day."""

    widget = forms.TimeInput(attrs={"type": "time"})

    def read(self, value: Any) -> time:
        """Read the time, with a colon or a full stop."""
        try:
            return time.fromisoformat(str(value).strip().replace(".", ":"))
        except ValueError as error:
            raise forms.ValidationError(_("Skriv ett klockslag, till exempel 08:00.")) from error

    def prepare_value(self, value: Any) -> Any:
        """Return hours and minutes, and seconds only where there are any."""
        shown = str(super().prepare_value(value))
        return shown.removesuffix(":00") if shown.count(":") == 2 else shown


class PeriodWidget(forms.MultiWidget):
    """A number and its unit, side by side."""

    template_name = "admin/kolapp/rules/period.html"

    def __init__(self, *, name: str) -> None:
        units = [("", "–"), *UNITS.items()]
        number = {"inputmode": "numeric", "autocomplete": "off", "aria-label": f"{name}, {_('antal')}"}
        super().__init__(
            [forms.TextInput(attrs=number), forms.Select(choices=units, attrs={"aria-label": f"{name}, {_('enhet')}"})]
        )

    def decompress(self, value: Any) -> list[str]:
        """Return the length and the unit of "4 workdays"."""
        length, _space, unit = str(value or "").partition(" ")
        return [length, unit]


class Span(Control):
    """A period: a number and its unit (TIME-5)."""

    def __init__(self, *, name: str, **more: Any) -> None:
        super().__init__(widget=PeriodWidget(name=name), **more)

    def is_blank(self, value: Any) -> bool:
        """Say whether neither the number nor the unit is there: a unit alone is a number forgotten."""
        return not isinstance(value, list) or not any(str(one or "").strip() for one in value)

    def read(self, value: Any) -> str:
        """Read the two as the rules write them."""
        length, unit = (str(one or "").strip() for one in value)
        if not re.fullmatch(r"[0-9]{1,6}", length) or int(length) < 1:
            raise forms.ValidationError(_("Skriv ett heltal från 1."))
        if unit not in UNITS:
            raise forms.ValidationError(_("Välj dagar, arbetsdagar eller månader."))
        return f"{int(length)} {unit}"


def control_of(shape: Scalar, *, value: Any, required: bool, name: str, **more: Any) -> Control:
    """Return the control of a single value."""
    limits = shape.limits
    match shape.kind:
        case "flag":
            return Flag(required=False, **more)
        case "whole":
            return Whole(required=required, **more)
        case "number":
            return Number(required=required, **more)
        case "day":
            return Day(required=required, **more)
        case "hour":
            return Hour(required=required, **more)
        case "period":
            return Span(required=required, name=name, **more)
        case _:
            needed = required and bool(limits.shortest or limits.pattern)
            several = isinstance(value, str) and ("\n" in value or len(value) > LONG)
            blank = "" if required and not needed else NOTHING
            return Line(required=needed, several=several, pattern=limits.pattern, blank=blank, **more)
