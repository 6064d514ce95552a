"""The form of the applicant's profile: household, incomes in rows, a reference; and what one shows."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letting.core.facts import Household, Income
from letting.my.income_words import ENDING, KINDS, SAID, kinds_by_what_they_count_for
from letting.services.applicant_profiles import (
    ENDLESS,
    LONGEST_NAME,
    LONGEST_PHONE,
    MOST_ADULTS,
    MOST_CHILDREN,
    MOST_INCOMES,
    MOST_NET,
    OLDEST_CHILD,
    Profile,
    Reference,
)
from tenants.my.documents import DocumentsField
from tenants.my.fields import WholeNumberField
from tenants.my.forms import PHONE
from tenants.rulesets.requirement_rules import IncomeKind, IncomeRule

SPARE_ROWS = 2
OLDEST_YEAR = 1900
LONGEST_LIST = 200


class ProfileForm(forms.Form):
    """What an applicant tells. Of the income rows, those that are left empty count for nothing."""

    adults = WholeNumberField(
        label=_("Antal vuxna, med dig själv"),
        least=1,
        most=MOST_ADULTS,
        error_messages={
            "required": _("Skriv hur många vuxna som ska bo i bostaden."),
            "range": _("Antalet vuxna ska vara mellan %(least)s och %(most)s."),
        },
    )
    children = forms.CharField(
        label=_("Barn"),
        required=False,
        max_length=LONGEST_LIST,
        help_text=_(
            "Skriv varje barns ålder eller födelseår, med komma emellan. Till exempel: 5, 12 eller 2014, 2021."
        ),
    )
    no_income = forms.BooleanField(label=_("Jag har ingen inkomst nu"), required=False)
    landlord = forms.ChoiceField(
        label=_("Har du en hyresvärd nu, eller har du haft någon?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", _("Ja, och ni får fråga hyresvärden")), ("no", _("Nej, jag har aldrig hyrt en bostad"))],
        error_messages={"invalid_choice": _("Välj ja eller nej.")},
    )
    landlord_name = forms.CharField(label=_("Hyresvärdens namn"), required=False, max_length=LONGEST_NAME)
    landlord_phone = forms.CharField(
        label=_("Hyresvärdens telefon"),
        required=False,
        max_length=LONGEST_PHONE,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, rules: Sequence[IncomeRule], rows: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.rows = today, min(rows, MOST_INCOMES)
        groups = kinds_by_what_they_count_for(rules)
        listed = [(SAID[answer][2], [(kind.value, KINDS[kind]) for kind in kinds]) for answer, kinds in groups.items()]
        for number in range(self.rows):
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Typ av inkomst"),
                required=False,
                choices=[("", _("Ingen")), *listed],
                error_messages={"invalid_choice": _("Välj vad det är för inkomst.")},
            )
            self.fields[f"net_{number}"] = WholeNumberField(
                label=_("I månaden efter skatt"), required=False, least=1, most=MOST_NET
            )
            self.fields[f"months_{number}"] = WholeNumberField(
                label=_("Månader kvar"), required=False, least=0, most=ENDLESS - 1
            )

    @property
    def income_rows(self) -> list[list[forms.BoundField]]:
        """Return the fields of each income."""
        return [[self[f"{name}_{number}"] for name in ("kind", "net", "months")] for number in range(self.rows)]

    def clean_children(self) -> tuple[int, ...]:
        """Read ages and birth years."""
        parts = [part for part in re.split(r"[,;\s]+|\boch\b", self.cleaned_data["children"]) if part]
        if len(parts) > MOST_CHILDREN:
            raise forms.ValidationError(_("Du kan fylla i högst 12 barn. Är ni fler? Hör av dig till oss."))
        return tuple(self._age(part) for part in parts)

    def _age(self, part: str) -> int:
        if not re.fullmatch(r"[0-9]{1,4}", part):
            raise forms.ValidationError(_("Skriv bara åldrar eller födelseår, med komma emellan."))
        number = int(part)
        years = self.today.year - number if number >= OLDEST_YEAR else number
        if years < 0:
            raise forms.ValidationError(_("Ett barn är inte fött än. Se efter att året stämmer."))
        if years > OLDEST_CHILD:
            raise forms.ValidationError(_("Ett barn är högst 20 år. Den som är äldre räknas som vuxen."))
        return years

    def clean(self) -> dict[str, Any]:
        """See that each income is whole, and that there is a reference where one was promised."""
        data: dict[str, Any] = super().clean() or {}
        for number in range(self.rows):
            self._see_row(number, data)
        if data.get("no_income") and any(data.get(f"net_{number}") for number in range(self.rows)):
            self.add_error(
                "no_income", _("Du har både skrivit en inkomst och att du inte har någon. Välj det som stämmer.")
            )
        if data.get("landlord") == "yes":
            self._see_reference(data)
        return data

    def _see_row(self, number: int, data: Mapping[str, Any]) -> None:
        kind, net, months = (data.get(f"{name}_{number}") for name in ("kind", "net", "months"))
        if any(f"{name}_{number}" in self.errors for name in ("kind", "net", "months")):
            return
        if kind and net is None:
            self.add_error(f"net_{number}", _("Skriv hur mycket det är i månaden efter skatt."))
        if not kind and (net is not None or months is not None):
            self.add_error(f"kind_{number}", _("Välj vad det är för inkomst."))
        if kind in ENDING and months is None:
            self.add_error(f"months_{number}", _("Skriv hur många månader inkomsten varar till."))

    def _see_reference(self, data: Mapping[str, Any]) -> None:
        phone = data.get("landlord_phone", "")
        if not data.get("landlord_name"):
            self.add_error("landlord_name", _("Skriv vem hyresvärden är."))
        if "landlord_phone" not in self.errors and not PHONE.match(re.sub(r"[\s()/-]", "", phone)):
            self.add_error("landlord_phone", _("Skriv hyresvärdens telefonnummer med siffror."))

    # ---- what was told

    def household(self) -> Household:
        """Return the household."""
        return Household(self.cleaned_data["adults"], self.cleaned_data["children"])

    def incomes(self) -> tuple[Income, ...] | None:
        """Return the incomes; none at all where she says so, and None where she has told nothing."""
        data = self.cleaned_data
        found = tuple(
            Income(
                IncomeKind(data[f"kind_{number}"]),
                data[f"net_{number}"],
                ENDLESS if data[f"months_{number}"] is None else data[f"months_{number}"],
            )
            for number in range(self.rows)
            if data[f"kind_{number}"]
        )
        return found if found or data["no_income"] else None

    def reference(self) -> Reference | None:
        """Return the reference, None where she has not answered."""
        data = self.cleaned_data
        if not data["landlord"]:
            return None
        if data["landlord"] == "no":
            return Reference(there_is=False)
        return Reference(there_is=True, name=data["landlord_name"], phone=data["landlord_phone"])


def rows_wanted(profile: Profile, posted: Mapping[str, Any] | None) -> int:
    """Return how many income rows a form has: those that are filled and some to spare, or those that were sent."""
    if posted is not None:
        numbers = [int(name[5:]) for name in posted if re.fullmatch(r"kind_[0-9]{1,2}", name)]
        return max(numbers, default=-1) + 1
    return len(profile.income or ()) + SPARE_ROWS


def started(profile: Profile) -> dict[str, Any]:
    """Return what is saved, as the form begins."""
    initial: dict[str, Any] = {"no_income": profile.income == ()}
    if profile.household is not None:
        initial["adults"] = profile.household.adults
        initial["children"] = ", ".join(str(years) for years in profile.household.children)
    for number, one in enumerate(profile.income or ()):
        initial |= {f"kind_{number}": one.kind.value, f"net_{number}": one.net}
        initial[f"months_{number}"] = None if one.months_left >= ENDLESS else one.months_left
    if profile.reference is not None:
        initial["landlord"] = "yes" if profile.reference.there_is else "no"
        initial |= {"landlord_name": profile.reference.name, "landlord_phone": profile.reference.phone}
    return initial


class FilesForm(forms.Form):
    """Files to show, at least one."""

    papers = DocumentsField(label=_("Välj filer"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].required = True

    def clean_papers(self) -> list[Any]:
        """Ask for one."""
        chosen: list[Any] = self.cleaned_data["papers"]
        if not chosen:
            raise forms.ValidationError(_("Välj minst en fil."))
        return chosen
