"""The double-rent calculator of a flat's page: what one writes, and what it comes to, in words. A plain GET form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from letting.core.double_rent import LAW, DoubleRent, double_rent
from letting.core.timeline import Step, StepKey
from letting.models import Listing
from tenants import words
from tenants.core.calendar import add_months
from tenants.my.fields import WholeNumberField

WAYS_TO_WRITE = ["%Y-%m-%d", "%Y%m%d", "%d/%m %Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y"]
YEARS = 2  # how far from today a day may lie
HIGHEST_RENT = 200_000


class DayField(forms.DateField):
    """A day within a few years of today, as the browser's calendar or people write it."""

    def __init__(self, label: Any, today: date, help_text: Any = "") -> None:
        self.first, self.last = add_months(today, -12 * YEARS), add_months(today, 12 * YEARS)
        super().__init__(
            label=label, help_text=help_text, input_formats=WAYS_TO_WRITE,
            widget=forms.DateInput({"type": "date", "min": self.first, "max": self.last}, format="%Y-%m-%d"),
            error_messages={
                "invalid": _("Skriv datumet så här: 2026-05-25."), "required": _("Välj ett datum."),
            },
        )  # fmt: skip

    def validate(self, value: Any) -> None:
        """Refuse a day that is years away: it is a slip of the pen."""
        super().validate(value)
        if value and not self.first <= value <= self.last:
            limits = {"first": words.day(self.first, year=True), "last": words.day(self.last, year=True)}
            raise ValidationError(_("Välj ett datum mellan %(first)s och %(last)s.") % limits)


class DoubleRentForm(forms.Form):
    """Present rent, notice and the days; all but the rent is filled in with what is usual."""

    rent = WholeNumberField(
        least=1, most=HIGHEST_RENT, label=gettext_lazy("Din hyra i dag, kr i månaden"),
        error_messages={"required": gettext_lazy("Skriv din hyra, till exempel 6 500.")},
    )  # fmt: skip
    notice = forms.TypedChoiceField(
        label=gettext_lazy("Uppsägningstid"), coerce=int,
        error_messages={"invalid_choice": gettext_lazy("Välj en uppsägningstid i listan.")},
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None, *, initial: Mapping[str, Any], today: date) -> None:
        super().__init__(data, initial=dict(initial), auto_id="d-%s")
        months = [(n, ngettext("%(n)s månad", "%(n)s månader", n) % {"n": n}) for n in range(1, LAW + 1)]
        field = self.fields["notice"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  (declared so above)
        field.choices = months
        signed = _("Säg inte upp förrän avtalet för den nya bostaden är underskrivet.")
        self.fields["given"] = DayField(_("Dag då du säger upp"), today, signed)
        self.fields["move_in"] = DayField(_("Inflyttning i den nya bostaden"), today)


@dataclass(frozen=True, slots=True)
class Calculator:
    """The form, and what it comes to once it is filled in."""

    form: DoubleRentForm
    asked: bool
    sum: DoubleRent | None = None
    sentences: tuple[str, ...] = ()


def calculator(asked: Mapping[str, str], listing: Listing, steps: tuple[Step, ...], today: date) -> Calculator:
    """Return the calculator of a home: as the address fills it in, or with what is usual."""
    signs = next((step.last for step in steps if step.key is StepKey.LEASE and not step.open_ended), None)
    usual = {"notice": LAW, "given": max(signs or today, today), "move_in": listing.move_in or today}
    if "rent" not in asked:
        return Calculator(DoubleRentForm(None, initial=usual, today=today), asked=False)
    form = DoubleRentForm({**usual, **asked}, initial=usual, today=today)
    if not form.is_valid():
        return Calculator(form, asked=True)
    said = form.cleaned_data
    found = double_rent(
        rent=said["rent"], new_rent=listing.unit.rent, months=said["notice"], given=said["given"],
        move_in=said["move_in"],
    )  # fmt: skip
    return Calculator(form, asked=True, sum=found, sentences=_sentences(found, said["move_in"]))


def _sentences(found: DoubleRent, move_in: date) -> tuple[str, ...]:
    ends = _("Din gamla bostad betalar du till och med %(day)s.") % {"day": words.day(found.old_ends, year=True)}
    if found.months:
        says = _("Dubbel hyra i %(time)s: %(first)s till och med %(last)s.") % {
            "time": how_long(found),
            "first": words.day(found.months[0].first),
            "last": words.day(found.old_ends),
        }
        costs = _("Det kostar %(old)s för den gamla bostaden, utöver %(new)s för den nya.") % {
            "old": words.kronor(found.old),
            "new": words.kronor(found.new),
        }
        return says, costs, ends
    if gap := found.without(move_in):
        without = _("Du betalar aldrig dubbelt, men är utan bostad i %(days)s före inflyttningen.")
        return without % {"days": words.days(gap)}, ends
    return _("Du betalar aldrig dubbelt: den nya bostaden tar vid dagen efter."), ends


def how_long(found: DoubleRent) -> str:
    """Return "1 månad och 12 dagar": whole months, and the days of those that are not whole."""
    whole = sum(month.whole for month in found.months)
    rest = sum(month.days for month in found.months if not month.whole)
    said = [ngettext("%(n)s månad", "%(n)s månader", whole) % {"n": whole}] if whole else []
    said += [words.days(rest)] if rest else []
    return _(" och ").join(said)
