"""A yes or a no with its reason, as staff write it down."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy


class DecisionForm(forms.Form):
    """A decision with its reason, which stays."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Beslut"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj ja eller nej.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        help_text=gettext_lazy("Skälet sparas. Skriv det som behövs för beslutet, inget om hälsa eller privatliv."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv ett skäl.")},
    )

    def __init__(self, *args: Any, yes: Any, no: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [("yes", yes), ("no", no)]  # type: ignore[attr-defined]  # a choice field's

    @property
    def said_yes(self) -> bool:
        """Say whether a valid form says yes."""
        return bool(self.cleaned_data["answer"] == "yes")
