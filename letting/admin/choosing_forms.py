"""The forms in which staff choose among applicants, never without a coded cause and a reason in words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from letting.admin.applicants import Applicant


class ReasonForm(forms.Form):
    """Why: a code that is counted, and words that are kept."""

    cause = forms.ChoiceField(
        label=gettext_lazy("Skäl"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj ett skäl."),
            "invalid_choice": gettext_lazy("Välj ett skäl i listan."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Med egna ord"),
        help_text=gettext_lazy("Sparas vid uthyrningen. Skriv inget känsligt om någon, som hälsa eller ursprung."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv kort varför.")},
    )

    def __init__(self, *args: Any, causes: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cause"].choices = list(causes.items())  # type: ignore[attr-defined]  # a choice field's


class ApplicantBoxes(forms.CheckboxSelectMultiple):
    """Applicants to tick, each with what is known of her."""

    option_template_name = "admin/kolapp/applicant_option.html"


class ApplicantButtons(forms.RadioSelect):
    """Applicants of whom one is chosen, each with what is known of her."""

    option_template_name = "admin/kolapp/applicant_option.html"


class ChoosingForm(ReasonForm):
    """Whom, and why; `people` says whether several can be chosen."""

    people: forms.ChoiceField
    field_order = ("people", "cause", "reason")

    def __init__(self, *args: Any, applicants: list[Applicant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.applicants = applicants
        self.fields["people"].choices = [(str(one.person), one) for one in applicants]  # type: ignore[attr-defined]  # a choice field's

    @property
    def chosen(self) -> list[int]:
        """Return the persons chosen, one or several. Only for a valid form."""
        said = self.cleaned_data["people"]
        return [int(one) for one in (said if isinstance(said, list) else [said])]


class SeveralForm(ChoosingForm):
    """Several applicants, and why."""

    people = forms.MultipleChoiceField(
        label=gettext_lazy("Sökande"),
        widget=ApplicantBoxes,
        error_messages={
            "required": gettext_lazy("Välj minst en sökande."),
            "invalid_choice": gettext_lazy("Välj bland sökandena i listan."),
            "invalid_list": gettext_lazy("Välj bland sökandena i listan."),
        },
    )


class OneForm(ChoosingForm):
    """One applicant, and why."""

    people = forms.ChoiceField(
        label=gettext_lazy("Sökande"),
        widget=ApplicantButtons,
        error_messages={
            "required": gettext_lazy("Välj en sökande."),
            "invalid_choice": gettext_lazy("Välj bland sökandena i listan."),
        },
    )
